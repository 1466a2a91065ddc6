"""Keep inspections of departments; remind of late sheets, checks and objections; files on sheets."""

import sqlalchemy as sa
from alembic import op

revision = "supervision"
down_revision = "monthly"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supervision_inspection",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_by_id", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "under_way",
                "answering",
                "answered",
                "closed",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("killed", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("answer_due_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("dropped_because", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (answer = '') AND (state <> 'answered' OR answered_at IS NOT NULL) AND (answered_at IS NULL OR state IN ('answered', 'closed'))",
            name=op.f("ck_supervision_inspection_answer_is_whole"),
        ),
        sa.CheckConstraint(
            "(state IN ('answering', 'answered', 'closed')) = (sent_at IS NOT NULL) AND (sent_at IS NULL) = (answer_due_at IS NULL) AND (sent_at IS NULL) = (percent IS NULL) AND (sent_at IS NULL) = (passed IS NULL)",
            name=op.f("ck_supervision_inspection_sent_has_result"),
        ),
        sa.CheckConstraint(
            "(state IN ('closed', 'dropped')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL) AND (state = 'closed') = (conclusion <> '') AND (state = 'dropped') = (dropped_because <> '')",
            name=op.f("ck_supervision_inspection_ended_says_what"),
        ),
        sa.CheckConstraint("scope <> ''", name=op.f("ck_supervision_inspection_says_what")),
        sa.CheckConstraint("NOT killed OR NOT passed", name=op.f("ck_supervision_inspection_killed_fails")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_supervision_inspection_days_in_order")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_supervision_inspection_percent")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["staff.id"], name=op.f("fk_supervision_inspection_answered_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["inspection_checklist.id"],
            name=op.f("fk_supervision_inspection_checklist_id_inspection_checklist"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_supervision_inspection_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_supervision_inspection_ended_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["staff.id"], name=op.f("fk_supervision_inspection_leader_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["staff.id"], name=op.f("fk_supervision_inspection_planned_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_supervision_inspection_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_inspection")),
        sa.UniqueConstraint("number", name=op.f("uq_supervision_inspection_number")),
    )
    with op.batch_alter_table("supervision_inspection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_inspection_answered_by_id"), ["answered_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_inspection_checklist_id"), ["checklist_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_inspection_department_id"), ["department_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_supervision_inspection_ended_by_id"), ["ended_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_supervision_inspection_leader_id"), ["leader_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_supervision_inspection_planned_by_id"), ["planned_by_id"], unique=False
        )
        batch_op.create_index(
            "ix_supervision_inspection_state_planned", ["state", "planned_on"], unique=False
        )

    op.create_table(
        "supervision_finding",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "met",
                "partly",
                "not_met",
                "not_applicable",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("evidence", sa.String(length=300), nullable=False),
        sa.Column("remedy", sa.String(length=1000), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=1000), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "correction_id IS NULL OR (remedy <> '' AND withdrawn_because = '')",
            name=op.f("ck_supervision_finding_corrects_what_stands"),
        ),
        sa.CheckConstraint(
            "mark IN ('met', 'not_applicable') OR note <> ''", name=op.f("ck_supervision_finding_says_why")
        ),
        sa.CheckConstraint(
            "remedy = '' OR mark IN ('partly', 'not_met')",
            name=op.f("ck_supervision_finding_remedy_of_a_fault"),
        ),
        sa.CheckConstraint(
            "withdrawn_because = '' OR mark IN ('partly', 'not_met')",
            name=op.f("ck_supervision_finding_fault_withdrawn"),
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["inspection_correction.id"],
            name=op.f("fk_supervision_finding_correction_id_inspection_correction"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["supervision_inspection.id"],
            name=op.f("fk_supervision_finding_inspection_id_supervision_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["inspection_checklist_item.id"],
            name=op.f("fk_supervision_finding_item_id_inspection_checklist_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_finding")),
        sa.UniqueConstraint(
            "inspection_id", "item_id", name=op.f("uq_supervision_finding_inspection_id_item_id")
        ),
    )
    with op.batch_alter_table("supervision_finding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_finding_correction_id"), ["correction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_supervision_finding_item_id"), ["item_id"], unique=False)

    op.create_table(
        "supervision_inspector",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["supervision_inspection.id"],
            name=op.f("fk_supervision_inspector_inspection_id_supervision_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_supervision_inspector_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_inspector")),
        sa.UniqueConstraint(
            "inspection_id", "staff_id", name=op.f("uq_supervision_inspector_inspection_id_staff_id")
        ),
    )
    with op.batch_alter_table("supervision_inspector", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_inspector_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "inspection_sheet_file",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_inspection_sheet_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["inspection_sheet.id"],
            name=op.f("fk_inspection_sheet_file_sheet_id_inspection_sheet"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sheet_file")),
        sa.UniqueConstraint("sheet_id", "file_id", name=op.f("uq_inspection_sheet_file_sheet_id_file_id")),
    )
    with op.batch_alter_table("inspection_sheet_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_sheet_file_file_id"), ["file_id"], unique=False)

    with op.batch_alter_table("inspection_checklist", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edits", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("inspection_correction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("check_reminded_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("inspection_objection", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("inspection_sheet", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("inspection_sheet", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")

    with op.batch_alter_table("inspection_objection", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")

    with op.batch_alter_table("inspection_correction", schema=None) as batch_op:
        batch_op.drop_column("check_reminded_at")

    with op.batch_alter_table("inspection_checklist", schema=None) as batch_op:
        batch_op.drop_column("edits")

    with op.batch_alter_table("inspection_sheet_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_sheet_file_file_id"))

    op.drop_table("inspection_sheet_file")
    with op.batch_alter_table("supervision_inspector", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_inspector_staff_id"))

    op.drop_table("supervision_inspector")
    with op.batch_alter_table("supervision_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_finding_item_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_finding_correction_id"))

    op.drop_table("supervision_finding")
    with op.batch_alter_table("supervision_inspection", schema=None) as batch_op:
        batch_op.drop_index("ix_supervision_inspection_state_planned")
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_planned_by_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_leader_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_department_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_checklist_id"))
        batch_op.drop_index(batch_op.f("ix_supervision_inspection_answered_by_id"))

    op.drop_table("supervision_inspection")
