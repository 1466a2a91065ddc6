"""Find cases by their words among a million, and show the nearest due times without sorting all (V-01)."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from models.cases.rules.grams import grams, name_grams

revision = "search"
down_revision = "suggestion"
branch_labels = None
depends_on = None

STRETCH = 500
"""So many cases at a time."""


def upgrade() -> None:
    op.create_table(
        "case_gram",
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_gram_case_id_case")),
        sa.PrimaryKeyConstraint("gram", "case_id", name=op.f("pk_case_gram")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone_end", sa.String(length=4), nullable=True))
        batch_op.create_index(batch_op.f("ix_customer_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_phone_end"), ["phone_end"], unique=False)
    op.execute("UPDATE customer SET phone_end = substr(phone, length(phone) - 3) WHERE phone IS NOT NULL")
    op.create_index("ix_case_due", "case", ["due_at", "id"])
    op.create_index("ix_case_priority_due", "case", ["priority", "due_at", "id"])
    _index_what_is_there()


def _index_what_is_there() -> None:
    """The words of the cases, and what was said about them since, a stretch of cases at a time."""
    case = sa.table("case", *map(sa.column, ("id", "title", "problem", "expected", "happened_where", "contact_name")))
    contact = sa.table("case_contact", sa.column("case_id"), sa.column("text"))
    gram = sa.table("case_gram", sa.column("gram"), sa.column("case_id"))
    connection, last = op.get_bind(), 0
    while cases := connection.execute(
        sa.select(case).where(case.c.id > last).order_by(case.c.id).limit(STRETCH)
    ).all():
        first, last = cases[0].id, cases[-1].id
        found = {
            row.id: grams(row.title, row.problem, row.expected, row.happened_where) | name_grams(row.contact_name)
            for row in cases
        }
        said = sa.select(contact).where(contact.c.case_id.between(first, last)).order_by(contact.c.case_id)
        for case_id, contacts in groupby(connection.execute(said), lambda row: row.case_id):
            found[case_id] |= grams(*(row.text for row in contacts))
        rows = [{"gram": each, "case_id": case_id} for case_id, own in found.items() for each in own]
        if rows:
            connection.execute(sa.insert(gram), rows)


def downgrade() -> None:
    op.drop_index("ix_case_priority_due", "case")
    op.drop_index("ix_case_due", "case")
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_phone_end"))
        batch_op.drop_index(batch_op.f("ix_customer_name"))
        batch_op.drop_column("phone_end")

    op.drop_table("case_gram")
