"""Keep complaints before regulators and mediators, second handlers, requests for support (H-10, H-11)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "bodies"
down_revision = "faults"
branch_labels = None
depends_on = None

DUES = (
    "first_response",
    "plan",
    "result",
    "review",
    "tell",
    "decision",
    "assist",
    "progress",
    "meeting",
    "special_report",
    "acknowledgement",
    "legal_opinion",
    "compensation",
    "payment",
    "consultation",
)
DUES_AFTER = (*DUES, "outside")
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
    "supervision",
)
CHANNELS_AFTER = (*CHANNELS, "regulator")
THINS = {"due_time"}
"""Tables that lose rows on the way down: those of kinds that were not known before."""


def upgrade() -> None:
    op.create_table(
        "case_outside",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "body",
            sa.Enum(
                "telecom_appeal",
                "market_regulation",
                "communications_administration",
                "consumer_association",
                "other",
                name="body",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("owed", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "upheld",
                "partly",
                "rejected",
                "mediated",
                "withdrawn",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closing_remark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(body = 'other') = (body_name <> '')", name=op.f("ck_case_outside_other_is_named")
        ),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (outcome IS NULL) AND (closed_on IS NULL) = (closed_by_id IS NULL)",
            name=op.f("ck_case_outside_closed_says_how"),
        ),
        sa.CheckConstraint("closed_on IS NULL OR NOT owed", name=op.f("ck_case_outside_closed_owes_nothing")),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= received_on", name=op.f("ck_case_outside_closed_after_receipt")
        ),
        sa.CheckConstraint("due_on >= received_on", name=op.f("ck_case_outside_due_after_receipt")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_outside_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_outside_case_id_case")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["staff.id"], name=op.f("fk_case_outside_closed_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_outside")),
    )
    with op.batch_alter_table("case_outside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_outside_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_outside_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_outside_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_outside_number"), ["number"], unique=False)

    op.create_table(
        "support_request",
        sa.Column(
            "kind",
            sa.Enum(
                "help",
                "second_handler",
                "relief",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wished_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("open_cases", sa.Integer(), nullable=False),
        sa.Column("median_cases", sa.Double(), nullable=False),
        sa.Column("colleagues", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("above_id", sa.Integer(), nullable=True),
        sa.Column(
            "reach",
            sa.Enum(
                "head",
                "above",
                "leading_group",
                name="reach",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'second_handler' AND state = 'accepted') = (second_id IS NOT NULL)",
            name=op.f("ck_support_request_second_is_named"),
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (ended_at IS NULL)", name=op.f("ck_support_request_ended_has_moment")
        ),
        sa.CheckConstraint(
            "(state IN ('accepted', 'declined')) = (answered_by_id IS NOT NULL)"
            " AND (answered_by_id IS NULL) = (answer = '')",
            name=op.f("ck_support_request_answer_is_whole"),
        ),
        sa.CheckConstraint(
            "kind <> 'second_handler' OR case_id IS NOT NULL", name=op.f("ck_support_request_second_has_case")
        ),
        sa.CheckConstraint(
            "reach = 'leading_group' OR head_id IS NOT NULL", name=op.f("ck_support_request_reaches_somebody")
        ),
        sa.CheckConstraint(
            "state = 'asked' OR next_notice_at IS NULL", name=op.f("ck_support_request_ended_is_quiet")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_support_request_says_why")),
        sa.CheckConstraint("answered_by_id <> by_id", name=op.f("ck_support_request_answered_by_another")),
        sa.CheckConstraint(
            "minutes > 0 AND open_cases >= 0 AND colleagues >= 0", name=op.f("ck_support_request_counts")
        ),
        sa.ForeignKeyConstraint(["above_id"], ["staff.id"], name=op.f("fk_support_request_above_id_staff")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["staff.id"], name=op.f("fk_support_request_answered_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_support_request_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_support_request_case_id_case")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_support_request_department_id_department")
        ),
        sa.ForeignKeyConstraint(["head_id"], ["staff.id"], name=op.f("fk_support_request_head_id_staff")),
        sa.ForeignKeyConstraint(["second_id"], ["staff.id"], name=op.f("fk_support_request_second_id_staff")),
        sa.ForeignKeyConstraint(["wished_id"], ["staff.id"], name=op.f("fk_support_request_wished_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_request")),
    )
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_request_above_id"), ["above_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_support_request_answered_by_id"), ["answered_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_support_request_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_head_id"), ["head_id"], unique=False)
        batch_op.create_index("ix_support_request_notice", ["next_notice_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_second_id"), ["second_id"], unique=False)
        batch_op.create_index("ix_support_request_state_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_request_wished_id"), ["wished_id"], unique=False)

    op.create_table(
        "case_outside_answer",
        sa.Column("outside_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_outside_answer_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["outside_id"], ["case_outside.id"], name=op.f("fk_case_outside_answer_outside_id_case_outside")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_outside_answer")),
    )
    with op.batch_alter_table("case_outside_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_outside_answer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_outside_answer_outside_id"), ["outside_id"], unique=False)

    op.create_table(
        "case_outside_paper",
        sa.Column("outside_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "letter",
                "answer",
                "decision",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_case_outside_paper_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["outside_id"], ["case_outside.id"], name=op.f("fk_case_outside_paper_outside_id_case_outside")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_outside_paper")),
    )
    with op.batch_alter_table("case_outside_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_outside_paper_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_outside_paper_outside_id"), ["outside_id"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("second_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("outside_since", sa.DateTime(), nullable=True))
        batch_op.create_index("ix_case_outside", ["outside_since"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_second_id"), ["second_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_case_second_id_staff"), "staff", ["second_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_case_second_is_another"), "second_id <> owner_id")
        _words(batch_op, "ck_case_channel", "channel", CHANNELS_AFTER)
        _words(batch_op, "ck_case_due_kind", "due_kind", DUES_AFTER)

    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outside_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_due_time_outside_id"), ["outside_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_due_time_outside_id_case_outside"), "case_outside", ["outside_id"], ["id"]
        )
        _words(batch_op, "ck_due_time_kind", "kind", DUES_AFTER)
        batch_op.create_check_constraint(
            batch_op.f("ck_due_time_outside_has_complaint"), "(kind = 'outside') = (outside_id IS NOT NULL)"
        )


def downgrade() -> None:
    op.execute("UPDATE \"case\" SET channel = 'staff' WHERE channel = 'regulator'")
    op.execute("UPDATE \"case\" SET due_at = NULL, due_kind = NULL WHERE due_kind = 'outside'")
    op.execute("DELETE FROM due_time WHERE kind = 'outside'")
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_due_time_outside_has_complaint"), type_="check")
        _words(batch_op, "ck_due_time_kind", "kind", DUES)
        batch_op.drop_constraint(batch_op.f("fk_due_time_outside_id_case_outside"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_due_time_outside_id"))
        batch_op.drop_column("outside_id")

    with op.batch_alter_table("case", schema=None) as batch_op:
        _words(batch_op, "ck_case_due_kind", "due_kind", DUES)
        _words(batch_op, "ck_case_channel", "channel", CHANNELS)
        batch_op.drop_constraint(batch_op.f("ck_case_second_is_another"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_case_second_id_staff"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_second_id"))
        batch_op.drop_index("ix_case_outside")
        batch_op.drop_column("outside_since")
        batch_op.drop_column("second_id")

    with op.batch_alter_table("case_outside_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_outside_paper_outside_id"))
        batch_op.drop_index(batch_op.f("ix_case_outside_paper_file_id"))

    op.drop_table("case_outside_paper")
    with op.batch_alter_table("case_outside_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_outside_answer_outside_id"))
        batch_op.drop_index(batch_op.f("ix_case_outside_answer_by_id"))

    op.drop_table("case_outside_answer")
    with op.batch_alter_table("support_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_request_wished_id"))
        batch_op.drop_index("ix_support_request_state_due")
        batch_op.drop_index(batch_op.f("ix_support_request_second_id"))
        batch_op.drop_index("ix_support_request_notice")
        batch_op.drop_index(batch_op.f("ix_support_request_head_id"))
        batch_op.drop_index(batch_op.f("ix_support_request_department_id"))
        batch_op.drop_index(batch_op.f("ix_support_request_case_id"))
        batch_op.drop_index(batch_op.f("ix_support_request_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_request_answered_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_request_above_id"))

    op.drop_table("support_request")
    with op.batch_alter_table("case_outside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_outside_number"))
        batch_op.drop_index(batch_op.f("ix_case_outside_closed_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_outside_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_outside_by_id"))

    op.drop_table("case_outside")


def _words(batch_op: BatchOperations, name: str, column: str, words: tuple[str, ...]) -> None:
    """Puts another list of words in the place of a check."""
    listed = ", ".join(f"'{word}'" for word in words)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
