"""Revisits of a month are found by their moment, then by their kind: SQLite thought a kind to be rare (S-06)."""

from alembic import op

revision = "moments"
down_revision = "days"
branch_labels = None
depends_on = None

MOMENTS = ("ended", "answered")


def upgrade() -> None:
    for moment in MOMENTS:
        op.drop_index(f"ix_revisit_kind_{moment}", table_name="revisit")
        op.create_index(f"ix_revisit_{moment}_kind", "revisit", [f"{moment}_at", "kind"])


def downgrade() -> None:
    for moment in MOMENTS:
        op.drop_index(f"ix_revisit_{moment}_kind", table_name="revisit")
        op.create_index(f"ix_revisit_kind_{moment}", "revisit", ["kind", f"{moment}_at"])
