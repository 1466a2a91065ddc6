"""A quiz is kept from the moment it is drawn; sessions study cases of the library.

Quizzes that were handed in before were drawn at that moment. Going back, those that were drawn and not handed
in are lost: they had no place before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "makeups"
down_revision = "governing"
branch_labels = None
depends_on = None
THINS = {"quiz"}


def upgrade() -> None:
    op.create_table(
        "training_session_lesson",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["typical_case.id"], name=op.f("fk_training_session_lesson_lesson_id_typical_case")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_session.id"],
            name=op.f("fk_training_session_lesson_session_id_training_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session_lesson")),
        sa.UniqueConstraint(
            "session_id", "lesson_id", name=op.f("uq_training_session_lesson_session_id_lesson_id")
        ),
    )
    with op.batch_alter_table("training_session_lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_session_lesson_lesson_id"), ["lesson_id"], unique=False)

    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.add_column(sa.Column("drawn_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE quiz SET drawn_at = at")
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.alter_column("drawn_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.alter_column(
            "answers",
            existing_type=sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        )
        batch_op.alter_column("at", existing_type=sa.DateTime(), nullable=True)
        batch_op.create_check_constraint(batch_op.f("ck_quiz_handed_in"), "(answers IS NULL) = (at IS NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM quiz WHERE at IS NULL")
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_quiz_handed_in"), type_="check")
        batch_op.alter_column("at", existing_type=sa.DateTime(), nullable=False)
        batch_op.alter_column(
            "answers",
            existing_type=sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        )
        batch_op.drop_column("drawn_at")

    with op.batch_alter_table("training_session_lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_session_lesson_lesson_id"))

    op.drop_table("training_session_lesson")
