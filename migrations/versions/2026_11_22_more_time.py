"""Keep requests for more time, and how much of a due time was granted afterwards (G-03)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_extension",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "approver",
            sa.Enum(
                "owner",
                "head",
                "customer_service",
                "public_relations",
                "leading_group",
                name="approver",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "approved",
                "refused",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("old_due_at", sa.DateTime(), nullable=False),
        sa.Column("new_due_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (new_due_at IS NOT NULL)",
            name=op.f("ck_case_extension_approved_has_date"),
        ),
        sa.CheckConstraint(
            "(state IN ('approved', 'refused')) = (decided_by_id IS NOT NULL) AND (state IN ('approved', 'refused')) = (decided_at IS NOT NULL)",
            name=op.f("ck_case_extension_decision_has_person"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR decision <> ''", name=op.f("ck_case_extension_refusal_has_reason")
        ),
        sa.CheckConstraint("days > 0", name=op.f("ck_case_extension_days")),
        sa.CheckConstraint("decided_by_id <> by_id", name=op.f("ck_case_extension_decided_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_extension_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_extension_case_id_case")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_case_extension_decided_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_extension")),
    )
    with op.batch_alter_table("case_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_extension_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_extension_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_extension_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(
            "uq_case_extension_asked",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extended_minutes", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(batch_op.f("ck_due_time_minutes"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_due_time_minutes"), "minutes > extended_minutes AND extended_minutes >= 0"
        )
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.alter_column("extended_minutes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_due_time_minutes"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_due_time_minutes"), "minutes > 0")
        batch_op.drop_column("extended_minutes")

    with op.batch_alter_table("case_extension", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_extension_asked",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index(batch_op.f("ix_case_extension_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_extension_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_extension_by_id"))

    op.drop_table("case_extension")
