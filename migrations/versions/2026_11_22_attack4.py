"""Keep who investigated a matter at any time, and for how many months a pay cut runs (A-04, C-03)."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "attack4"
down_revision = "to_check"
branch_labels = None
depends_on = None

IDS = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INVESTIGATED = """
SELECT id, investigator_id FROM matter WHERE investigator_id IS NOT NULL
UNION SELECT matter_id, by_id FROM matter_finding
UNION SELECT matter_id, by_id FROM matter_proposal
UNION SELECT matter_id, matter_evidence.by_id FROM matter_evidence JOIN matter ON matter.id = matter_id
WHERE matter_evidence.at > matter.opened_at
"""
NAMED = """
SELECT matter.id, event.facts FROM event JOIN matter ON event.subject = 'matter:' || matter.number
WHERE event.kind = 'matter.investigator_named'
"""


def upgrade() -> None:
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("investigators", IDS, nullable=True))
    _fill_in_investigators()
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.alter_column("investigators", existing_type=IDS, nullable=False)
    for table in ("matter_measure", "penalty"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("months", sa.Integer(), nullable=True))
        op.execute(f"UPDATE {table} SET months = 1 WHERE kind = 'pay_cut'")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_check_constraint(
                batch_op.f(f"ck_{table}_has_months"), "(kind = 'pay_cut') = (months IS NOT NULL)"
            )
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_months"), "months > 0")


def downgrade() -> None:
    for table in ("matter_measure", "penalty"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_months"), type_="check")
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_has_months"), type_="check")
            batch_op.drop_column("months")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_column("investigators")


def _fill_in_investigators() -> None:
    connection = op.get_bind()
    found: dict[int, set[int]] = {matter: set() for (matter,) in connection.execute(sa.text("SELECT id FROM matter"))}
    for matter, person in connection.execute(sa.text(INVESTIGATED)):
        found[matter].add(person)
    for matter, facts in connection.execute(sa.text(NAMED)):
        found[matter].add((json.loads(facts) if isinstance(facts, str) else facts)["investigator"])
    matters = sa.table("matter", sa.column("id", sa.Integer()), sa.column("investigators", IDS))
    for matter, people in found.items():
        change = sa.update(matters).where(matters.c.id == matter)
        connection.execute(change.values(investigators=sorted(people)))
