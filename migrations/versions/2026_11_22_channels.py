"""Keep what one channel alone knows: posts and alerts, stores, studies, chats (V-01, V-05 to V-07)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "channels"
down_revision = "duplicates"
branch_labels = None
depends_on = None

CHANNELS = (
    "hotline",
    "voicemail",
    "email",
    "chat",
    "social",
    "store",
    "web",
    "forum",
    "research",
    "staff",
    "survey",
)
CHANNELS_AFTER = (*CHANNELS, "supervision")
CLOSINGS = (
    "confirmed",
    "satisfied",
    "neutral",
    "no_answer",
    "malicious",
    "leading_group",
    "on_the_spot",
    "withdrawn",
    "elsewhere",
    "merged",
)
CLOSINGS_AFTER = (*CLOSINGS, "thanked")
MEANS = ("phone", "email", "sms", "web", "chat", "visit")
MEANS_AFTER = (*MEANS, "direct_message", "public_post")
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
)
LETTERS_AFTER = (*LETTERS, "chat_rating")
THINS = {"message_template"}
"""Tables that lose rows on the way down: those of kinds that were not known before."""


def upgrade() -> None:
    op.create_table(
        "case_chat",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=120), nullable=True),
        sa.Column("transcript", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_case_chat_rating")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_chat_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_chat")),
        sa.UniqueConstraint("tool", "conversation", name=op.f("uq_case_chat_tool_conversation")),
    )
    with op.batch_alter_table("case_chat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_chat_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_opinion_alert",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (outcome = '')",
            name=op.f("ck_case_opinion_alert_ended_by_somebody"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_opinion_alert_says_why")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_opinion_alert_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_opinion_alert_case_id_case")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_case_opinion_alert_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_case_opinion_alert_ended_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_opinion_alert")),
    )
    with op.batch_alter_table("case_opinion_alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_opinion_alert_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_opinion_alert_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_opinion_alert_department_id"), ["department_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_opinion_alert_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(
            "uq_case_opinion_alert_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "case_post",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "platform",
            sa.Enum(
                "weibo",
                "wechat",
                "douyin",
                "xiaohongshu",
                "bilibili",
                "kuaishou",
                "zhihu",
                "black_cat",
                "forum",
                "other",
                name="platform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "comment",
                "direct_message",
                "mention",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("moved_at", sa.DateTime(), nullable=True),
        sa.Column(
            "moved_to",
            sa.Enum(
                "phone",
                "email",
                "sms",
                "web",
                "chat",
                "visit",
                "direct_message",
                "public_post",
                name="moved_to",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(moved_at IS NULL) = (moved_to IS NULL)", name=op.f("ck_case_post_moved_somewhere")
        ),
        sa.CheckConstraint("reach >= 0", name=op.f("ck_case_post_reach")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_post_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_post")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_post_case_id")),
    )
    op.create_table(
        "case_store_visit",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(
                "spoken",
                "comment_box",
                "comment_book",
                name="means",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_store_visit_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_store_visit")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_store_visit_case_id")),
    )
    op.create_table(
        "case_study",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "questionnaire",
                "interview",
                "focus_group",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("background", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_study_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_study")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_study_case_id")),
    )
    op.create_table(
        "case_chat_line",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "speaker",
            sa.Enum(
                "customer",
                "agent",
                "system",
                "other",
                name="speaker",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["case_chat.id"], name=op.f("fk_case_chat_line_chat_id_case_chat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_chat_line")),
        sa.UniqueConstraint("chat_id", "position", name=op.f("uq_case_chat_line_chat_id_position")),
    )
    op.create_table(
        "case_further_post",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "post_by",
            sa.Enum(
                "customer",
                "others",
                "us",
                name="post_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reach >= 0", name=op.f("ck_case_further_post_reach")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_further_post_case_id_case")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["case_contact.id"], name=op.f("fk_case_further_post_contact_id_case_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_further_post")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_case_further_post_contact_id")),
    )
    with op.batch_alter_table("case_further_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_further_post_case_id"), ["case_id"], unique=False)

    op.create_table(
        "chat_rating",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["case_chat.id"], name=op.f("fk_chat_rating_chat_id_case_chat")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_chat_rating_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_rating")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_chat_rating_chat_id")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_chat_rating_invitation_id")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("store_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("alerted_at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_store_id"), ["store_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_case_store_id_department"), "department", ["store_id"], ["id"]
        )
        _words(batch_op, "ck_case_channel", "channel", CHANNELS_AFTER)
        _words(batch_op, "ck_case_closing", "closing", CLOSINGS_AFTER)
    with op.batch_alter_table("case_contact", schema=None) as batch_op:
        _words(batch_op, "ck_case_contact_means", "means", MEANS_AFTER)
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _words(batch_op, "ck_message_template_kind", "kind", LETTERS_AFTER)


def downgrade() -> None:
    op.execute("UPDATE \"case\" SET channel = 'staff' WHERE channel = 'supervision'")
    op.execute("UPDATE \"case\" SET closing = 'on_the_spot' WHERE closing = 'thanked'")
    op.execute("UPDATE case_contact SET means = 'web' WHERE means IN ('direct_message', 'public_post')")
    op.execute("DELETE FROM message_template WHERE kind = 'chat_rating'")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _words(batch_op, "ck_message_template_kind", "kind", LETTERS)
    with op.batch_alter_table("case_contact", schema=None) as batch_op:
        _words(batch_op, "ck_case_contact_means", "means", MEANS)
    with op.batch_alter_table("case", schema=None) as batch_op:
        _words(batch_op, "ck_case_closing", "closing", CLOSINGS)
        _words(batch_op, "ck_case_channel", "channel", CHANNELS)
        batch_op.drop_constraint(batch_op.f("fk_case_store_id_department"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_store_id"))
        batch_op.drop_column("alerted_at")
        batch_op.drop_column("store_id")

    op.drop_table("chat_rating")
    with op.batch_alter_table("case_further_post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_further_post_case_id"))

    op.drop_table("case_further_post")
    op.drop_table("case_chat_line")
    op.drop_table("case_study")
    op.drop_table("case_store_visit")
    op.drop_table("case_post")
    with op.batch_alter_table("case_opinion_alert", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_opinion_alert_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_case_opinion_alert_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_opinion_alert_department_id"))
        batch_op.drop_index(batch_op.f("ix_case_opinion_alert_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_opinion_alert_by_id"))

    op.drop_table("case_opinion_alert")
    with op.batch_alter_table("case_chat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_chat_case_id"))

    op.drop_table("case_chat")


def _words(batch_op: BatchOperations, name: str, column: str, words: tuple[str, ...]) -> None:
    """Puts another list of words in the place of a check."""
    listed = ", ".join(f"'{word}'" for word in words)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
