"""Keep lessons of decisions, and the index of like texts."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "suggestion"
down_revision = "0003"
branch_labels = None
depends_on = None

SHANGHAI = timedelta(hours=8)
BATCH = 1000


def upgrade() -> None:
    op.create_table(
        "case_lesson",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("department", sa.String(length=32), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                "none",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("learned_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_lesson_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_lesson")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_lesson_case_id")),
    )
    with op.batch_alter_table("case_lesson", schema=None) as batch_op:
        batch_op.create_index("ix_case_lesson_month", ["month", "case_id"], unique=False)
        batch_op.create_index(
            "ix_case_lesson_pending",
            ["id"],
            unique=False,
            sqlite_where=sa.text("learned_at IS NULL"),
            postgresql_where=sa.text("learned_at IS NULL"),
        )
    op.create_table(
        "like_sign",
        sa.Column("sign", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_like_sign_case_id_case")),
        sa.PrimaryKeyConstraint("sign", "case_id", name=op.f("pk_like_sign")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "like_count",
        sa.Column("sign", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sign", name=op.f("pk_like_count")),
        sqlite_with_rowid=False,
    )
    _write_lessons_of_decided_cases()


def _write_lessons_of_decided_cases() -> None:
    """So that the figures begin with the first decision; the job learns the texts, a batch a minute."""
    case = sa.table(
        "case",
        sa.column("id", sa.Integer),
        sa.column("triaged_at", sa.DateTime),
        sa.column("suggestion", sa.JSON),
    )
    lesson = sa.table(
        "case_lesson",
        sa.column("case_id", sa.Integer),
        sa.column("month", sa.String),
        sa.column("category", sa.String),
        sa.column("grade", sa.Integer),
        sa.column("urgent", sa.Boolean),
        sa.column("department", sa.String),
        sa.column("confidence", sa.String),
        sa.column("created_at", sa.DateTime),
        sa.column("changed_at", sa.DateTime),
    )
    connection = op.get_bind()
    last = 0
    while True:
        decided = connection.execute(
            sa.select(case)
            .where(case.c.id > last, case.c.triaged_at.is_not(None))
            .order_by(case.c.id)
            .limit(BATCH)
        ).all()
        if not decided:
            return
        last = decided[-1].id
        connection.execute(
            sa.insert(lesson),
            [
                {
                    "case_id": row.id,
                    "month": f"{row.triaged_at + SHANGHAI:%Y-%m}",
                    "category": row.suggestion.get("category"),
                    "grade": row.suggestion.get("grade"),
                    "urgent": bool(row.suggestion.get("urgent")),
                    "department": row.suggestion.get("department"),
                    "confidence": row.suggestion.get("confidence", "none"),
                    "created_at": row.triaged_at,
                    "changed_at": row.triaged_at,
                }
                for row in decided
            ],
        )


def downgrade() -> None:
    op.drop_table("like_count")
    op.drop_table("like_sign")
    with op.batch_alter_table("case_lesson", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_case_lesson_pending",
            sqlite_where=sa.text("learned_at IS NULL"),
            postgresql_where=sa.text("learned_at IS NULL"),
        )
        batch_op.drop_index("ix_case_lesson_month")
    op.drop_table("case_lesson")
