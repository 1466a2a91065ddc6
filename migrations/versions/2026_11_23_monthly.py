"""Monthly summaries with their measures, the company's reports, printings, corrections (Q-05)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "monthly"
down_revision = "relief"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monthly_report",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                "sent",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('approved', 'sent')) = (approved_at IS NOT NULL) AND (approved_at IS NULL) = (approver_id IS NULL)",
            name=op.f("ck_monthly_report_approved_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state IN ('submitted', 'approved', 'sent')) = (content IS NOT NULL) AND (state IN ('submitted', 'approved', 'sent')) = (submitted_at IS NOT NULL) AND (NOT (state IN ('submitted', 'approved', 'sent')) OR (author_id IS NOT NULL AND assessment <> ''))",
            name=op.f("ck_monthly_report_submitted_is_fixed"),
        ),
        sa.CheckConstraint("approver_id <> author_id", name=op.f("ck_monthly_report_approved_by_another")),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["staff.id"], name=op.f("fk_monthly_report_approver_id_staff")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_monthly_report_author_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_report")),
        sa.UniqueConstraint("month", name=op.f("uq_monthly_report_month")),
    )
    with op.batch_alter_table("monthly_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_report_approver_id"), ["approver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_monthly_report_author_id"), ["author_id"], unique=False)

    op.create_table(
        "monthly_summary",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "handed_in", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "figures",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "rising",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "corrections",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("causes", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        sa.Column("handed_in_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'handed_in') = (handed_in_at IS NOT NULL) AND (handed_in_at IS NULL) = (handed_in_by_id IS NULL)",
            name=op.f("ck_monthly_summary_handed_in_by_somebody"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR causes <> ''", name=op.f("ck_monthly_summary_handed_in_says_why")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR next_notice_at IS NULL", name=op.f("ck_monthly_summary_quiet_once_handed_in")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_monthly_summary_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["handed_in_by_id"], ["staff.id"], name=op.f("fk_monthly_summary_handed_in_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_summary")),
        sa.UniqueConstraint("month", "department_id", name=op.f("uq_monthly_summary_month_department_id")),
    )
    with op.batch_alter_table("monthly_summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_summary_department_id"), ["department_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_monthly_summary_handed_in_by_id"), ["handed_in_by_id"], unique=False
        )
        batch_op.create_index("ix_monthly_summary_notice", ["next_notice_at"], unique=False)

    op.create_table(
        "monthly_correction",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_monthly_correction_says_what")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_monthly_correction_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["monthly_report.id"], name=op.f("fk_monthly_correction_report_id_monthly_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_correction")),
    )
    with op.batch_alter_table("monthly_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_correction_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_monthly_correction_report_id"), ["report_id"], unique=False)

    op.create_table(
        "monthly_issue",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_monthly_issue_counts")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_monthly_issue_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["monthly_report.id"], name=op.f("fk_monthly_issue_report_id_monthly_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_issue")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_monthly_issue_report_id_number")),
    )
    with op.batch_alter_table("monthly_issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_issue_file_id"), ["file_id"], unique=False)

    op.create_table(
        "monthly_measure",
        sa.Column("summary_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "figure",
            sa.Enum(
                "timeliness",
                "timeliness_first",
                "response_timeliness",
                "triage_accuracy",
                "handling_accuracy",
                "satisfaction",
                "first_contact",
                "reopened",
                "overdue",
                "revisit_response",
                "response_time",
                "result_time",
                name="figure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "effect",
            sa.Enum(
                "worked",
                "not_yet",
                "no_effect",
                "dropped",
                name="effect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("told", sa.String(length=500), nullable=False),
        sa.Column("told_in", sa.Date(), nullable=True),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(effect IS NULL) = (told = '') AND (effect IS NULL) = (told_in IS NULL) AND (effect IS NULL) = (told_by_id IS NULL)",
            name=op.f("ck_monthly_measure_effect_is_whole"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_monthly_measure_says_what")),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["monthly_summary.id"], name=op.f("fk_monthly_measure_summary_id_monthly_summary")
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["staff.id"], name=op.f("fk_monthly_measure_told_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_measure")),
    )
    with op.batch_alter_table("monthly_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_measure_summary_id"), ["summary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_monthly_measure_told_by_id"), ["told_by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("monthly_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monthly_measure_told_by_id"))
        batch_op.drop_index(batch_op.f("ix_monthly_measure_summary_id"))

    op.drop_table("monthly_measure")
    with op.batch_alter_table("monthly_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monthly_issue_file_id"))

    op.drop_table("monthly_issue")
    with op.batch_alter_table("monthly_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monthly_correction_report_id"))
        batch_op.drop_index(batch_op.f("ix_monthly_correction_by_id"))

    op.drop_table("monthly_correction")
    with op.batch_alter_table("monthly_summary", schema=None) as batch_op:
        batch_op.drop_index("ix_monthly_summary_notice")
        batch_op.drop_index(batch_op.f("ix_monthly_summary_handed_in_by_id"))
        batch_op.drop_index(batch_op.f("ix_monthly_summary_department_id"))

    op.drop_table("monthly_summary")
    with op.batch_alter_table("monthly_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monthly_report_author_id"))
        batch_op.drop_index(batch_op.f("ix_monthly_report_approver_id"))

    op.drop_table("monthly_report")
