"""Keep the tasks of assisting departments."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ("first_response", "plan", "result", "review", "tell", "decision")
AFTER = (*BEFORE, "assist", "progress")
LETTERS = (
    "acknowledgement",
    "more_info_request",
    "more_info_reminder",
    "progress",
    "extension",
    "reply",
    "revisit_invitation",
    "revisit_reminder",
    "reopened",
    "closed",
    "withdrawn",
)
LETTERS_AFTER = (*LETTERS[:-2], "objection", *LETTERS[-2:])
THINS = {"due_time", "due_time_pause", "message_template"}
"""Tables that lose rows on the way down: those of kinds that were not known before."""


def upgrade() -> None:
    op.create_table(
        "case_assistance",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "answered",
                "accepted",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("dropped_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'answered') = (ended_at IS NULL)",
            name=op.f("ck_case_assistance_ended_has_moment"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_assistance_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_assistance_case_id_case")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_case_assistance_department_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_assistance")),
    )
    with op.batch_alter_table("case_assistance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_assistance_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_assistance_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_assistance_department_id"), ["department_id"], unique=False)
        batch_op.create_index(
            "uq_case_assistance_open",
            ["case_id", "department_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'answered')"),
            postgresql_where=sa.text("state IN ('asked', 'answered')"),
        )

    op.create_table(
        "case_assistance_answer",
        sa.Column("assistance_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "submitted",
                "approved",
                "rejected",
                "dropped",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("review_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(verdict IN ('approved', 'rejected')) = (reviewer_id IS NOT NULL) AND (verdict IN ('approved', 'rejected')) = (reviewed_at IS NOT NULL)",
            name=op.f("ck_case_assistance_answer_verdict_has_reviewer"),
        ),
        sa.CheckConstraint(
            "verdict <> 'rejected' OR review_reason <> ''",
            name=op.f("ck_case_assistance_answer_rejection_has_reason"),
        ),
        sa.CheckConstraint(
            "reviewer_id <> by_id", name=op.f("ck_case_assistance_answer_reviewed_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["assistance_id"],
            ["case_assistance.id"],
            name=op.f("fk_case_assistance_answer_assistance_id_case_assistance"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_assistance_answer_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name=op.f("fk_case_assistance_answer_reviewer_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_assistance_answer")),
    )
    with op.batch_alter_table("case_assistance_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_assistance_answer_assistance_id"), ["assistance_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_assistance_answer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_assistance_answer_reviewer_id"), ["reviewer_id"], unique=False
        )

    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assistance_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_due_time_assistance_id"), ["assistance_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_due_time_assistance_id_case_assistance"),
            "case_assistance",
            ["assistance_id"],
            ["id"],
        )
        _kinds(batch_op, "ck_due_time_kind", "kind", AFTER)
        batch_op.create_check_constraint(
            batch_op.f("ck_due_time_assist_has_task"), "(kind = 'assist') = (assistance_id IS NOT NULL)"
        )
    with op.batch_alter_table("case", schema=None) as batch_op:
        _kinds(batch_op, "ck_case_due_kind", "due_kind", AFTER)
        batch_op.add_column(sa.Column("objected_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("poorly_handled", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.alter_column("poorly_handled", server_default=None)
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _kinds(batch_op, "ck_message_template_kind", "kind", LETTERS_AFTER)


def downgrade() -> None:
    op.execute("UPDATE \"case\" SET due_at = NULL, due_kind = NULL WHERE due_kind = 'progress'")
    op.execute("DELETE FROM due_time_pause WHERE due_time_id IN (SELECT id FROM due_time WHERE kind = 'progress')")
    op.execute("DELETE FROM due_time WHERE kind IN ('assist', 'progress')")
    op.execute("DELETE FROM message_template WHERE kind = 'objection'")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _kinds(batch_op, "ck_message_template_kind", "kind", LETTERS)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("poorly_handled")
        batch_op.drop_column("objected_at")
        _kinds(batch_op, "ck_case_due_kind", "due_kind", BEFORE)
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_due_time_assist_has_task"), type_="check")
        _kinds(batch_op, "ck_due_time_kind", "kind", BEFORE)
        batch_op.drop_constraint(batch_op.f("fk_due_time_assistance_id_case_assistance"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_due_time_assistance_id"))
        batch_op.drop_column("assistance_id")

    with op.batch_alter_table("case_assistance_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_assistance_answer_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_case_assistance_answer_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_assistance_answer_assistance_id"))

    op.drop_table("case_assistance_answer")
    with op.batch_alter_table("case_assistance", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_assistance_open",
            sqlite_where=sa.text("state IN ('asked', 'answered')"),
            postgresql_where=sa.text("state IN ('asked', 'answered')"),
        )
        batch_op.drop_index(batch_op.f("ix_case_assistance_department_id"))
        batch_op.drop_index(batch_op.f("ix_case_assistance_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_assistance_by_id"))

    op.drop_table("case_assistance")


def _kinds(batch_op: BatchOperations, name: str, column: str, kinds: tuple[str, ...]) -> None:
    """Puts another list of due kinds in the place of a check."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
