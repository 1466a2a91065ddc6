"""training log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2b870e142694"
down_revision = "head_talks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_question",
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
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "options",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("right_place", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_quiz_question_asks_something")),
        sa.CheckConstraint("right_place BETWEEN 0 AND 9", name=op.f("ck_quiz_question_right_place")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_quiz_question_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_question")),
    )
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiz_question_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quiz_question_field"), ["field"], unique=False)

    op.create_table(
        "training_requirement",
        sa.Column("title", sa.String(length=120), nullable=False),
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
        sa.Column("joined_since", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("valid_months", sa.Integer(), nullable=True),
        sa.Column("certificate", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_training_requirement_says_what")),
        sa.CheckConstraint("due_days > 0 AND valid_months > 0", name=op.f("ck_training_requirement_spans")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_training_requirement_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_requirement")),
    )
    with op.batch_alter_table("training_requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_requirement_by_id"), ["by_id"], unique=False)

    op.create_table(
        "training_session_requirement",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["training_requirement.id"],
            name=op.f("fk_training_session_requirement_requirement_id_training_requirement"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_session_requirement_session_id_training_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session_requirement")),
        sa.UniqueConstraint(
            "session_id",
            "requirement_id",
            name=op.f("uq_training_session_requirement_session_id_requirement_id"),
        ),
    )
    with op.batch_alter_table("training_session_requirement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_session_requirement_requirement_id"), ["requirement_id"], unique=False
        )

    op.create_table(
        "quiz",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "questions",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "answers",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_quiz_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_quiz_enrolment_id")),
    )
    op.create_table(
        "session_rating",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_session_rating_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_session_rating_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_rating")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_session_rating_enrolment_id")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_session_rating_invitation_id")),
    )
    op.create_table(
        "training_need",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("penalty_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open", "met", "dropped", name="state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("met_at", sa.DateTime(), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'dropped') = (dropped_at IS NOT NULL)", name=op.f("ck_training_need_dropped")
        ),
        sa.CheckConstraint(
            "(state = 'met') = (met_at IS NOT NULL) AND (met_at IS NULL) = (met_by_id IS NULL)",
            name=op.f("ck_training_need_met"),
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR state = 'met'", name=op.f("ck_training_need_met_is_valid")
        ),
        sa.CheckConstraint(
            "(requirement_id IS NULL) <> (penalty_id IS NULL)", name=op.f("ck_training_need_one_cause")
        ),
        sa.CheckConstraint("reminders BETWEEN 0 AND 2", name=op.f("ck_training_need_reminders")),
        sa.ForeignKeyConstraint(
            ["met_by_id"], ["enrolment.id"], name=op.f("fk_training_need_met_by_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_training_need_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["penalty_id"], ["penalty.id"], name=op.f("fk_training_need_penalty_id_penalty")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["training_requirement.id"],
            name=op.f("fk_training_need_requirement_id_training_requirement"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_session.id"], name=op.f("fk_training_need_session_id_training_session")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_training_need_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_need")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_training_need_paper_id")),
        sa.UniqueConstraint("penalty_id", name=op.f("uq_training_need_penalty_id")),
    )
    with op.batch_alter_table("training_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_need_met_by_id"), ["met_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_need_requirement_id"), ["requirement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_need_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_need_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index("ix_training_need_state_due", ["state", "due_on"], unique=False)
        batch_op.create_index(
            "uq_training_need_open",
            ["staff_id", "requirement_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("training_need", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_training_need_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index("ix_training_need_state_due")
        batch_op.drop_index(batch_op.f("ix_training_need_staff_id"))
        batch_op.drop_index(batch_op.f("ix_training_need_session_id"))
        batch_op.drop_index(batch_op.f("ix_training_need_requirement_id"))
        batch_op.drop_index(batch_op.f("ix_training_need_met_by_id"))

    op.drop_table("training_need")
    op.drop_table("session_rating")
    op.drop_table("quiz")
    with op.batch_alter_table("training_session_requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_session_requirement_requirement_id"))

    op.drop_table("training_session_requirement")
    with op.batch_alter_table("training_requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_requirement_by_id"))

    op.drop_table("training_requirement")
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiz_question_field"))
        batch_op.drop_index(batch_op.f("ix_quiz_question_by_id"))

    op.drop_table("quiz_question")
