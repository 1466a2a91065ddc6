"""A duty roster; finding milestones to reach, and cases by words in chats and on results (T-02, H-02, V-01)."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from models.cases.rules.grams import grams

revision = "polish2"
down_revision = "reports"
branch_labels = None
depends_on = None

KEYS = {"staff_id": "staff", "department_id": "department", "by_id": "staff", "cancelled_by_id": "staff"}
OPEN = sa.text("done_at IS NULL AND dropped_at IS NULL")
STRETCH = 500
"""So many texts at a time."""


def upgrade() -> None:
    op.create_index(
        "ix_case_milestone_open",
        "case_milestone",
        ["owner_id", "due_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _index_what_is_there()
    op.create_table(
        "duty_shift",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("begins_at < ends_at", name=op.f("ck_duty_shift_ends_after_it_begins")),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by_id IS NULL)",
            name=op.f("ck_duty_shift_cancelled_by_somebody"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=op.f(f"fk_duty_shift_{column}_{target}")
            )
            for column, target in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
    )
    for column in KEYS:
        op.create_index(op.f(f"ix_duty_shift_{column}"), "duty_shift", [column])
    op.create_index("ix_duty_shift_ends", "duty_shift", ["ends_at"])


def _index_what_is_there() -> None:
    """Words that nothing indexed when they were written: what customers said of results, earlier chats."""
    connection = op.get_bind()
    gram = sa.table("case_gram", sa.column("gram"), sa.column("case_id"))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for texts in _texts(connection):
        rows = sorted({(each, row.case_id) for row in texts for each in grams(row.text)})
        if rows:
            known = dialect.insert(gram).on_conflict_do_nothing()
            connection.execute(known, [{"gram": each, "case_id": case_id} for each, case_id in rows])


def _texts(connection: sa.Connection) -> Iterator[list[sa.Row]]:
    said = sa.table("case_confirmation", *map(sa.column, ("id", "case_id", "comment")))
    chat = sa.table("case_chat", sa.column("id"), sa.column("case_id"))
    line = sa.table("case_chat_line", *map(sa.column, ("id", "chat_id", "text")))
    of_results = sa.select(said.c.id, said.c.case_id, said.c.comment.label("text"))
    of_chats = sa.select(line.c.id, chat.c.case_id, line.c.text).join_from(line, chat, chat.c.id == line.c.chat_id)
    for found, key in ((of_results, said.c.id), (of_chats, line.c.id)):
        last = 0
        while rows := connection.execute(found.where(key > last).order_by(key).limit(STRETCH)).all():
            last = rows[-1].id
            yield list(rows)


def downgrade() -> None:
    op.drop_table("duty_shift")
    op.drop_index("ix_case_milestone_open", "case_milestone")
