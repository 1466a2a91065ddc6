"""Find milestones that somebody has yet to reach, and cases by what was said in chats and of results (H-02, V-01)."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from models.cases.rules.grams import grams

revision = "polish2"
down_revision = "reports"
branch_labels = None
depends_on = None

OPEN = sa.text("done_at IS NULL AND dropped_at IS NULL")
STRETCH = 500
"""So many texts at a time."""


def upgrade() -> None:
    op.create_index(
        "ix_case_milestone_open",
        "case_milestone",
        ["owner_id", "due_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    _index_what_is_there()


def _index_what_is_there() -> None:
    """Words that nothing indexed when they were written: what customers said of results, earlier chats."""
    connection = op.get_bind()
    gram = sa.table("case_gram", sa.column("gram"), sa.column("case_id"))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for texts in _texts(connection):
        rows = sorted({(each, row.case_id) for row in texts for each in grams(row.text)})
        if rows:
            known = dialect.insert(gram).on_conflict_do_nothing()
            connection.execute(known, [{"gram": each, "case_id": case_id} for each, case_id in rows])


def _texts(connection: sa.Connection) -> Iterator[list[sa.Row]]:
    said = sa.table("case_confirmation", *map(sa.column, ("id", "case_id", "comment")))
    chat = sa.table("case_chat", sa.column("id"), sa.column("case_id"))
    line = sa.table("case_chat_line", *map(sa.column, ("id", "chat_id", "text")))
    of_results = sa.select(said.c.id, said.c.case_id, said.c.comment.label("text"))
    of_chats = sa.select(line.c.id, chat.c.case_id, line.c.text).join_from(line, chat, chat.c.id == line.c.chat_id)
    for found, key in ((of_results, said.c.id), (of_chats, line.c.id)):
        last = 0
        while rows := connection.execute(found.where(key > last).order_by(key).limit(STRETCH)).all():
            last = rows[-1].id
            yield list(rows)


def downgrade() -> None:
    op.drop_index("ix_case_milestone_open", "case_milestone")
