"""Keep what leaves by SMS: its texts, what the gateway says of it, and whether there is one (R-02, R-03)."""

import sqlalchemy as sa
from alembic import op

revision = "sms"
down_revision = "given"
branch_labels = None
depends_on = None

MEANS = ("email", "sms")
THINS = {"message_template"}
"""Tables that lose rows on the way down: the texts of SMS were not known before."""


def upgrade() -> None:
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("means", sa.String(length=40), nullable=False, server_default=MEANS[0])
        )
        batch_op.drop_index("ix_message_template_in_use")
        batch_op.drop_constraint(batch_op.f("uq_message_template_kind_language_version"), type_="unique")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.alter_column("means", server_default=None, existing_type=sa.String(length=40))
        batch_op.create_check_constraint(batch_op.f("ck_message_template_means"), "means IN ('email', 'sms')")
        batch_op.create_unique_constraint(
            batch_op.f("uq_message_template_kind_means_language_version"),
            ["kind", "means", "language", "version"],
        )
        batch_op.create_index(
            "ix_message_template_in_use", ["kind", "means", "language", "effective_from"], unique=False
        )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("delivered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("gateway_id", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("parts", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_outbox_message_delivered_was_sent"), "delivered_at IS NULL OR state = 'sent'"
        )
    op.create_table(
        "outlet",
        sa.Column(
            "means",
            sa.Enum(*MEANS, name="means", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("countries", _document(), nullable=False),
        sa.Column("rests_until", sa.DateTime(), nullable=True),
        *_own_columns(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("means", name=op.f("uq_outlet_means")),
    )
    op.create_table(
        "sms_receipt",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "delivered", "failed", name="outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        *_own_columns(),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_message.id"], name=op.f("fk_sms_receipt_message_id_outbox_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sms_receipt")),
        sa.UniqueConstraint("message_id", "outcome", name=op.f("uq_sms_receipt_message_id_outcome")),
    )


def downgrade() -> None:
    op.drop_table("sms_receipt")
    op.drop_table("outlet")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outbox_message_delivered_was_sent"), type_="check")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        for column in ("delivered_at", "gateway_id", "parts"):
            batch_op.drop_column(column)
    op.execute("DELETE FROM message_template WHERE means = 'sms'")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.drop_index("ix_message_template_in_use")
        batch_op.drop_constraint(
            batch_op.f("uq_message_template_kind_means_language_version"), type_="unique"
        )
        batch_op.drop_constraint(batch_op.f("ck_message_template_means"), type_="check")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.drop_column("means")
        batch_op.create_unique_constraint(
            batch_op.f("uq_message_template_kind_language_version"), ["kind", "language", "version"]
        )
        batch_op.create_index(
            "ix_message_template_in_use", ["kind", "language", "effective_from"], unique=False
        )


def _document() -> sa.types.TypeEngine[object]:
    """JSON, in PostgreSQL the kind that can be searched."""
    return sa.JSON(none_as_null=True).with_variant(
        sa.dialects.postgresql.JSONB(none_as_null=True), "postgresql"
    )


def _own_columns() -> tuple[sa.Column[object], ...]:
    """What every table has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )
