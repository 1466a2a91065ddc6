"""Quizzes ask for several answers, or whether a sentence is true; what was chosen is a row a question.

Questions and quizzes until now were of single choice: they stay so, each answer right or wrong, and all marks
stay as they are. Going back, a question with several right answers keeps the first of them and is asked no
more, a sentence that is true or false becomes a single choice between two words, and of several places that
somebody chose the first stays.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "question_kinds"
down_revision = "moments"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
KINDS = "kind IN ('single', 'multiple', 'true_false')"
QUESTION = sa.table(
    "quiz_question",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("options", DOCUMENT),
    sa.column("right_place", sa.Integer),
    sa.column("right_places", DOCUMENT),
    sa.column("retired_at", sa.DateTime),
)
QUIZ = sa.table(
    "quiz",
    sa.column("id", sa.Integer),
    sa.column("questions", DOCUMENT),
    sa.column("answers", DOCUMENT),
    sa.column("at", sa.DateTime),
)
ANSWER = sa.table(
    "quiz_answer",
    sa.column("quiz_id", sa.Integer),
    sa.column("question_id", sa.Integer),
    sa.column("chosen", DOCUMENT),
    sa.column("points", sa.Integer),
    sa.column("created_at", sa.DateTime),
    sa.column("changed_at", sa.DateTime),
)


def upgrade() -> None:
    op.create_table(
        "quiz_answer",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("chosen", DOCUMENT, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 100", name=op.f("ck_quiz_answer_points")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["quiz_question.id"], name=op.f("fk_quiz_answer_question_id_quiz_question")
        ),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_answer_quiz_id_quiz")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_answer")),
        sa.UniqueConstraint("quiz_id", "question_id", name=op.f("uq_quiz_answer_quiz_id_question_id")),
    )
    op.create_index(op.f("ix_quiz_answer_question_id"), "quiz_answer", ["question_id"])
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="single"))
        batch_op.add_column(sa.Column("right_places", DOCUMENT, nullable=True))
    _answers_become_rows()
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=40), server_default=None)
        batch_op.create_check_constraint(batch_op.f("ck_quiz_question_kind"), KINDS)
        batch_op.alter_column("right_places", existing_type=DOCUMENT, nullable=False)
        batch_op.drop_constraint(batch_op.f("ck_quiz_question_right_place"), type_="check")
        batch_op.drop_column("right_place")
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_quiz_handed_in"), type_="check")
        batch_op.drop_column("answers")


def _answers_become_rows() -> None:
    """Each question has the one place that is right; each quiz that was handed in has a row an answer."""
    connection = op.get_bind()
    right: dict[int, int] = {}
    for number, place in connection.execute(sa.select(QUESTION.c.id, QUESTION.c.right_place)).all():
        right[number] = place
        connection.execute(
            sa.update(QUESTION).where(QUESTION.c.id == number).values(right_places=[place])
        )
    handed_in = sa.select(QUIZ.c.id, QUIZ.c.questions, QUIZ.c.answers, QUIZ.c.at).where(QUIZ.c.at.is_not(None))
    rows = [
        {
            "quiz_id": quiz_id,
            "question_id": number,
            "chosen": [place],
            "points": 100 if place == right[number] else 0,
            "created_at": at,
            "changed_at": at,
        }
        for quiz_id, questions, answers, at in connection.execute(handed_in)
        for number, place in zip(questions, answers, strict=True)
    ]
    if rows:
        connection.execute(sa.insert(ANSWER), rows)


def downgrade() -> None:
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answers", DOCUMENT, nullable=True))
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("right_place", sa.Integer(), nullable=True))
    _rows_become_answers()
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_quiz_handed_in"), "(answers IS NULL) = (at IS NULL)")
    with op.batch_alter_table("quiz_question", schema=None) as batch_op:
        batch_op.alter_column("right_place", existing_type=sa.Integer(), nullable=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_quiz_question_right_place"), "right_place BETWEEN 0 AND 9"
        )
        batch_op.drop_constraint(batch_op.f("ck_quiz_question_kind"), type_="check")
        batch_op.drop_column("right_places")
        batch_op.drop_column("kind")
    op.drop_table("quiz_answer")


def _rows_become_answers() -> None:
    """Each question has one right place again, and each quiz its list of places."""
    connection = op.get_bind()
    known = sa.select(QUESTION.c.id, QUESTION.c.kind, QUESTION.c.right_places)
    for number, kind, places in connection.execute(known).all():
        values: dict[str, object] = {"right_place": places[0]}
        if kind == "true_false":
            values["options"] = ["对", "错"]
        if kind == "multiple":
            values["retired_at"] = sa.func.coalesce(QUESTION.c.retired_at, sa.func.current_timestamp())
        connection.execute(sa.update(QUESTION).where(QUESTION.c.id == number).values(values))
    rows = connection.execute(sa.select(ANSWER.c.quiz_id, ANSWER.c.question_id, ANSWER.c.chosen))
    chosen = {(quiz_id, number): places[0] for quiz_id, number, places in rows}
    handed_in = sa.select(QUIZ.c.id, QUIZ.c.questions).where(QUIZ.c.at.is_not(None))
    for quiz_id, questions in connection.execute(handed_in).all():
        answers = [chosen[quiz_id, number] for number in questions]
        connection.execute(sa.update(QUIZ).where(QUIZ.c.id == quiz_id).values(answers=answers))
