"""Decisions on more time have a clock of their own (G-03)."""

from alembic import op
from alembic.operations import BatchOperations

revision = "polish7"
down_revision = "survey3"
branch_labels = None
depends_on = None

THINS = {"due_time"}
"""Tables that lose rows on the way down: the clocks of those decisions."""
DUES = (
    "first_response",
    "plan",
    "result",
    "review",
    "tell",
    "decision",
    "assist",
    "progress",
    "meeting",
    "special_report",
    "acknowledgement",
    "legal_opinion",
    "compensation",
    "payment",
    "consultation",
    "outside",
)


def upgrade() -> None:
    _dues((*DUES, "extension"))


def downgrade() -> None:
    op.execute(
        "DELETE FROM due_time_pause WHERE due_time_id IN (SELECT id FROM due_time WHERE kind = 'extension')"
    )
    op.execute("DELETE FROM due_time WHERE kind = 'extension'")
    _dues(DUES)


def _dues(words: tuple[str, ...]) -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        _words(batch_op, "ck_case_due_kind", "due_kind", words)
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        _words(batch_op, "ck_due_time_kind", "kind", words)


def _words(batch_op: BatchOperations, name: str, column: str, words: tuple[str, ...]) -> None:
    """Puts another list of words in the place of a check."""
    listed = ", ".join(f"'{word}'" for word in words)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
