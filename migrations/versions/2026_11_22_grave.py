"""Keep what grave cases ask for: meetings with action items, special reports, compensation."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "grave"
down_revision = "amendments"
branch_labels = None
depends_on = None

BEFORE = ("first_response", "plan", "result", "review", "tell", "decision", "assist", "progress")
NEW = (
    "meeting",
    "special_report",
    "acknowledgement",
    "legal_opinion",
    "compensation",
    "payment",
    "consultation",
)
THINS = {"due_time", "due_time_pause"}
"""Tables that lose rows on the way down: those of kinds that were not known before."""


def upgrade() -> None:
    op.create_table(
        "case_meeting",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "emergency", "consultation", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "called",
                "held",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("decisions", sa.String(), nullable=False),
        sa.Column("minuted_by_id", sa.Integer(), nullable=True),
        sa.Column("minuted_at", sa.DateTime(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("lead_department_id", sa.Integer(), nullable=True),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'held') = (held_at IS NOT NULL) AND (state = 'held') = (minuted_by_id IS NOT NULL) AND (state = 'held') = (minuted_at IS NOT NULL)",
            name=op.f("ck_case_meeting_held_has_minutes"),
        ),
        sa.CheckConstraint(
            "state <> 'held' OR decisions <> ''", name=op.f("ck_case_meeting_held_has_decisions")
        ),
        sa.CheckConstraint(
            "(kind = 'consultation') = (question <> '')", name=op.f("ck_case_meeting_consultation_asks")
        ),
        sa.CheckConstraint(
            "(kind = 'consultation' AND state = 'held') = (lead_department_id IS NOT NULL)",
            name=op.f("ck_case_meeting_consultation_decides"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_meeting_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["lead_department_id"],
            ["department.id"],
            name=op.f("fk_case_meeting_lead_department_id_department"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_meeting_case_id_case")),
        sa.ForeignKeyConstraint(
            ["minuted_by_id"], ["staff.id"], name=op.f("fk_case_meeting_minuted_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_meeting")),
    )
    with op.batch_alter_table("case_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_meeting_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_meeting_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_meeting_minuted_by_id"), ["minuted_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_meeting_lead_department_id"), ["lead_department_id"], unique=False
        )
        batch_op.create_index(
            "uq_case_meeting_called",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state = 'called'"),
            postgresql_where=sa.text("state = 'called'"),
        )

    op.create_table(
        "case_meeting_department",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("assists", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_case_meeting_department_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["case_meeting.id"],
            name=op.f("fk_case_meeting_department_meeting_id_case_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_meeting_department")),
        sa.UniqueConstraint(
            "meeting_id",
            "department_id",
            name=op.f("uq_case_meeting_department_meeting_id_department_id"),
        ),
    )
    with op.batch_alter_table("case_meeting_department", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_meeting_department_department_id"), ["department_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_case_meeting_department_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "case_special_report",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("responsibility", sa.String(), nullable=False),
        sa.Column("prevention", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "acknowledged",
                "returned",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('acknowledged', 'returned')) = (reviewer_id IS NOT NULL) AND (state IN ('acknowledged', 'returned')) = (reviewed_at IS NOT NULL)",
            name=op.f("ck_case_special_report_verdict_has_reader"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR review <> ''", name=op.f("ck_case_special_report_returned_says_why")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'dropped') OR (cause <> '' AND effect <> '' AND measures <> '' AND responsibility <> '' AND prevention <> '')",
            name=op.f("ck_case_special_report_submitted_is_whole"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'acknowledged', 'returned') OR submitted_at IS NOT NULL",
            name=op.f("ck_case_special_report_submitted_has_moment"),
        ),
        sa.CheckConstraint("reviewer_id <> by_id", name=op.f("ck_case_special_report_read_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_special_report_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_special_report_case_id_case")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name=op.f("fk_case_special_report_reviewer_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_special_report")),
    )
    with op.batch_alter_table("case_special_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_special_report_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_special_report_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_special_report_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(
            "uq_case_special_report_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'submitted')"),
            postgresql_where=sa.text("state IN ('draft', 'submitted')"),
        )

    op.create_table(
        "case_action_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_case_action_item_done_by_somebody")
        ),
        sa.CheckConstraint(
            "done_at IS NULL OR dropped_at IS NULL", name=op.f("ck_case_action_item_ends_once")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["staff.id"], name=op.f("fk_case_action_item_done_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["case_meeting.id"], name=op.f("fk_case_action_item_meeting_id_case_meeting")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_case_action_item_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_action_item")),
    )
    with op.batch_alter_table("case_action_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_action_item_done_by_id"), ["done_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_action_item_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_action_item_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "case_meeting_attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["case_meeting.id"],
            name=op.f("fk_case_meeting_attendance_meeting_id_case_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_case_meeting_attendance_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_meeting_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "staff_id", name=op.f("uq_case_meeting_attendance_meeting_id_staff_id")
        ),
    )
    with op.batch_alter_table("case_meeting_attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_meeting_attendance_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_meeting_attendance_staff_id"), ["staff_id"], unique=False)
    op.create_table(
        "case_compensation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "refund",
                "credit",
                "gift",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "approver",
            sa.Enum(
                "head",
                "finance",
                "leading_group",
                name="approver",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "opinion",
                "approval",
                "payment",
                "paid",
                "refused",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opinion_by_id", sa.Integer(), nullable=True),
        sa.Column("opinion_at", sa.DateTime(), nullable=True),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum(
                "low", "medium", "high", name="risk", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=True),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("dropped_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(opinion_by_id IS NULL) = (opinion_at IS NULL) AND (opinion_by_id IS NULL) = (risk IS NULL) AND (opinion_by_id IS NULL) = (opinion = '')",
            name=op.f("ck_case_compensation_opinion_is_whole"),
        ),
        sa.CheckConstraint(
            "(state = 'paid') = (paid_at IS NOT NULL) AND (state = 'paid') = (paid_by_id IS NOT NULL) AND (state = 'paid') = (reference <> '')",
            name=op.f("ck_case_compensation_paid_has_reference"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR decision <> ''", name=op.f("ck_case_compensation_refusal_has_reason")
        ),
        sa.CheckConstraint(
            "state NOT IN ('payment', 'paid', 'refused') OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_case_compensation_decided_has_person"),
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_case_compensation_amount")),
        sa.CheckConstraint("decided_by_id <> by_id", name=op.f("ck_case_compensation_decided_by_another")),
        sa.CheckConstraint("opinion_by_id <> by_id", name=op.f("ck_case_compensation_advised_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_compensation_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_compensation_case_id_case")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_case_compensation_decided_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["opinion_by_id"], ["staff.id"], name=op.f("fk_case_compensation_opinion_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["paid_by_id"], ["staff.id"], name=op.f("fk_case_compensation_paid_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_compensation")),
    )
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_compensation_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_compensation_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_compensation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_compensation_decided_by_id"), ["decided_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_case_compensation_opinion_by_id"), ["opinion_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_compensation_paid_by_id"), ["paid_by_id"], unique=False)
        batch_op.create_index(
            "uq_case_compensation_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('opinion', 'approval', 'payment')"),
            postgresql_where=sa.text("state IN ('opinion', 'approval', 'payment')"),
        )
        batch_op.create_index(
            "uq_case_compensation_reference",
            ["reference"],
            unique=True,
            sqlite_where=sa.text("state = 'paid'"),
            postgresql_where=sa.text("state = 'paid'"),
        )
    _due_kinds((*BEFORE, *NEW))


def downgrade() -> None:
    new = ", ".join(f"'{kind}'" for kind in NEW)
    op.execute(f'UPDATE "case" SET due_at = NULL, due_kind = NULL WHERE due_kind IN ({new})')
    op.execute(
        f"DELETE FROM due_time_pause WHERE due_time_id IN (SELECT id FROM due_time WHERE kind IN ({new}))"
    )
    op.execute(f"DELETE FROM due_time WHERE kind IN ({new})")
    _due_kinds(BEFORE)
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_compensation_reference",
            sqlite_where=sa.text("state = 'paid'"),
            postgresql_where=sa.text("state = 'paid'"),
        )
        batch_op.drop_index(
            "uq_case_compensation_open",
            sqlite_where=sa.text("state IN ('opinion', 'approval', 'payment')"),
            postgresql_where=sa.text("state IN ('opinion', 'approval', 'payment')"),
        )
        batch_op.drop_index(batch_op.f("ix_case_compensation_paid_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_compensation_opinion_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_compensation_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_compensation_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_compensation_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_compensation_at"))

    op.drop_table("case_compensation")
    with op.batch_alter_table("case_meeting_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_meeting_attendance_staff_id"))
        batch_op.drop_index(batch_op.f("ix_case_meeting_attendance_meeting_id"))

    op.drop_table("case_meeting_attendance")
    with op.batch_alter_table("case_action_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_action_item_owner_id"))
        batch_op.drop_index(batch_op.f("ix_case_action_item_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_case_action_item_done_by_id"))

    op.drop_table("case_action_item")
    with op.batch_alter_table("case_special_report", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_special_report_open",
            sqlite_where=sa.text("state IN ('draft', 'submitted')"),
            postgresql_where=sa.text("state IN ('draft', 'submitted')"),
        )
        batch_op.drop_index(batch_op.f("ix_case_special_report_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_case_special_report_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_special_report_by_id"))

    op.drop_table("case_special_report")
    with op.batch_alter_table("case_meeting_department", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_meeting_department_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_case_meeting_department_department_id"))

    op.drop_table("case_meeting_department")
    with op.batch_alter_table("case_meeting", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_meeting_called",
            sqlite_where=sa.text("state = 'called'"),
            postgresql_where=sa.text("state = 'called'"),
        )
        batch_op.drop_index(batch_op.f("ix_case_meeting_lead_department_id"))
        batch_op.drop_index(batch_op.f("ix_case_meeting_minuted_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_meeting_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_meeting_by_id"))

    op.drop_table("case_meeting")


def _due_kinds(kinds: tuple[str, ...]) -> None:
    """Puts another list of due kinds in the place of the two checks."""
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        _words(batch_op, "ck_due_time_kind", "kind", kinds)
    with op.batch_alter_table("case", schema=None) as batch_op:
        _words(batch_op, "ck_case_due_kind", "due_kind", kinds)


def _words(batch_op: BatchOperations, name: str, column: str, words: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
