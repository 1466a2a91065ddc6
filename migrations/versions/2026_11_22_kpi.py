"""Keep key figures, flags and efficiency reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "kpi"
down_revision = "2b870e142694"
branch_labels = None
depends_on = None
THINS = {"reward_suggestion"}

FIGURE = sa.Enum(
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
)
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
WHEN {closed}
BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END
"""
REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_closed_kpi() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE concerned INTEGER; BEGIN
IF TG_OP = 'INSERT' THEN concerned := NEW.month_id; ELSE concerned := OLD.month_id; END IF;
IF (SELECT state FROM kpi_month WHERE id = concerned) = 'closed' THEN
RAISE EXCEPTION 'a closed month stays as it is';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_closed_kpi()
"""
SQLITE_REOPENED = """
CREATE TRIGGER kpi_month_closed BEFORE UPDATE ON kpi_month WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END
"""
POSTGRESQL_REOPENED_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_kpi_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a closed month stays as it is'; END $$
"""
POSTGRESQL_REOPENED = """
CREATE TRIGGER kpi_month_closed BEFORE UPDATE ON kpi_month
FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION refuse_kpi_change()
"""


def upgrade() -> None:
    op.create_table(
        "kpi_flag",
        sa.Column(
            "side",
            sa.Enum("below", "above", name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "figure",
            FIGURE,
            nullable=False,
        ),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "months",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "taken",
                "dismissed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)"
            " AND (state = 'open') = (reason = '')",
            name=op.f("ck_kpi_flag_ended"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_kpi_flag_department_id_department")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff.id"], name=op.f("fk_kpi_flag_ended_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_flag")),
        sa.UniqueConstraint(
            "side",
            "figure",
            "department_id",
            "month",
            name=op.f("uq_kpi_flag_side_figure_department_id_month"),
        ),
    )
    with op.batch_alter_table("kpi_flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_flag_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_flag_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index("ix_kpi_flag_state_side", ["state", "side"], unique=False)

    op.create_table(
        "kpi_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reckoned_at", sa.DateTime(), nullable=True),
        sa.Column("seen_event", sa.Integer(), nullable=False),
        sa.Column("method", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (rulebook_id IS NOT NULL)"
            " AND (state = 'open' OR reckoned_at IS NOT NULL) AND (state = 'closed' OR closed_by_id IS NULL)",
            name=op.f("ck_kpi_month_closed"),
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["staff.id"], name=op.f("fk_kpi_month_closed_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_kpi_month_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_month")),
        sa.UniqueConstraint("month", name=op.f("uq_kpi_month_month")),
    )
    with op.batch_alter_table("kpi_month", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_month_closed_by_id"), ["closed_by_id"], unique=False)

    op.create_table(
        "kpi_report",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_kpi_report_in_order")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_kpi_report_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_report")),
        sa.UniqueConstraint("file_id", name=op.f("uq_kpi_report_file_id")),
        sa.UniqueConstraint("last", name=op.f("uq_kpi_report_last")),
    )
    op.create_table(
        "kpi_cell",
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column(
            "facet",
            sa.Enum(
                "all",
                "grade",
                "channel",
                "category",
                name="facet",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column(
            "figure",
            FIGURE,
            nullable=False,
        ),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("median", sa.Integer(), nullable=True),
        sa.Column("p90", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(facet = 'all') = (value = '')", name=op.f("ck_kpi_cell_facet_has_value")),
        sa.CheckConstraint("(hits IS NULL) = (median IS NOT NULL)", name=op.f("ck_kpi_cell_share_or_time")),
        sa.CheckConstraint("department_id IS NULL OR staff_id IS NULL", name=op.f("ck_kpi_cell_one_subject")),
        sa.CheckConstraint(
            "n > 0 AND (hits IS NULL OR hits BETWEEN 0 AND n)", name=op.f("ck_kpi_cell_counts")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_kpi_cell_department_id_department")
        ),
        sa.ForeignKeyConstraint(["month_id"], ["kpi_month.id"], name=op.f("fk_kpi_cell_month_id_kpi_month")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_kpi_cell_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_cell")),
        sa.UniqueConstraint(
            "month_id",
            "subject",
            "facet",
            "value",
            "figure",
            name=op.f("uq_kpi_cell_month_id_subject_facet_value_figure"),
        ),
    )
    with op.batch_alter_table("kpi_cell", schema=None) as batch_op:
        batch_op.create_index(
            "ix_kpi_cell_course", ["subject", "facet", "value", "figure", "month_id"], unique=False
        )

    op.create_table(
        "kpi_correction",
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column(
            "figure",
            FIGURE,
            nullable=False,
        ),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=True),
        sa.Column("median", sa.Integer(), nullable=True),
        sa.Column("p90", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_kpi_correction_says_why")),
        sa.CheckConstraint(
            "(hits IS NULL) = (median IS NOT NULL)", name=op.f("ck_kpi_correction_share_or_time")
        ),
        sa.CheckConstraint(
            "n > 0 AND (hits IS NULL OR hits BETWEEN 0 AND n)", name=op.f("ck_kpi_correction_counts")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_kpi_correction_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["month_id"], ["kpi_month.id"], name=op.f("fk_kpi_correction_month_id_kpi_month")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_correction")),
    )
    with op.batch_alter_table("kpi_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_correction_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_kpi_correction_cell", ["month_id", "subject", "figure", "id"], unique=False)

    op.create_table(
        "kpi_name",
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_kpi_name_department_id_department")
        ),
        sa.ForeignKeyConstraint(["month_id"], ["kpi_month.id"], name=op.f("fk_kpi_name_month_id_kpi_month")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_kpi_name_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_name")),
        sa.UniqueConstraint("month_id", "subject", name=op.f("uq_kpi_name_month_id_subject")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index("ix_case_closed", ["closed_at"], unique=False)
        batch_op.create_index("ix_case_triaged", ["triaged_at"], unique=False)

    with op.batch_alter_table("case_result", schema=None) as batch_op:
        batch_op.create_index("ix_case_result_reviewed", ["reviewed_at"], unique=False)

    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.create_index("ix_due_time_kind_ended", ["kind", "ended_at"], unique=False)

    with op.batch_alter_table("revisit", schema=None) as batch_op:
        batch_op.create_index("ix_revisit_kind_answered", ["kind", "answered_at"], unique=False)
        batch_op.create_index("ix_revisit_kind_ended", ["kind", "ended_at"], unique=False)

    with op.batch_alter_table("reward_suggestion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=80), nullable=True))
        batch_op.alter_column("case_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_unique_constraint(batch_op.f("uq_reward_suggestion_about"), ["about"])
        batch_op.create_check_constraint(
            batch_op.f("ck_reward_suggestion_speaks_for_it"), "(case_id IS NULL) = (about IS NOT NULL)"
        )
    _guard()


def downgrade() -> None:
    op.execute("DELETE FROM reward_suggestion WHERE case_id IS NULL")
    with op.batch_alter_table("reward_suggestion", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_reward_suggestion_speaks_for_it"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_reward_suggestion_about"), type_="unique")
        batch_op.alter_column("case_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("about")

    with op.batch_alter_table("revisit", schema=None) as batch_op:
        batch_op.drop_index("ix_revisit_kind_ended")
        batch_op.drop_index("ix_revisit_kind_answered")

    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.drop_index("ix_due_time_kind_ended")

    with op.batch_alter_table("case_result", schema=None) as batch_op:
        batch_op.drop_index("ix_case_result_reviewed")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index("ix_case_triaged")
        batch_op.drop_index("ix_case_closed")

    op.drop_table("kpi_name")
    with op.batch_alter_table("kpi_correction", schema=None) as batch_op:
        batch_op.drop_index("ix_kpi_correction_cell")
        batch_op.drop_index(batch_op.f("ix_kpi_correction_by_id"))

    op.drop_table("kpi_correction")
    with op.batch_alter_table("kpi_cell", schema=None) as batch_op:
        batch_op.drop_index("ix_kpi_cell_course")

    op.drop_table("kpi_cell")
    op.drop_table("kpi_report")
    with op.batch_alter_table("kpi_month", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_month_closed_by_id"))

    op.drop_table("kpi_month")
    with op.batch_alter_table("kpi_flag", schema=None) as batch_op:
        batch_op.drop_index("ix_kpi_flag_state_side")
        batch_op.drop_index(batch_op.f("ix_kpi_flag_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_flag_department_id"))

    op.drop_table("kpi_flag")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_closed_kpi()")
        op.execute("DROP FUNCTION refuse_kpi_change()")


def _guard() -> None:
    """A closed month stays as it is, whoever writes."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(REFUSAL.strip())
        op.execute(POSTGRESQL_REOPENED_REFUSAL.strip())
    op.execute((SQLITE_REOPENED if on_sqlite else POSTGRESQL_REOPENED).strip())
    for table in ("kpi_cell", "kpi_name"):
        if not on_sqlite:
            op.execute(POSTGRESQL.format(table=table).strip())
            continue
        for verb, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
            closed = f"(SELECT state FROM kpi_month WHERE id = {row}.month_id) = 'closed'"
            op.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper(), closed=closed).strip())
