"""Keep which notices staff get by mail, and talks of two sides with a customer."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "letters"
down_revision = "bodies"
branch_labels = None
depends_on = None

REASONS = (
    "answered",
    "closed",
    "expired",
    "newer",
    "reopened",
    "replied",
    "separated",
    "unwanted",
    "went_on",
    "withdrawn",
)
NEW = ("done", "left", "paused", "postponed", "read")
REASONS_AFTER = tuple(sorted((*REASONS, *NEW)))
MAIL_REASONS = (
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
)
TOPICS = ("alert", "overdue", "due_soon", "task", "decision", "customer", "new", "news")
THINS = {"outbox_message"}
"""Tables that lose rows on the way down: mail to staff was not known before."""


def upgrade() -> None:
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        _words(batch_op, "ck_outbox_message_overtaken_by", "overtaken_by", REASONS_AFTER)
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        _words(batch_op, "ck_mailbox_message_reason", "reason", (*MAIL_REASONS, "to_staff"))
    op.create_table(
        "notice_mail",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("leaves_at", sa.DateTime(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        *_own_columns(),
        sa.CheckConstraint(
            "leaves_at IS NULL OR message_id IS NULL", name=op.f("ck_notice_mail_waits_or_is_carried")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_message.id"], name=op.f("fk_notice_mail_message_id_outbox_message")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_mail_notice_id_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_mail")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_notice_mail_notice_id")),
    )
    with op.batch_alter_table("notice_mail", schema=None) as batch_op:
        batch_op.create_index("ix_notice_mail_leaves", ["leaves_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_mail_message_id"), ["message_id"], unique=False)
    op.create_table(
        "mail_choice",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(*TOPICS, name="topic", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        *_own_columns(),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_mail_choice_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_choice")),
        sa.UniqueConstraint("staff_id", "topic", name=op.f("uq_mail_choice_staff_id_topic")),
    )
    op.create_table(
        "case_joint_talk",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("department_side_id", sa.Integer(), nullable=False),
        sa.Column("service_side_id", sa.Integer(), nullable=False),
        *_own_columns(),
        sa.CheckConstraint(
            "department_side_id <> service_side_id", name=op.f("ck_case_joint_talk_two_sides")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_joint_talk_case_id_case")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["case_contact.id"], name=op.f("fk_case_joint_talk_contact_id_case_contact")
        ),
        sa.ForeignKeyConstraint(
            ["department_side_id"], ["staff.id"], name=op.f("fk_case_joint_talk_department_side_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["service_side_id"], ["staff.id"], name=op.f("fk_case_joint_talk_service_side_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_joint_talk")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_case_joint_talk_contact_id")),
    )
    with op.batch_alter_table("case_joint_talk", schema=None) as batch_op:
        for column in ("case_id", "department_side_id", "service_side_id"):
            batch_op.create_index(batch_op.f(f"ix_case_joint_talk_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("case_joint_talk")
    op.drop_table("mail_choice")
    op.drop_table("notice_mail")
    op.execute("DELETE FROM outbox_message WHERE kind = 'notices'")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        _words(batch_op, "ck_outbox_message_overtaken_by", "overtaken_by", REASONS)
    op.execute("UPDATE mailbox_message SET reason = 'own' WHERE reason = 'to_staff'")
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        _words(batch_op, "ck_mailbox_message_reason", "reason", MAIL_REASONS)


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
