"""Keep candidates and matters of accountability with every step of them (A-02, A-03)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "matters"
down_revision = "papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matter_candidate",
        sa.Column(
            "source",
            sa.Enum(
                "overdue",
                "reopened",
                "grade_rise",
                "inspection",
                "about_person",
                "hotline",
                "by_hand",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "buck_passing",
                "delay",
                "perfunctory",
                "wrong_handling",
                "data_leak",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("conduct_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "evidence",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "line",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("dedupe", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "opened",
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
            "(state = 'open') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)",
            name=op.f("ck_matter_candidate_ended_has_moment"),
        ),
        sa.CheckConstraint(
            "source <> 'by_hand' OR text <> ''", name=op.f("ck_matter_candidate_by_hand_says_what")
        ),
        sa.CheckConstraint(
            "state <> 'dismissed' OR reason <> ''", name=op.f("ck_matter_candidate_dismissed_says_why")
        ),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR department_id IS NOT NULL",
            name=op.f("ck_matter_candidate_concerns_somebody"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_matter_candidate_case_id_case")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_matter_candidate_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_matter_candidate_ended_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["staff.id"], name=op.f("fk_matter_candidate_person_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["staff.id"], name=op.f("fk_matter_candidate_reporter_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_candidate")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_matter_candidate_dedupe")),
    )
    with op.batch_alter_table("matter_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_candidate_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_candidate_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_matter_candidate_department_id"), ["department_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_matter_candidate_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_candidate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_candidate_reporter_id"), ["reporter_id"], unique=False)
        batch_op.create_index("ix_matter_candidate_state_found", ["state", "found_at"], unique=False)

    op.create_table(
        "matter",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "opened",
                "notified",
                "heard",
                "investigated",
                "found",
                "proposed",
                "decided",
                "delivered",
                "appealed",
                "final",
                "withdrawn",
                "lapsed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "buck_passing",
                "delay",
                "perfunctory",
                "wrong_handling",
                "data_leak",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("conduct_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column(
            "line",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("notified_by_id", sa.Integer(), nullable=True),
        sa.Column("notified_at", sa.DateTime(), nullable=True),
        sa.Column("investigator_id", sa.Integer(), nullable=True),
        sa.Column("investigation", sa.String(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(notified_at IS NULL) = (notified_by_id IS NULL) AND (state IN ('opened', 'withdrawn', 'lapsed') OR notified_at IS NOT NULL)",
            name=op.f("ck_matter_notified"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('investigated', 'found', 'proposed', 'decided') OR (investigator_id IS NOT NULL AND investigation <> '')",
            name=op.f("ck_matter_investigated"),
        ),
        sa.CheckConstraint("facts <> ''", name=op.f("ck_matter_says_what")),
        sa.CheckConstraint(
            "state <> 'withdrawn' OR ended_because <> ''", name=op.f("ck_matter_withdrawn_says_why")
        ),
        sa.CheckConstraint(
            "state IN ('final', 'withdrawn', 'lapsed') = (ended_at IS NOT NULL)",
            name=op.f("ck_matter_ended_has_moment"),
        ),
        sa.CheckConstraint("investigator_id <> person_id", name=op.f("ck_matter_investigated_by_another")),
        sa.CheckConstraint(
            "investigator_id <> reporter_id", name=op.f("ck_matter_reporter_does_not_investigate")
        ),
        sa.CheckConstraint("opened_by_id <> person_id", name=op.f("ck_matter_opened_by_another")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["matter_candidate.id"], name=op.f("fk_matter_candidate_id_matter_candidate")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_matter_case_id_case")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_matter_department_id_department")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff.id"], name=op.f("fk_matter_ended_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["investigator_id"], ["staff.id"], name=op.f("fk_matter_investigator_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["notified_by_id"], ["staff.id"], name=op.f("fk_matter_notified_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["opened_by_id"], ["staff.id"], name=op.f("fk_matter_opened_by_id_staff")),
        sa.ForeignKeyConstraint(["person_id"], ["staff.id"], name=op.f("fk_matter_person_id_staff")),
        sa.ForeignKeyConstraint(["reporter_id"], ["staff.id"], name=op.f("fk_matter_reporter_id_staff")),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_matter_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("number", name=op.f("uq_matter_number")),
    )
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_investigator_id"), ["investigator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_notified_by_id"), ["notified_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_reporter_id"), ["reporter_id"], unique=False)
        batch_op.create_index("ix_matter_state", ["state", "opened_at"], unique=False)

    op.create_table(
        "matter_appeal",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("heard_by_id", sa.Integer(), nullable=True),
        sa.Column("heard_at", sa.DateTime(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "stands",
                "lighter",
                "reversed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(heard_at IS NULL) = (heard_by_id IS NULL) AND (heard_at IS NULL) = (outcome IS NULL) AND (heard_at IS NULL) = (reason = '')",
            name=op.f("ck_matter_appeal_heard_is_whole"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_matter_appeal_says_something")),
        sa.ForeignKeyConstraint(
            ["heard_by_id"], ["staff.id"], name=op.f("fk_matter_appeal_heard_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_appeal_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_appeal")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_matter_appeal_matter_id")),
    )
    with op.batch_alter_table("matter_appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_appeal_heard_by_id"), ["heard_by_id"], unique=False)

    op.create_table(
        "matter_delivery",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "acknowledged", "refused", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'refused') = (witness_id IS NOT NULL) AND witness_id <> by_id",
            name=op.f("ck_matter_delivery_refused_is_witnessed"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_delivery_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_delivery_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["staff.id"], name=op.f("fk_matter_delivery_witness_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_delivery")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_matter_delivery_matter_id")),
    )
    with op.batch_alter_table("matter_delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_delivery_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_delivery_witness_id"), ["witness_id"], unique=False)

    op.create_table(
        "matter_evidence",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "event",
                "case",
                "contact",
                "inspection",
                "document",
                "interview",
                "survey",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("name <> '' OR text <> ''", name=op.f("ck_matter_evidence_says_something")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_evidence_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_evidence_matter_id_matter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_evidence")),
    )
    with op.batch_alter_table("matter_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_evidence_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_evidence_matter_id"), ["matter_id"], unique=False)

    op.create_table(
        "matter_file",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "evidence",
                "statement",
                "appeal",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_matter_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_file_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_file")),
        sa.UniqueConstraint("matter_id", "file_id", name=op.f("uq_matter_file_matter_id_file_id")),
    )
    with op.batch_alter_table("matter_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "matter_finding",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "upheld",
                "partly",
                "not_upheld",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "minor",
                "moderate",
                "serious",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column(
            "mitigations",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("open_cases", sa.Integer(), nullable=False),
        sa.Column("median_cases", sa.Double(), nullable=False),
        sa.Column("colleagues", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'not_upheld') = (severity IS NULL)", name=op.f("ck_matter_finding_upheld_is_weighed")
        ),
        sa.CheckConstraint("text <> '' AND rule <> ''", name=op.f("ck_matter_finding_says_why")),
        sa.CheckConstraint(
            "times >= 1 AND open_cases >= 0 AND colleagues >= 0", name=op.f("ck_matter_finding_counts")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_finding_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_finding_matter_id_matter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_finding")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_matter_finding_matter_id")),
    )
    with op.batch_alter_table("matter_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_finding_by_id"), ["by_id"], unique=False)

    op.create_table(
        "matter_proposal",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "decider",
            sa.Enum(
                "hr", "leading_group", name="decider", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("wage_fen", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(length=120), nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(returned_at IS NULL) = (returned_by_id IS NULL) AND (returned_at IS NULL) = (returned_because = '')",
            name=op.f("ck_matter_proposal_returned_says_why"),
        ),
        sa.CheckConstraint(
            "NOT outside OR (reason <> '' AND decider = 'leading_group')",
            name=op.f("ck_matter_proposal_outside_says_why"),
        ),
        sa.CheckConstraint("returned_by_id <> by_id", name=op.f("ck_matter_proposal_returned_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_proposal_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_proposal_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by_id"], ["staff.id"], name=op.f("fk_matter_proposal_returned_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_proposal")),
    )
    with op.batch_alter_table("matter_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_proposal_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_proposal_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_matter_proposal_returned_by_id"), ["returned_by_id"], unique=False
        )

    op.create_table(
        "matter_statement",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_matter_statement_says_something")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_statement_matter_id_matter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_statement")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_matter_statement_matter_id")),
    )
    op.create_table(
        "matter_step",
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column(
            "step",
            sa.Enum(
                "candidate",
                "notice",
                "statement",
                "investigation",
                "finding",
                "proposal",
                "decision",
                "delivery",
                "appeal",
                "hearing",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "met",
                "lapsed",
                "dropped",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(candidate_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_matter_step_of_one")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_matter_step_ending_has_moment")
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR next_notice_at IS NULL", name=op.f("ck_matter_step_ended_is_quiet")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_matter_step_minutes")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_step_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["matter_candidate.id"],
            name=op.f("fk_matter_step_candidate_id_matter_candidate"),
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_step_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_step")),
    )
    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_step_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_step_candidate_id"), ["candidate_id"], unique=False)
        batch_op.create_index("ix_matter_step_due", ["step", "ended_at", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_step_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_matter_step_next_notice_at"), ["next_notice_at"], unique=False)

    op.create_table(
        "matter_decision",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_matter_decision_says_why")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_matter_decision_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_decision_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["matter_proposal.id"],
            name=op.f("fk_matter_decision_proposal_id_matter_proposal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_decision")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_matter_decision_matter_id")),
    )
    with op.batch_alter_table("matter_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_decision_by_id"), ["by_id"], unique=False)

    op.create_table(
        "matter_measure",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "warning",
                "fine",
                "points",
                "training",
                "demotion",
                "pay_cut",
                "head_talk",
                "bonus_deduction",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('fine', 'pay_cut', 'bonus_deduction', 'points')) = (amount IS NOT NULL)",
            name=op.f("ck_matter_measure_has_amount"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_matter_measure_amount")),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["matter_proposal.id"],
            name=op.f("fk_matter_measure_proposal_id_matter_proposal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_measure")),
        sa.UniqueConstraint("proposal_id", "kind", name=op.f("uq_matter_measure_proposal_id_kind")),
    )


def downgrade() -> None:
    op.drop_table("matter_measure")
    with op.batch_alter_table("matter_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_decision_by_id"))

    op.drop_table("matter_decision")
    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_step_next_notice_at"))
        batch_op.drop_index(batch_op.f("ix_matter_step_matter_id"))
        batch_op.drop_index("ix_matter_step_due")
        batch_op.drop_index(batch_op.f("ix_matter_step_candidate_id"))
        batch_op.drop_index(batch_op.f("ix_matter_step_by_id"))

    op.drop_table("matter_step")
    op.drop_table("matter_statement")
    with op.batch_alter_table("matter_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_proposal_returned_by_id"))
        batch_op.drop_index(batch_op.f("ix_matter_proposal_matter_id"))
        batch_op.drop_index(batch_op.f("ix_matter_proposal_by_id"))

    op.drop_table("matter_proposal")
    with op.batch_alter_table("matter_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_finding_by_id"))

    op.drop_table("matter_finding")
    with op.batch_alter_table("matter_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_file_file_id"))

    op.drop_table("matter_file")
    with op.batch_alter_table("matter_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_evidence_matter_id"))
        batch_op.drop_index(batch_op.f("ix_matter_evidence_by_id"))

    op.drop_table("matter_evidence")
    with op.batch_alter_table("matter_delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_delivery_witness_id"))
        batch_op.drop_index(batch_op.f("ix_matter_delivery_by_id"))

    op.drop_table("matter_delivery")
    with op.batch_alter_table("matter_appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_appeal_heard_by_id"))

    op.drop_table("matter_appeal")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_state")
        batch_op.drop_index(batch_op.f("ix_matter_reporter_id"))
        batch_op.drop_index(batch_op.f("ix_matter_person_id"))
        batch_op.drop_index(batch_op.f("ix_matter_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_matter_notified_by_id"))
        batch_op.drop_index(batch_op.f("ix_matter_investigator_id"))
        batch_op.drop_index(batch_op.f("ix_matter_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_matter_department_id"))
        batch_op.drop_index(batch_op.f("ix_matter_case_id"))

    op.drop_table("matter")
    with op.batch_alter_table("matter_candidate", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_candidate_state_found")
        batch_op.drop_index(batch_op.f("ix_matter_candidate_reporter_id"))
        batch_op.drop_index(batch_op.f("ix_matter_candidate_person_id"))
        batch_op.drop_index(batch_op.f("ix_matter_candidate_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_matter_candidate_department_id"))
        batch_op.drop_index(batch_op.f("ix_matter_candidate_case_id"))
        batch_op.drop_index(batch_op.f("ix_matter_candidate_about"))

    op.drop_table("matter_candidate")
