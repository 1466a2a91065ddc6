"""Empty the supervision mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "ab5f5737d5a3"
down_revision = "kpi"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hotline_mailbox",
        sa.Column("name", sa.String(length=320), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "sealed IS NULL OR length(sealed) = 32", name=op.f("ck_hotline_mailbox_sealed_is_a_mark")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_mailbox")),
        sa.UniqueConstraint("name", name=op.f("uq_hotline_mailbox_name")),
    )


def downgrade() -> None:
    op.drop_table("hotline_mailbox")
