"""Mail that customers send."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "mailbox"
down_revision = "import"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailbox_account",
        sa.Column("name", sa.String(length=320), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=True),
        sa.Column("next_fetch_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("last_fetch_at", sa.DateTime(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_account")),
        sa.UniqueConstraint("name", name=op.f("uq_mailbox_account_name")),
    )
    op.create_table(
        "mailbox_message",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "waiting",
                "case",
                "words",
                "auto_reply",
                "bounce",
                "receipt",
                "ignored",
                "failed",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "closed_case",
                "unproven",
                "unreadable",
                "too_large",
                "by_hand",
                "duplicate",
                "loop",
                "own",
                "too_many",
                "empty",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("processed_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=True),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("sender_name", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("quoted", sa.String(), nullable=False),
        sa.Column(
            "attachments",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("mentions", sa.String(length=24), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(fate = 'waiting') = (processed_at IS NULL)",
            name=op.f("ck_mailbox_message_processed_has_moment"),
        ),
        sa.CheckConstraint(
            "checked_at IS NULL OR NOT fate IN ('waiting', 'case', 'words')",
            name=op.f("ck_mailbox_message_checked_became_no_case"),
        ),
        sa.CheckConstraint(
            "fate <> 'case' OR case_id IS NOT NULL", name=op.f("ck_mailbox_message_case_is_named")
        ),
        sa.CheckConstraint(
            "fate <> 'ignored' OR reason IS NOT NULL", name=op.f("ck_mailbox_message_ignored_says_why")
        ),
        sa.CheckConstraint(
            "fate <> 'words' OR (case_id IS NOT NULL AND contact_id IS NOT NULL)",
            name=op.f("ck_mailbox_message_words_are_named"),
        ),
        sa.CheckConstraint(
            "(checked_at IS NULL) = (checked_by_id IS NULL)",
            name=op.f("ck_mailbox_message_checked_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_mailbox_message_case_id_case")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["staff.id"], name=op.f("fk_mailbox_message_checked_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["case_contact.id"], name=op.f("fk_mailbox_message_contact_id_case_contact")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_mailbox_message_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox_message.id"], name=op.f("fk_mailbox_message_outbox_id_outbox_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_message")),
        sa.UniqueConstraint("digest", name=op.f("uq_mailbox_message_digest")),
    )
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_message_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailbox_message_checked_by_id"), ["checked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailbox_message_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index("ix_mailbox_message_fate", ["fate", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailbox_message_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailbox_message_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mailbox_message_outbox_id"), ["outbox_id"], unique=False)
        batch_op.create_index("ix_mailbox_message_sender", ["sender", "arrived_at"], unique=False)

    op.create_table(
        "mailbox_copy",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["mailbox_account.id"], name=op.f("fk_mailbox_copy_account_id_mailbox_account")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mailbox_message.id"], name=op.f("fk_mailbox_copy_message_id_mailbox_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_copy")),
    )
    with op.batch_alter_table("mailbox_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_copy_message_id"), ["message_id"], unique=False)
        batch_op.create_index("uq_mailbox_copy_uid", ["account_id", "uidvalidity", "uid"], unique=True)

    op.create_table(
        "mailbox_reference",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["mailbox_message.id"],
            name=op.f("fk_mailbox_reference_message_id_mailbox_message"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_reference")),
    )
    with op.batch_alter_table("mailbox_reference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_reference_name"), ["name"], unique=False)
        batch_op.create_index("uq_mailbox_reference_place", ["message_id", "place"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("mailbox_reference", schema=None) as batch_op:
        batch_op.drop_index("uq_mailbox_reference_place")
        batch_op.drop_index(batch_op.f("ix_mailbox_reference_name"))

    op.drop_table("mailbox_reference")
    with op.batch_alter_table("mailbox_copy", schema=None) as batch_op:
        batch_op.drop_index("uq_mailbox_copy_uid")
        batch_op.drop_index(batch_op.f("ix_mailbox_copy_message_id"))

    op.drop_table("mailbox_copy")
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_mailbox_message_sender")
        batch_op.drop_index(batch_op.f("ix_mailbox_message_outbox_id"))
        batch_op.drop_index(batch_op.f("ix_mailbox_message_message_id"))
        batch_op.drop_index(batch_op.f("ix_mailbox_message_file_id"))
        batch_op.drop_index("ix_mailbox_message_fate")
        batch_op.drop_index(batch_op.f("ix_mailbox_message_contact_id"))
        batch_op.drop_index(batch_op.f("ix_mailbox_message_checked_by_id"))
        batch_op.drop_index(batch_op.f("ix_mailbox_message_case_id"))

    op.drop_table("mailbox_message")
    op.drop_table("mailbox_account")
