"""Count the changes of a questionnaire's draft, and keep what it was before the last one (S-01)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "editor"
down_revision = "results"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    # Column by column, as a table made anew would lose the triggers that guard what is published.
    op.add_column(
        "questionnaire_version", sa.Column("edits", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("questionnaire_version", sa.Column("previous", DOCUMENT, nullable=True))


def downgrade() -> None:
    op.drop_column("questionnaire_version", "previous")
    op.drop_column("questionnaire_version", "edits")
