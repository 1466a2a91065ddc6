"""Checklists, draws, inspections with their sheets, objections, corrections (Q-01)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "inspection"
down_revision = "improvement"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_checklist",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum(
                "case", "department", name="subject", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (published_at IS NULL) AND (published_at IS NULL) = (published_by_id IS NULL)",
            name=op.f("ck_inspection_checklist_published_has_moment"),
        ),
        sa.CheckConstraint(
            "author_id <> published_by_id", name=op.f("ck_inspection_checklist_published_by_another")
        ),
        sa.CheckConstraint("version_number >= 1", name=op.f("ck_inspection_checklist_version")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_inspection_checklist_author_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["staff.id"], name=op.f("fk_inspection_checklist_published_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_checklist")),
        sa.UniqueConstraint(
            "code", "version_number", name=op.f("uq_inspection_checklist_code_version_number")
        ),
    )
    with op.batch_alter_table("inspection_checklist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_checklist_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_checklist_published_by_id"), ["published_by_id"], unique=False
        )
        batch_op.create_index("ix_inspection_checklist_subject_state", ["subject", "state"], unique=False)

    op.create_table(
        "inspection_correction",
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("checker_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ordered",
                "reported",
                "accepted",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("check_due_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'reported') = (check_due_at IS NOT NULL)",
            name=op.f("ck_inspection_correction_check_has_due_time"),
        ),
        sa.CheckConstraint(
            "(state IN ('accepted', 'dropped')) = (ended_at IS NOT NULL)",
            name=op.f("ck_inspection_correction_ended_has_moment"),
        ),
        sa.CheckConstraint(
            "state = 'ordered' OR next_notice_at IS NULL",
            name=op.f("ck_inspection_correction_quiet_elsewhere"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_inspection_correction_says_what")),
        sa.CheckConstraint("round >= 1 AND minutes > 0", name=op.f("ck_inspection_correction_counts")),
        sa.ForeignKeyConstraint(
            ["checker_id"], ["staff.id"], name=op.f("fk_inspection_correction_checker_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_inspection_correction_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_correction")),
        sa.UniqueConstraint("about", name=op.f("uq_inspection_correction_about")),
    )
    with op.batch_alter_table("inspection_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_correction_checker_id"), ["checker_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_correction_department_id"), ["department_id"], unique=False
        )
        batch_op.create_index("ix_inspection_correction_notice", ["next_notice_at"], unique=False)
        batch_op.create_index("ix_inspection_correction_state_due", ["state", "due_at"], unique=False)

    op.create_table(
        "inspection_checklist_item",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_zh", sa.String(length=300), nullable=False),
        sa.Column("text_en", sa.String(length=300), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("killer", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "text_zh <> '' AND text_en <> ''", name=op.f("ck_inspection_checklist_item_says_what")
        ),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_inspection_checklist_item_weight")),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["inspection_checklist.id"],
            name=op.f("fk_inspection_checklist_item_checklist_id_inspection_checklist"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_checklist_item")),
        sa.UniqueConstraint(
            "checklist_id", "position", name=op.f("uq_inspection_checklist_item_checklist_id_position")
        ),
    )
    op.create_table(
        "inspection_correction_report",
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("accepted", "back", name="verdict", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "coalesce(verdict, '') <> 'back' OR remark <> ''",
            name=op.f("ck_inspection_correction_report_back_says_why"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_inspection_correction_report_says_what")),
        sa.CheckConstraint(
            "(verdict IS NULL) = (checked_at IS NULL) AND (verdict IS NULL) = (checked_by_id IS NULL)",
            name=op.f("ck_inspection_correction_report_check_is_whole"),
        ),
        sa.CheckConstraint(
            "checked_by_id <> by_id", name=op.f("ck_inspection_correction_report_checked_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff.id"], name=op.f("fk_inspection_correction_report_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["staff.id"], name=op.f("fk_inspection_correction_report_checked_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["inspection_correction.id"],
            name=op.f("fk_inspection_correction_report_correction_id_inspection_correction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_correction_report")),
        sa.UniqueConstraint(
            "correction_id", "round", name=op.f("uq_inspection_correction_report_correction_id_round")
        ),
    )
    with op.batch_alter_table("inspection_correction_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_correction_report_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_correction_report_checked_by_id"), ["checked_by_id"], unique=False
        )

    op.create_table(
        "inspection_draw",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column(
            "frame",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("seed <> ''", name=op.f("ck_inspection_draw_has_seed")),
        sa.CheckConstraint("drawn >= 0 AND eligible >= drawn", name=op.f("ck_inspection_draw_counts")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_inspection_draw_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["inspection_checklist.id"],
            name=op.f("fk_inspection_draw_checklist_id_inspection_checklist"),
        ),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_inspection_draw_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_draw")),
        sa.UniqueConstraint("month", name=op.f("uq_inspection_draw_month")),
    )
    with op.batch_alter_table("inspection_draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_draw_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_draw_checklist_id"), ["checklist_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "random",
                "grade_three",
                "risk",
                "calibration",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stratum", sa.String(length=120), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("inspector_id", sa.Integer(), nullable=True),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drawn",
                "passed",
                "failed",
                "overturned",
                "compared",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("scored_at", sa.DateTime(), nullable=True),
        sa.Column("object_until", sa.DateTime(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=True),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(ground = 'calibration') = (draw_id IS NULL)", name=op.f("ck_inspection_drawn_from")
        ),
        sa.CheckConstraint(
            "(state = 'drawn') = (scored_at IS NULL)", name=op.f("ck_inspection_scored_has_moment")
        ),
        sa.CheckConstraint(
            "(state IN ('failed', 'overturned')) = (object_until IS NOT NULL)",
            name=op.f("ck_inspection_failed_may_be_objected_to"),
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR correction_id IS NOT NULL", name=op.f("ck_inspection_failed_is_corrected")
        ),
        sa.CheckConstraint(
            "state IN ('drawn', 'compared') OR inspector_id IS NOT NULL",
            name=op.f("ck_inspection_scored_by_somebody"),
        ),
        sa.CheckConstraint("inspector_id <> person_id", name=op.f("ck_inspection_inspected_by_another")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_inspection_case_id_case")),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["inspection_checklist.id"],
            name=op.f("fk_inspection_checklist_id_inspection_checklist"),
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["inspection_correction.id"],
            name=op.f("fk_inspection_correction_id_inspection_correction"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_inspection_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["inspection_draw.id"], name=op.f("fk_inspection_draw_id_inspection_draw")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["staff.id"], name=op.f("fk_inspection_inspector_id_staff")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["staff.id"], name=op.f("fk_inspection_person_id_staff")),
        sa.ForeignKeyConstraint(
            ["rulebook_id"], ["rulebook.id"], name=op.f("fk_inspection_rulebook_id_rulebook")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("draw_id", "case_id", name=op.f("uq_inspection_draw_id_case_id")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_checklist_id"), ["checklist_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_correction_id"), ["correction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index("ix_inspection_inspector_state", ["inspector_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_inspection_state_scored", ["state", "scored_at"], unique=False)

    op.create_table(
        "inspection_correction_file",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_inspection_correction_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["inspection_correction_report.id"],
            name=op.f("fk_inspection_correction_file_report_id_inspection_correction_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_correction_file")),
        sa.UniqueConstraint(
            "report_id", "file_id", name=op.f("uq_inspection_correction_file_report_id_file_id")
        ),
    )
    with op.batch_alter_table("inspection_correction_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_correction_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "inspection_objection",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (reason = '')",
            name=op.f("ck_inspection_objection_decision_is_whole"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_inspection_objection_says_why")),
        sa.CheckConstraint("decided_by_id <> by_id", name=op.f("ck_inspection_objection_decided_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_inspection_objection_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name=op.f("fk_inspection_objection_decided_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_objection_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_objection")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_inspection_objection_inspection_id")),
    )
    with op.batch_alter_table("inspection_objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_objection_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_objection_decided_by_id"), ["decided_by_id"], unique=False
        )

    op.create_table(
        "inspection_sheet",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "first",
                "second",
                "calibration",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("killed", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(done_at IS NULL) = (percent IS NULL) AND (done_at IS NULL) = (passed IS NULL)",
            name=op.f("ck_inspection_sheet_done_has_result"),
        ),
        sa.CheckConstraint("NOT killed OR NOT passed", name=op.f("ck_inspection_sheet_killed_fails")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_inspection_sheet_percent")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_inspection_sheet_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_sheet_inspection_id_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_sheet")),
        sa.UniqueConstraint("inspection_id", "by_id", name=op.f("uq_inspection_sheet_inspection_id_by_id")),
    )
    with op.batch_alter_table("inspection_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_sheet_by_id"), ["by_id"], unique=False)

    op.create_table(
        "inspection_score",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
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
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "mark IN ('met', 'not_applicable') OR note <> ''", name=op.f("ck_inspection_score_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["inspection_checklist_item.id"],
            name=op.f("fk_inspection_score_item_id_inspection_checklist_item"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["inspection_sheet.id"], name=op.f("fk_inspection_score_sheet_id_inspection_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_score")),
        sa.UniqueConstraint("sheet_id", "item_id", name=op.f("uq_inspection_score_sheet_id_item_id")),
    )
    with op.batch_alter_table("inspection_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_score_item_id"), ["item_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("inspection_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_score_item_id"))

    op.drop_table("inspection_score")
    with op.batch_alter_table("inspection_sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_sheet_by_id"))

    op.drop_table("inspection_sheet")
    with op.batch_alter_table("inspection_objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_objection_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_objection_by_id"))

    op.drop_table("inspection_objection")
    with op.batch_alter_table("inspection_correction_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_correction_file_file_id"))

    op.drop_table("inspection_correction_file")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_state_scored")
        batch_op.drop_index(batch_op.f("ix_inspection_person_id"))
        batch_op.drop_index("ix_inspection_inspector_state")
        batch_op.drop_index(batch_op.f("ix_inspection_draw_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_department_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_correction_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_checklist_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_case_id"))

    op.drop_table("inspection")
    with op.batch_alter_table("inspection_draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_draw_checklist_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_draw_by_id"))

    op.drop_table("inspection_draw")
    with op.batch_alter_table("inspection_correction_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_correction_report_checked_by_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_correction_report_by_id"))

    op.drop_table("inspection_correction_report")
    op.drop_table("inspection_checklist_item")
    with op.batch_alter_table("inspection_correction", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_correction_state_due")
        batch_op.drop_index("ix_inspection_correction_notice")
        batch_op.drop_index(batch_op.f("ix_inspection_correction_department_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_correction_checker_id"))

    op.drop_table("inspection_correction")
    with op.batch_alter_table("inspection_checklist", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_checklist_subject_state")
        batch_op.drop_index(batch_op.f("ix_inspection_checklist_published_by_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_checklist_author_id"))

    op.drop_table("inspection_checklist")
