"""By the case are found, when its data go: what it is found by, notices about it, what meetings agreed (X-03)."""

from alembic import op

revision = "taking_out"
down_revision = "later_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_gram_case", "case_gram", ["case_id"])
    op.create_index("ix_notice_about", "notice", ["about"])
    op.create_index("ix_case_action_item_case_id", "case_action_item", ["case_id"])


def downgrade() -> None:
    op.drop_index("ix_case_action_item_case_id", table_name="case_action_item")
    op.drop_index("ix_notice_about", table_name="notice")
    op.drop_index("ix_case_gram_case", table_name="case_gram")
