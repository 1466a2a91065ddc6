"""Keep campaigns and whom they ask; keys of answers whose order tells nothing (S-03, S-04)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "campaigns"
down_revision = "sms"
branch_labels = None
depends_on = None

LETTERS = (
    "acknowledgement",
    "more_info_request",
    "more_info_reminder",
    "progress",
    "extension",
    "reply",
    "revisit_invitation",
    "revisit_reminder",
    "reopened",
    "objection",
    "merged",
    "closed",
    "withdrawn",
    "chat_rating",
)
NEW_LETTERS = ("campaign_invitation", "campaign_reminder")
STATES = ("draft", "preparing", "ready", "running", "paused", "ended", "stopped")
SILENCES = (
    "contact_limit",
    "do_not_contact",
    "no_answer",
    "no_means",
    "not_asked",
    "not_reached",
    "refused",
    "undelivered",
    "wrong_number",
)
REACHES = ("email", "sms", "phone", "web", "qr", "open_link")
KEYS = (
    ("invitation", "id"),
    ("response", "id"),
    ("response_item", "id"),
    ("response", "invitation_id"),
    ("response_item", "response_id"),
    ("revisit", "invitation_id"),
    ("chat_rating", "invitation_id"),
)
"""Columns that become longer on PostgreSQL; on SQLite every whole number has 64 bits."""
ASKED = "ck_revisit_asked_by_invitation"
ASKED_SAYS = (
    "NOT state IN ('sent', 'to_call') OR (invitation_id IS NOT NULL"
    " AND asked_at IS NOT NULL AND expires_at IS NOT NULL)"
)
"""PostgreSQL writes a check anew when a column that it names gets another type, and words it otherwise."""
THINS = {"message_template", "invitation", "response", "response_item", "outbox_message"}
"""Tables that lose rows on the way down: texts and letters of campaigns, and answers to them."""


def upgrade() -> None:
    _keys("bigint")
    op.create_table(
        "campaign",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("words_zh", sa.String(length=400), nullable=False),
        sa.Column("words_en", sa.String(length=400), nullable=False),
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("kind", _word("kind", "invited", "open"), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("state", _word("state", *STATES), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("audience", _document(), nullable=False),
        sa.Column("sample", _document(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("means", _document(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=True),
        sa.Column("opens_at", sa.DateTime(), nullable=True),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("remind_at", sa.DateTime(), nullable=True),
        sa.Column("a_minute", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("strata", _document(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column("sealed_at", sa.DateTime(), nullable=True),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        *_own_columns(),
        sa.CheckConstraint(
            "NOT state IN ('running', 'paused', 'ended', 'stopped')"
            " OR (started_at IS NOT NULL AND started_by_id IS NOT NULL"
            " AND version_id IS NOT NULL AND closes_at IS NOT NULL)",
            name=op.f("ck_campaign_started_by_somebody"),
        ),
        sa.CheckConstraint(
            "state IN ('ended', 'stopped') = (ended_at IS NOT NULL)",
            name=op.f("ck_campaign_ended_has_moment"),
        ),
        sa.CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", name=op.f("ck_campaign_claim_ends")),
        sa.CheckConstraint(
            "claim IS NULL OR state = 'preparing'", name=op.f("ck_campaign_claimed_while_preparing")
        ),
        sa.CheckConstraint(
            "closes_at IS NULL OR opens_at IS NULL OR opens_at < closes_at", name=op.f("ck_campaign_window")
        ),
        sa.CheckConstraint(
            "secret IS NULL OR (anonymous AND sealed_at IS NULL)",
            name=op.f("ck_campaign_secret_until_sealed"),
        ),
        sa.CheckConstraint("kind <> 'open' OR eligible IS NULL", name=op.f("ck_campaign_open_has_no_frame")),
        sa.CheckConstraint("a_minute BETWEEN 1 AND 600", name=op.f("ck_campaign_a_minute")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_campaign_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_campaign_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["staff.id"], name=op.f("fk_campaign_started_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_campaign_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
        sa.UniqueConstraint("number", name=op.f("uq_campaign_number")),
    )
    _indexes("campaign", "by_id", "file_id", "started_by_id", "state", "version_id")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("blurred_to", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_invitation_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_campaign_id_campaign"), "campaign", ["campaign_id"], ["id"]
        )
    op.create_table(
        "campaign_member",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=True),
        sa.Column("to_phone", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("stratum", sa.String(length=80), nullable=False),
        sa.Column("state", _word("state", "waiting", "queued", "sent", "answered", "silent"), nullable=False),
        sa.Column("silence", _word("silence", *SILENCES), nullable=True),
        sa.Column("reach", _word("reach", *REACHES), nullable=True),
        sa.Column("invitation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        *_own_columns(),
        sa.CheckConstraint(
            "(state = 'silent') = (silence IS NOT NULL)", name=op.f("ck_campaign_member_silence_has_reason")
        ),
        sa.CheckConstraint("(state = 'answered') = answered", name=op.f("ck_campaign_member_answered")),
        sa.CheckConstraint(
            "NOT state IN ('queued', 'sent') OR (asked_at IS NOT NULL AND reach IS NOT NULL)",
            name=op.f("ck_campaign_member_asked_by_means"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_campaign_member_case_id_case")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_campaign_member_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_campaign_member_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_message.id"], name=op.f("fk_campaign_member_message_id_outbox_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_member")),
        sa.UniqueConstraint(
            "campaign_id", "customer_id", name=op.f("uq_campaign_member_campaign_id_customer_id")
        ),
        sa.UniqueConstraint("campaign_id", "line", name=op.f("uq_campaign_member_campaign_id_line")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_campaign_member_invitation_id")),
    )
    _indexes("campaign_member", "case_id", "customer_id", "message_id")
    op.create_index("ix_campaign_member_state", "campaign_member", ["campaign_id", "state", "silence"])
    op.create_index("ix_campaign_member_asked", "campaign_member", ["customer_id", "asked_at"])
    op.create_index("ix_campaign_member_address", "campaign_member", ["to_address", "asked_at"])
    op.create_index("ix_campaign_member_phone", "campaign_member", ["to_phone", "asked_at"])
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _words(batch_op, "ck_message_template_kind", "kind", (*LETTERS, *NEW_LETTERS))


def downgrade() -> None:
    listed = ", ".join(f"'{kind}'" for kind in NEW_LETTERS)
    op.drop_table("campaign_member")
    op.execute(f"DELETE FROM message_template WHERE kind IN ({listed})")  # noqa: S608
    op.execute(f"DELETE FROM outbox_message WHERE kind IN ({listed})")  # noqa: S608
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _words(batch_op, "ck_message_template_kind", "kind", LETTERS)
    of_campaigns = "SELECT id FROM invitation WHERE campaign_id IS NOT NULL"
    answers = f"SELECT id FROM response WHERE invitation_id IN ({of_campaigns})"  # noqa: S608
    op.execute(f"DELETE FROM response_item WHERE response_id IN ({answers})")  # noqa: S608
    op.execute(f"DELETE FROM response WHERE invitation_id IN ({of_campaigns})")  # noqa: S608
    op.execute("DELETE FROM invitation WHERE campaign_id IS NOT NULL")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitation_campaign_id_campaign"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_invitation_campaign_id"))
        batch_op.drop_column("blurred_to")
        batch_op.drop_column("campaign_id")
    op.drop_table("campaign")
    _keys("integer")


def _keys(kind: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.drop_constraint(op.f(ASKED), "revisit", type_="check")
    for table, column in KEYS:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}")
    for table in ("invitation", "response", "response_item"):
        op.execute(f"ALTER SEQUENCE {table}_id_seq AS {kind}")
    op.create_check_constraint(op.f(ASKED), "revisit", ASKED_SAYS)


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _document() -> sa.types.TypeEngine[object]:
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def _own_columns() -> tuple[sa.Column[object], ...]:
    """What every table has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )


def _words(batch_op: BatchOperations, name: str, column: str, words: tuple[str, ...]) -> None:
    """Puts another list of words in the place of a check."""
    listed = ", ".join(f"'{word}'" for word in words)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
