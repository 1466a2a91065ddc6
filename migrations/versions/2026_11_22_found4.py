"""Keep who belonged where and who headed what from when to when; today's house is the first line (A-04)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "found4"
down_revision = "polish7"
branch_labels = None
depends_on = None

RUNNING = "until_on IS NULL"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def upgrade() -> None:
    _history("posting", "staff_id", "staff", "department_id", "department", nullable=False)
    _history("headship", "department_id", "department", "staff_id", "staff", nullable=False)
    _history("placement", "department_id", "department", "parent_id", "department", nullable=True)
    _fill()


def downgrade() -> None:
    for table in ("placement", "headship", "posting"):
        op.drop_table(table)


def _history(table: str, whose: str, owner: str, says: str, target: str, *, nullable: bool) -> None:
    op.create_table(
        table,
        sa.Column(whose, sa.Integer(), nullable=False),
        sa.Column(says, sa.Integer(), nullable=nullable),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on > from_on", name=op.f(f"ck_{table}_until_after_from")
        ),
        sa.ForeignKeyConstraint([whose], [f"{owner}.id"], name=op.f(f"fk_{table}_{whose}_{owner}")),
        sa.ForeignKeyConstraint([says], [f"{target}.id"], name=op.f(f"fk_{table}_{says}_{target}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(whose, "from_on", name=op.f(f"uq_{table}_{whose}_from_on")),
    )
    op.create_index(op.f(f"ix_{table}_{says}"), table, [says])
    op.create_index(
        f"uq_{table}_running",
        table,
        [whose],
        unique=True,
        sqlite_where=sa.text(RUNNING),
        postgresql_where=sa.text(RUNNING),
    )


def _fill() -> None:
    """What is known is today: people since they joined, heads and places since the department was entered."""
    bind = op.get_bind()
    staff = sa.table(
        "staff", *(sa.column(name) for name in ("id", "department_id")),
        sa.column("joined_on", sa.Date()), sa.column("left_on", sa.Date()),
    )  # fmt: skip
    department = sa.table(
        "department", *(sa.column(name) for name in ("id", "head_id", "parent_id")),
        sa.column("closed_on", sa.Date()), sa.column("created_at", sa.DateTime()),
    )  # fmt: skip
    people = bind.execute(sa.select(staff)).all()
    houses = bind.execute(sa.select(department)).all()
    joined = {row.id: row.joined_on for row in people}
    _insert(
        "posting",
        [
            {
                "staff_id": row.id,
                "department_id": row.department_id,
                "from_on": row.joined_on,
                "until_on": None if row.left_on is None else row.left_on + timedelta(days=1),
            }
            for row in people
        ],
    )
    _insert(
        "headship",
        [
            {
                "department_id": row.id,
                "staff_id": row.head_id,
                "from_on": max(_day(row.created_at), joined[row.head_id]),
                "until_on": None,
            }
            for row in houses
            if row.head_id is not None
        ],
    )
    _insert(
        "placement",
        [
            {
                "department_id": row.id,
                "parent_id": row.parent_id,
                "from_on": _day(row.created_at),
                "until_on": row.closed_on,
            }
            for row in houses
            if row.closed_on is None or row.closed_on > _day(row.created_at)
        ],
    )


def _insert(table: str, rows: list[dict[str, Any]]) -> None:
    at = datetime.now(UTC).replace(tzinfo=None)
    kinds: dict[str, Any] = {"from_on": sa.Date(), "until_on": sa.Date()}
    kinds |= {"created_at": sa.DateTime(), "changed_at": sa.DateTime()}
    lines = [{**row, "created_at": at, "changed_at": at} for row in rows]
    if lines:
        op.bulk_insert(sa.table(table, *(sa.column(name, kinds.get(name)) for name in lines[0])), lines)


def _day(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(SHANGHAI).date()
