"""Improvement items, their voices, what rises; a letter that tells of them (K-02, M-03)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "improvement"
down_revision = "knowledge"
branch_labels = None
depends_on = None

THINS = {"message_template", "outbox_message"}
"""Tables that lose rows on the way down: the texts of the new letter, and letters on their way."""
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
    "tracking_code",
)


def upgrade() -> None:
    op.create_table(
        "rising_signal",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "category",
                "region",
                "word",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("observed", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rising_signal")),
        sa.UniqueConstraint(
            "until", "kind", "key", "region", name=op.f("uq_rising_signal_until_kind_key_region")
        ),
    )
    op.create_table(
        "improvement_item",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "suggested",
                "open",
                "done",
                "worked",
                "not_shown",
                "declined",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "cause",
                "case",
                "comment",
                "inspection",
                "suggestion",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("inspection", sa.String(length=120), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("declined_because", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("cases_before", sa.Integer(), nullable=True),
        sa.Column("weeks_before", sa.Double(), nullable=True),
        sa.Column("cases_after", sa.Integer(), nullable=True),
        sa.Column("weeks_after", sa.Double(), nullable=True),
        sa.Column("ratio", sa.Double(), nullable=True),
        sa.Column("ratio_low", sa.Double(), nullable=True),
        sa.Column("ratio_high", sa.Double(), nullable=True),
        sa.Column("reward_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'declined') = (declined_because <> '')",
            name=op.f("ck_improvement_item_declined_says_why"),
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'worked', 'not_shown')) = (done_at IS NOT NULL AND told <> '')",
            name=op.f("ck_improvement_item_done_is_told"),
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'done', 'worked', 'not_shown')) = (owner_id IS NOT NULL AND due_on IS NOT NULL AND measure <> '' AND taken_at IS NOT NULL)",
            name=op.f("ck_improvement_item_taken_up_by_somebody"),
        ),
        sa.CheckConstraint(
            "(state IN ('worked', 'not_shown')) = (ended_at IS NOT NULL)",
            name=op.f("ck_improvement_item_ended_has_moment"),
        ),
        sa.CheckConstraint(
            "(state IN ('worked', 'not_shown')) = (finding <> '')",
            name=op.f("ck_improvement_item_ended_says_what"),
        ),
        sa.CheckConstraint(
            "reward_id IS NULL OR state = 'worked'", name=op.f("ck_improvement_item_rewarded_worked")
        ),
        sa.CheckConstraint(
            "source <> 'inspection' OR inspection <> ''", name=op.f("ck_improvement_item_inspection_is_named")
        ),
        sa.CheckConstraint("title <> '' AND problem <> ''", name=op.f("ck_improvement_item_says_what")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_improvement_item_ended_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_improvement_item_owner_id_staff")),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["staff.id"], name=op.f("fk_improvement_item_raised_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["reward_id"], ["reward.id"], name=op.f("fk_improvement_item_reward_id_reward")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["staff.id"], name=op.f("fk_improvement_item_taken_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_item")),
        sa.UniqueConstraint("number", name=op.f("uq_improvement_item_number")),
    )
    with op.batch_alter_table("improvement_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_item_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_item_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_item_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_item_raised_by_id"), ["raised_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_item_reward_id"), ["reward_id"], unique=False)
        batch_op.create_index("ix_improvement_item_state_due", ["state", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_item_taken_by_id"), ["taken_by_id"], unique=False)

    op.create_table(
        "improvement_voice",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("asked_again", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "NOT asked_again OR told_at IS NOT NULL", name=op.f("ck_improvement_voice_asked_was_told")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_improvement_voice_case_id_case")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["improvement_item.id"], name=op.f("fk_improvement_voice_item_id_improvement_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_voice")),
        sa.UniqueConstraint("item_id", "case_id", name=op.f("uq_improvement_voice_item_id_case_id")),
    )
    with op.batch_alter_table("improvement_voice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_voice_case_id"), ["case_id"], unique=False)
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _letters(batch_op, (*LETTERS, "improvement"))


def downgrade() -> None:
    op.execute("UPDATE case_contact SET message_id = NULL WHERE template = 'improvement'")
    op.execute("DELETE FROM message_template WHERE kind = 'improvement'")
    op.execute("DELETE FROM outbox_message WHERE kind = 'improvement'")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _letters(batch_op, LETTERS)
    with op.batch_alter_table("improvement_voice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_voice_case_id"))

    op.drop_table("improvement_voice")
    with op.batch_alter_table("improvement_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_item_taken_by_id"))
        batch_op.drop_index("ix_improvement_item_state_due")
        batch_op.drop_index(batch_op.f("ix_improvement_item_reward_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_raised_by_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_owner_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_category"))

    op.drop_table("improvement_item")
    op.drop_table("rising_signal")


def _letters(batch_op: BatchOperations, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    batch_op.drop_constraint(batch_op.f("ck_message_template_kind"), type_="check")
    batch_op.create_check_constraint(batch_op.f("ck_message_template_kind"), f"kind IN ({listed})")
