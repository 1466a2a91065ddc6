"""training."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "91f9f9297772"
down_revision = "payees"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_calendar_feed_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("locator", name=op.f("uq_calendar_feed_locator")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_calendar_feed_staff_id")),
    )
    op.create_table(
        "training_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state <> 'draft') = (submitted_at IS NOT NULL) AND (submitted_at IS NULL) = (submitted_by_id IS NULL)",
            name=op.f("ck_training_plan_submitted"),
        ),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_at IS NOT NULL) AND (approved_at IS NULL) = (approved_by_id IS NULL)",
            name=op.f("ck_training_plan_approved"),
        ),
        sa.CheckConstraint(
            "approved_by_id <> submitted_by_id", name=op.f("ck_training_plan_approved_by_another")
        ),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f("ck_training_plan_quarter")),
        sa.CheckConstraint("year BETWEEN 2001 AND 2099", name=op.f("ck_training_plan_year")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["staff.id"], name=op.f("fk_training_plan_approved_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["staff.id"], name=op.f("fk_training_plan_begun_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["staff.id"], name=op.f("fk_training_plan_submitted_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_plan")),
        sa.UniqueConstraint("year", "quarter", name=op.f("uq_training_plan_year_quarter")),
    )
    with op.batch_alter_table("training_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_plan_approved_by_id"), ["approved_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_plan_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_training_plan_submitted_by_id"), ["submitted_by_id"], unique=False
        )

    op.create_table(
        "training_topic",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "process",
                "communication",
                "problem_solving",
                "law",
                "product",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "internal",
                "expert",
                "case_study",
                "role_play",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "departments",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "roles",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("budget_fen", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_training_topic_says_what")),
        sa.CheckConstraint(
            "sessions > 0 AND minutes > 0 AND budget_fen >= 0", name=op.f("ck_training_topic_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["training_plan.id"], name=op.f("fk_training_topic_plan_id_training_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_topic")),
    )
    with op.batch_alter_table("training_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_topic_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "training_session",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "logged",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "process",
                "communication",
                "problem_solving",
                "law",
                "product",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "internal",
                "expert",
                "case_study",
                "role_play",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("guest", sa.String(length=120), nullable=False),
        sa.Column("contract", sa.String(length=60), nullable=False),
        sa.Column("cost_fen", sa.Integer(), nullable=False),
        sa.Column("cases", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column(
            "departments",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "roles",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "assessment",
            sa.Enum(
                "none",
                "marks",
                "quiz",
                name="assessment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("pass_mark", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("planned_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(assessment = 'none') = (pass_mark IS NULL) AND pass_mark BETWEEN 1 AND 100",
            name=op.f("ck_training_session_pass_mark"),
        ),
        sa.CheckConstraint(
            "(state = 'planned') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)",
            name=op.f("ck_training_session_ended"),
        ),
        sa.CheckConstraint(
            "method <> 'case_study' OR cases <> ''", name=op.f("ck_training_session_study_has_cases")
        ),
        sa.CheckConstraint(
            "method <> 'expert' OR (guest <> '' AND contract <> '')",
            name=op.f("ck_training_session_expert_has_contract"),
        ),
        sa.CheckConstraint(
            "method <> 'role_play' OR (script <> '' AND parts <> '')",
            name=op.f("ck_training_session_play_has_script"),
        ),
        sa.CheckConstraint("place <> '' OR link <> ''", name=op.f("ck_training_session_is_somewhere")),
        sa.CheckConstraint(
            "state <> 'cancelled' OR ended_because <> ''", name=op.f("ck_training_session_cancelled_says_why")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_training_session_says_what")),
        sa.CheckConstraint("capacity > 0 AND cost_fen >= 0", name=op.f("ck_training_session_amounts")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_training_session_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_training_session_ended_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["staff.id"], name=op.f("fk_training_session_planned_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["training_topic.id"], name=op.f("fk_training_session_topic_id_training_topic")
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["staff.id"], name=op.f("fk_training_session_trainer_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
        sa.UniqueConstraint("number", name=op.f("uq_training_session_number")),
    )
    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_session_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_training_session_planned_by_id"), ["planned_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_training_session_series"), ["series"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_session_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index("ix_training_session_state_starts", ["state", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_session_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_session_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "seated",
                "waiting",
                "given_up",
                name="place",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum(
                "self",
                "head",
                "rule",
                "trainer",
                "walk_in",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("made_up_for_id", sa.Integer(), nullable=True),
        sa.Column(
            "attendance",
            sa.Enum(
                "present",
                "late",
                "left_early",
                "absent",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "means",
            sa.Enum(
                "code", "tap", "sheet", name="means", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("noted_at", sa.DateTime(), nullable=True),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "attendance IS NULL OR place = 'seated'", name=op.f("ck_enrolment_seated_are_noted")
        ),
        sa.CheckConstraint(
            "attendance NOT IN ('left_early', 'absent') OR reason <> ''",
            name=op.f("ck_enrolment_missing_says_why"),
        ),
        sa.CheckConstraint(
            "(attendance IS NULL) = (means IS NULL) AND (attendance IS NULL) = (noted_at IS NULL) AND (attendance IS NULL) = (noted_by_id IS NULL)",
            name=op.f("ck_enrolment_noted"),
        ),
        sa.CheckConstraint("made_up_for_id <> id", name=op.f("ck_enrolment_makes_up_for_another")),
        sa.CheckConstraint(
            "score BETWEEN 0 AND 100 AND (score IS NULL) = (passed IS NULL)", name=op.f("ck_enrolment_score")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_enrolment_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["made_up_for_id"], ["enrolment.id"], name=op.f("fk_enrolment_made_up_for_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["noted_by_id"], ["staff.id"], name=op.f("fk_enrolment_noted_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_enrolment_session_id_training_session")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_enrolment_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("session_id", "staff_id", name=op.f("uq_enrolment_session_id_staff_id")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_made_up_for_id"), ["made_up_for_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_noted_by_id"), ["noted_by_id"], unique=False)
        batch_op.create_index("ix_enrolment_place", ["session_id", "place", "queued_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "training_material",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_training_material_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_training_material_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_material_session_id_training_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_material")),
        sa.UniqueConstraint(
            "session_id", "name", "version", name=op.f("uq_training_material_session_id_name_version")
        ),
    )
    with op.batch_alter_table("training_material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_material_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_material_file_id"), ["file_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("training_material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_material_file_id"))
        batch_op.drop_index(batch_op.f("ix_training_material_by_id"))

    op.drop_table("training_material")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_staff_id"))
        batch_op.drop_index("ix_enrolment_place")
        batch_op.drop_index(batch_op.f("ix_enrolment_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_made_up_for_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_by_id"))

    op.drop_table("enrolment")
    with op.batch_alter_table("training_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_session_trainer_id"))
        batch_op.drop_index(batch_op.f("ix_training_session_topic_id"))
        batch_op.drop_index("ix_training_session_state_starts")
        batch_op.drop_index(batch_op.f("ix_training_session_starts_at"))
        batch_op.drop_index(batch_op.f("ix_training_session_series"))
        batch_op.drop_index(batch_op.f("ix_training_session_planned_by_id"))
        batch_op.drop_index(batch_op.f("ix_training_session_ended_by_id"))

    op.drop_table("training_session")
    with op.batch_alter_table("training_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_topic_plan_id"))

    op.drop_table("training_topic")
    with op.batch_alter_table("training_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_plan_submitted_by_id"))
        batch_op.drop_index(batch_op.f("ix_training_plan_begun_by_id"))
        batch_op.drop_index(batch_op.f("ix_training_plan_approved_by_id"))

    op.drop_table("training_plan")
    op.drop_table("calendar_feed")
