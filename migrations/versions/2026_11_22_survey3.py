"""Answers of ways that were left count nowhere; campaigns make calls; codes open cases (S-03, S-05, H-08)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "survey3"
down_revision = "atsize"
branch_labels = None
depends_on = None

THINS = {"message_template", "outbox_message"}
"""Tables that lose rows on the way down: the texts of codes, and codes on their way."""
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
    "campaign_invitation",
    "campaign_reminder",
)
STATES = ("waiting", "queued", "sent", "answered", "silent")
NEW_STATES = ("waiting", "queued", "sent", "to_call", "answered", "silent")
REACHES = ("email", "sms", "phone", "web", "qr", "open_link")
OUTCOMES = ("reached", "no_answer", "busy", "call_later", "refused", "do_not_contact", "wrong_number")
ASKED = "state IN ({}) OR (asked_at IS NOT NULL AND reach IS NOT NULL)"
CHECKS = {
    "call_has_moment": "state <> 'to_call' OR (next_call_at IS NOT NULL AND invitation_id IS NOT NULL)",
    "claim_has_caller": (
        "(caller_id IS NULL) = (claimed_until IS NULL) AND (caller_id IS NULL) = (claimed_at IS NULL)"
    ),
}


def upgrade() -> None:
    op.add_column(
        "response_item", sa.Column("off_way", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("campaign_member", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_campaign_member_state"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_campaign_member_asked_by_means"), type_="check")
        batch_op.add_column(sa.Column("lost", _word("lost", *REACHES), nullable=True))
        batch_op.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        for moment in ("next_call_at", "claimed_at", "claimed_until"):
            batch_op.add_column(sa.Column(moment, sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("caller_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("campaign_member", schema=None) as batch_op:
        batch_op.alter_column("attempts", server_default=None, existing_type=sa.Integer())
        _checks(batch_op, NEW_STATES, ("queued", "sent", "to_call"))
        for name, rule in CHECKS.items():
            batch_op.create_check_constraint(batch_op.f(f"ck_campaign_member_{name}"), rule)
        batch_op.create_foreign_key(
            batch_op.f("fk_campaign_member_caller_id_staff"), "staff", ["caller_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_campaign_member_caller_id"), ["caller_id"])
        batch_op.create_index("ix_campaign_member_next_call", ["state", "next_call_at"])
    op.create_table(
        "campaign_call",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("outcome", _word("outcome", *OUTCOMES), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("again_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_campaign_call_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["campaign_member.id"], name=op.f("fk_campaign_call_member_id_campaign_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_call")),
    )
    op.create_table(
        "tracking_code",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=26), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_tracking_code_tries")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_tracking_code_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracking_code")),
    )
    op.create_index("ix_tracking_code_case_id", "tracking_code", ["case_id", "valid_until"])
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _letters(batch_op, (*LETTERS, "tracking_code"))
    for column in ("by_id", "member_id"):
        op.create_index(op.f(f"ix_campaign_call_{column}"), "campaign_call", [column])


def downgrade() -> None:
    op.execute("DELETE FROM message_template WHERE kind = 'tracking_code'")
    op.execute("DELETE FROM outbox_message WHERE kind = 'tracking_code'")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _letters(batch_op, LETTERS)
    op.drop_table("tracking_code")
    op.drop_table("campaign_call")
    op.execute(
        "UPDATE campaign_member SET state = 'silent',"
        " silence = CASE WHEN attempts > 0 THEN 'not_reached' ELSE 'not_asked' END WHERE state = 'to_call'"
    )
    with op.batch_alter_table("campaign_member", schema=None) as batch_op:
        batch_op.drop_index("ix_campaign_member_next_call")
        batch_op.drop_index(batch_op.f("ix_campaign_member_caller_id"))
        batch_op.drop_constraint(batch_op.f("fk_campaign_member_caller_id_staff"), type_="foreignkey")
        for name in (*CHECKS, "state", "asked_by_means", "lost"):
            batch_op.drop_constraint(batch_op.f(f"ck_campaign_member_{name}"), type_="check")
        for column in ("lost", "attempts", "next_call_at", "claimed_at", "claimed_until", "caller_id"):
            batch_op.drop_column(column)
        _checks(batch_op, STATES, ("queued", "sent"))
    op.drop_column("response_item", "off_way")


def _letters(batch_op: BatchOperations, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    batch_op.drop_constraint(batch_op.f("ck_message_template_kind"), type_="check")
    batch_op.create_check_constraint(batch_op.f("ck_message_template_kind"), f"kind IN ({listed})")


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _checks(batch_op: BatchOperations, states: tuple[str, ...], asked: tuple[str, ...]) -> None:
    """Which states there are, and in which of them somebody was asked by some means."""
    listed, told = (", ".join(f"'{word}'" for word in words) for words in (states, asked))
    batch_op.create_check_constraint(batch_op.f("ck_campaign_member_state"), f"state IN ({listed})")
    batch_op.create_check_constraint(
        batch_op.f("ck_campaign_member_asked_by_means"), f"NOT {ASKED.format(told)}"
    )
