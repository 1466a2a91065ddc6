"""Lighter measures: what an appeal puts in the place of a heavier one, and what minutes say of it (A-03, M-01)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "lighter"
down_revision = "products"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
ACTS = ("case_closure", "case_round", "case_meeting", "appeal_stands", "appeal_reversed")
HOLDS = sa.text("struck_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("matter_measure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lightened_at", sa.DateTime(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_matter_measure_proposal_id_kind"), type_="unique")
        batch_op.create_index(batch_op.f("ix_matter_measure_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(
            "uq_matter_measure_holds",
            ["proposal_id", "kind"],
            unique=True,
            sqlite_where=HOLDS,
            postgresql_where=HOLDS,
        )
    with op.batch_alter_table("body_agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lighter", DOCUMENT, nullable=True))
        _acts(batch_op, (*ACTS, "appeal_lighter"))
        batch_op.create_check_constraint(
            batch_op.f("ck_body_agenda_item_lighter_says_how"),
            "(lighter IS NOT NULL) = (act IS NOT NULL AND act = 'appeal_lighter')",
        )


def downgrade() -> None:
    op.execute(
        "UPDATE body_agenda_item SET act = NULL, lighter = NULL, acted_at = NULL, acted_by_id = NULL"
        " WHERE act = 'appeal_lighter'"
    )
    with op.batch_alter_table("body_agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_body_agenda_item_lighter_says_how"), type_="check")
        _acts(batch_op, ACTS)
        batch_op.drop_column("lighter")
    # What came in the place of a heavier measure goes, but for what is in force: there it refuses.
    op.execute(
        "DELETE FROM matter_measure WHERE lightened_at IS NOT NULL"
        " AND id NOT IN (SELECT measure_id FROM penalty WHERE measure_id IS NOT NULL)"
    )
    with op.batch_alter_table("matter_measure", schema=None) as batch_op:
        batch_op.drop_index("uq_matter_measure_holds")
        batch_op.drop_index(batch_op.f("ix_matter_measure_proposal_id"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_matter_measure_proposal_id_kind"), ["proposal_id", "kind"]
        )
        batch_op.drop_column("lightened_at")


def _acts(batch_op: BatchOperations, acts: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{act}'" for act in acts)
    batch_op.drop_constraint(batch_op.f("ck_body_agenda_item_act"), type_="check")
    batch_op.create_check_constraint(batch_op.f("ck_body_agenda_item_act"), f"act IN ({listed})")
