"""Keep penalties in force, and those that a won appeal took back (C-03)."""

import sqlalchemy as sa
from alembic import op

revision = "penalties"
down_revision = "ledger"
branch_labels = None
depends_on = None

KINDS = ("warning", "fine", "points", "training", "demotion", "pay_cut", "head_talk", "bonus_deduction")
KEYS = {"matter_id": "matter", "staff_id": "staff", "department_id": "department"}


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "penalty",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("effective_at", sa.DateTime(), nullable=False),
        sa.Column("reversed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_penalty_amount")),
        sa.CheckConstraint(
            "(kind IN ('head_talk', 'bonus_deduction')) = (staff_id IS NULL)", name=op.f("ck_penalty_whose")
        ),
        sa.CheckConstraint("reversed_at >= effective_at", name=op.f("ck_penalty_reversed_after")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["matter_measure.id"], name=op.f("fk_penalty_measure_id_matter_measure")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_penalty_{column}_{table}"))
            for column, table in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalty")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_penalty_measure_id")),
    )
    for column in KEYS:
        op.create_index(op.f(f"ix_penalty_{column}"), "penalty", [column])


def downgrade() -> None:
    op.drop_table("penalty")
