"""Answers are found by when they were begun (S-06)

Revision ID: results
Revises: campaigns
Create Date: 2026-11-22 10:40:00
"""

from alembic import op

revision = "results"
down_revision = "campaigns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_response_started_at"), "response", ["started_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_response_started_at"), "response")
