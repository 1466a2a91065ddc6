"""A question of a quiz can be changed: each wording is a row, the first of them names the others (L-03).

Questions of before are the first wording of themselves. Going back, wordings that were changed stay as
questions that are asked no more, which they are already.
"""

import sqlalchemy as sa
from alembic import op

revision = "wordings"
down_revision = "lighter"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_foreign_key(
            batch_op.f("fk_quiz_question_first_id_quiz_question"), "quiz_question", ["first_id"], ["id"]
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_quiz_question_first_id_version"), ["first_id", "version"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_quiz_question_first_wording"),
            "version > 0 AND (first_id IS NULL) = (version = 1)",
        )
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.alter_column("version", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_quiz_question_first_wording"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_quiz_question_first_id_version"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_quiz_question_first_id_quiz_question"), type_="foreignkey")
        batch_op.drop_column("version")
        batch_op.drop_column("first_id")
