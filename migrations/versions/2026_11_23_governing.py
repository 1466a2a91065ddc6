"""Bodies: seats, rules, meetings with agenda and votes, action items (M-01)."""

import sqlalchemy as sa
from alembic import op

revision = "governing"
down_revision = "ab5f5737d5a3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body_member",
        sa.Column(
            "body",
            sa.Enum(
                "satisfaction_committee",
                "leading_group",
                "supervision_group",
                name="body",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "seat",
            sa.Enum(
                "chair",
                "deputy",
                "member",
                "secretary",
                name="seat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("appointed_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(ended_by_id IS NULL) = (ended_because = '') AND (ended_by_id IS NULL OR last_day IS NOT NULL)",
            name=op.f("ck_body_member_ended_says_why"),
        ),
        sa.CheckConstraint("appointed_by_id <> staff_id", name=op.f("ck_body_member_appointed_by_another")),
        sa.CheckConstraint(
            "last_day IS NULL OR last_day >= first_day", name=op.f("ck_body_member_term_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["appointed_by_id"], ["staff.id"], name=op.f("fk_body_member_appointed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff.id"], name=op.f("fk_body_member_ended_by_id_staff")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_body_member_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_member")),
    )
    with op.batch_alter_table("body_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_member_appointed_by_id"), ["appointed_by_id"], unique=False)
        batch_op.create_index("ix_body_member_body_first_day", ["body", "first_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_member_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_member_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "body_rule",
        sa.Column(
            "body",
            sa.Enum(
                "satisfaction_committee",
                "leading_group",
                "supervision_group",
                name="body",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quorum_percent", sa.Integer(), nullable=False),
        sa.Column(
            "majority",
            sa.Enum(
                "simple",
                "absolute",
                "two_thirds",
                name="majority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("chair_decides", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("quorum_percent BETWEEN 1 AND 100", name=op.f("ck_body_rule_quorum")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_body_rule_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_rule")),
    )
    with op.batch_alter_table("body_rule", schema=None) as batch_op:
        batch_op.create_index("ix_body_rule_body_id", ["body", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_rule_by_id"), ["by_id"], unique=False)

    op.create_table(
        "body_meeting",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column(
            "body",
            sa.Enum(
                "satisfaction_committee",
                "leading_group",
                "supervision_group",
                name="body",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "called",
                "open",
                "signed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_because <> '')",
            name=op.f("ck_body_meeting_cancelled_says_why"),
        ),
        sa.CheckConstraint(
            "(state = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_body_meeting_signed_has_moment")
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'signed')) = (opened_at IS NOT NULL) AND (opened_at IS NULL) = (keeper_id IS NULL) AND (opened_at IS NULL) = (chair_id IS NULL)",
            name=op.f("ck_body_meeting_held_by_somebody"),
        ),
        sa.CheckConstraint("title <> '' AND place <> ''", name=op.f("ck_body_meeting_says_what_and_where")),
        sa.CheckConstraint("chair_id <> keeper_id", name=op.f("ck_body_meeting_signed_by_another")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_body_meeting_in_order")),
        sa.ForeignKeyConstraint(
            ["called_by_id"], ["staff.id"], name=op.f("fk_body_meeting_called_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["chair_id"], ["staff.id"], name=op.f("fk_body_meeting_chair_id_staff")),
        sa.ForeignKeyConstraint(["keeper_id"], ["staff.id"], name=op.f("fk_body_meeting_keeper_id_staff")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["body_rule.id"], name=op.f("fk_body_meeting_rule_id_body_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_meeting")),
        sa.UniqueConstraint("number", name=op.f("uq_body_meeting_number")),
    )
    with op.batch_alter_table("body_meeting", schema=None) as batch_op:
        batch_op.create_index("ix_body_meeting_body_starts", ["body", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_meeting_called_by_id"), ["called_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_meeting_chair_id"), ["chair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_meeting_keeper_id"), ["keeper_id"], unique=False)

    op.create_table(
        "body_agenda_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "grave",
                "rounds",
                "appeal",
                "correction",
                "flag",
                "task",
                "other",
                name="topic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "noted",
                "carried",
                "rejected",
                "no_quorum",
                "postponed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "act",
            sa.Enum(
                "case_closure",
                "case_round",
                "case_meeting",
                "appeal_stands",
                "appeal_reversed",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("acted_at", sa.DateTime(), nullable=True),
        sa.Column("acted_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(topic = 'other') = (about = '')", name=op.f("ck_body_agenda_item_about_something")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR (outcome IN ('carried', 'rejected', 'no_quorum')) = (decision <> '')",
            name=op.f("ck_body_agenda_item_voted_on_something"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR act IS NULL OR outcome = 'carried'",
            name=op.f("ck_body_agenda_item_acts_where_carried"),
        ),
        sa.CheckConstraint("topic <> 'other' OR title <> ''", name=op.f("ck_body_agenda_item_says_what")),
        sa.CheckConstraint(
            "(acted_at IS NULL) = (acted_by_id IS NULL) AND (acted_at IS NULL OR act IS NOT NULL)",
            name=op.f("ck_body_agenda_item_acted_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["acted_by_id"], ["staff.id"], name=op.f("fk_body_agenda_item_acted_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["body_meeting.id"], name=op.f("fk_body_agenda_item_meeting_id_body_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_agenda_item")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_body_agenda_item_meeting_id_position")),
    )
    with op.batch_alter_table("body_agenda_item", schema=None) as batch_op:
        batch_op.create_index("ix_body_agenda_item_about", ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_agenda_item_acted_by_id"), ["acted_by_id"], unique=False)

    op.create_table(
        "body_seat",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "seat",
            sa.Enum(
                "chair",
                "deputy",
                "member",
                "secretary",
                name="seat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["body_meeting.id"], name=op.f("fk_body_seat_meeting_id_body_meeting")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_body_seat_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_seat")),
        sa.UniqueConstraint("meeting_id", "staff_id", name=op.f("uq_body_seat_meeting_id_staff_id")),
    )
    with op.batch_alter_table("body_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_seat_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "body_task",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(done_at IS NOT NULL OR dropped_at IS NOT NULL) = (remark <> '')",
            name=op.f("ck_body_task_end_says"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_body_task_says_what")),
        sa.CheckConstraint(
            "(CASE WHEN done_at IS NULL THEN 0 ELSE 1 END) + (CASE WHEN dropped_at IS NULL THEN 0 ELSE 1 END) + (CASE WHEN handed_over_at IS NULL THEN 0 ELSE 1 END) <= 1",
            name=op.f("ck_body_task_ends_once"),
        ),
        sa.CheckConstraint(
            "next_notice_at IS NULL OR (given_at IS NOT NULL AND done_at IS NULL AND dropped_at IS NULL AND handed_over_at IS NULL)",
            name=op.f("ck_body_task_quiet_once_ended"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["body_agenda_item.id"], name=op.f("fk_body_task_item_id_body_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["body_meeting.id"], name=op.f("fk_body_task_meeting_id_body_meeting")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_body_task_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_task")),
    )
    with op.batch_alter_table("body_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_task_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_task_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_body_task_notice", ["next_notice_at"], unique=False)
        batch_op.create_index("ix_body_task_owner_done", ["owner_id", "done_at"], unique=False)

    op.create_table(
        "body_vote",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "yes",
                "no",
                "abstain",
                "recused",
                name="choice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["body_agenda_item.id"], name=op.f("fk_body_vote_item_id_body_agenda_item")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_body_vote_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_vote")),
        sa.UniqueConstraint("item_id", "staff_id", name=op.f("uq_body_vote_item_id_staff_id")),
    )
    with op.batch_alter_table("body_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_vote_staff_id"), ["staff_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("body_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_vote_staff_id"))

    op.drop_table("body_vote")
    with op.batch_alter_table("body_task", schema=None) as batch_op:
        batch_op.drop_index("ix_body_task_owner_done")
        batch_op.drop_index("ix_body_task_notice")
        batch_op.drop_index(batch_op.f("ix_body_task_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_body_task_item_id"))

    op.drop_table("body_task")
    with op.batch_alter_table("body_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_seat_staff_id"))

    op.drop_table("body_seat")
    with op.batch_alter_table("body_agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_agenda_item_acted_by_id"))
        batch_op.drop_index("ix_body_agenda_item_about")

    op.drop_table("body_agenda_item")
    with op.batch_alter_table("body_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_meeting_keeper_id"))
        batch_op.drop_index(batch_op.f("ix_body_meeting_chair_id"))
        batch_op.drop_index(batch_op.f("ix_body_meeting_called_by_id"))
        batch_op.drop_index("ix_body_meeting_body_starts")

    op.drop_table("body_meeting")
    with op.batch_alter_table("body_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_rule_by_id"))
        batch_op.drop_index("ix_body_rule_body_id")

    op.drop_table("body_rule")
    with op.batch_alter_table("body_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_member_staff_id"))
        batch_op.drop_index(batch_op.f("ix_body_member_ended_by_id"))
        batch_op.drop_index("ix_body_member_body_first_day")
        batch_op.drop_index(batch_op.f("ix_body_member_appointed_by_id"))

    op.drop_table("body_member")
