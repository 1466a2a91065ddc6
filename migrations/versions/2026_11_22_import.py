"""Keep imports and where cases came from (V-09)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "import"
down_revision = "search"
branch_labels = None
depends_on = None

BEFORE = (
    "confirmed",
    "satisfied",
    "neutral",
    "no_answer",
    "malicious",
    "leading_group",
    "on_the_spot",
    "withdrawn",
)
AFTER = (*BEFORE, "elsewhere")


def upgrade() -> None:
    op.create_table(
        "case_import",
        sa.Column("submission", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "choosing",
                "checking",
                "checked",
                "working",
                "done",
                "cancelled",
                "refused",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "headers",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "columns",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("open_rows", sa.Integer(), nullable=False),
        sa.Column("closed_rows", sa.Integer(), nullable=False),
        sa.Column("mailable", sa.Integer(), nullable=False),
        sa.Column("skip_known", sa.Boolean(), nullable=False),
        sa.Column("letters", sa.Boolean(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(length=40), nullable=False),
        sa.Column(
            "trouble_facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "NOT state IN ('working', 'done') OR (started_at IS NOT NULL AND started_by_id IS NOT NULL)",
            name=op.f("ck_case_import_started_by_somebody"),
        ),
        sa.CheckConstraint(
            "claim IS NULL OR state IN ('reading', 'checking', 'working')",
            name=op.f("ck_case_import_claimed_while_busy"),
        ),
        sa.CheckConstraint("state <> 'done' OR faulty = 0", name=op.f("ck_case_import_done_without_faults")),
        sa.CheckConstraint(
            "state <> 'refused' OR trouble <> ''", name=op.f("ck_case_import_refused_says_why")
        ),
        sa.CheckConstraint(
            "state IN ('done', 'cancelled', 'refused') = (ended_at IS NOT NULL)",
            name=op.f("ck_case_import_ended_has_moment"),
        ),
        sa.CheckConstraint(
            "(claim IS NULL) = (claimed_until IS NULL)", name=op.f("ck_case_import_claim_ends")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_import_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_case_import_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["staff.id"], name=op.f("fk_case_import_started_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_import")),
        sa.UniqueConstraint("submission", name=op.f("uq_case_import_submission")),
    )
    with op.batch_alter_table("case_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_import_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_import_started_by_id"), ["started_by_id"], unique=False)
        batch_op.create_index("ix_case_import_state", ["state", "claimed_until"], unique=False)
        batch_op.create_index(
            "uq_case_import_done_sha256",
            ["sha256"],
            unique=True,
            sqlite_where=sa.text("state = 'done'"),
            postgresql_where=sa.text("state = 'done'"),
        )

    op.create_table(
        "case_import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("external", sa.String(length=60), nullable=False),
        sa.Column(
            "cells",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "meaning",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "faults",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("faulty", sa.Boolean(), nullable=False),
        sa.Column("known_case_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("line >= 1", name=op.f("ck_case_import_row_line")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_import_row_case_id_case")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["case_import.id"], name=op.f("fk_case_import_row_import_id_case_import")
        ),
        sa.ForeignKeyConstraint(
            ["known_case_id"], ["case.id"], name=op.f("fk_case_import_row_known_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_import_row")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_case_import_row_import_id_line")),
    )
    with op.batch_alter_table("case_import_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_import_row_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_case_import_row_faulty", ["import_id", "faulty", "line"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_import_row_known_case_id"), ["known_case_id"], unique=False)

    op.create_table(
        "case_origin",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_origin_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_origin")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_origin_case_id")),
        sa.UniqueConstraint("source", "number", name=op.f("uq_case_origin_source_number")),
    )
    with op.batch_alter_table("case_origin", schema=None) as batch_op:
        batch_op.create_index("ix_case_origin_number", ["number"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        _closings(batch_op, AFTER)


def downgrade() -> None:
    op.execute("UPDATE \"case\" SET closing = 'no_answer' WHERE closing = 'elsewhere'")
    with op.batch_alter_table("case", schema=None) as batch_op:
        _closings(batch_op, BEFORE)

    with op.batch_alter_table("case_origin", schema=None) as batch_op:
        batch_op.drop_index("ix_case_origin_number")

    op.drop_table("case_origin")
    with op.batch_alter_table("case_import_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_import_row_known_case_id"))
        batch_op.drop_index("ix_case_import_row_faulty")
        batch_op.drop_index(batch_op.f("ix_case_import_row_case_id"))

    op.drop_table("case_import_row")
    with op.batch_alter_table("case_import", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_import_done_sha256",
            sqlite_where=sa.text("state = 'done'"),
            postgresql_where=sa.text("state = 'done'"),
        )
        batch_op.drop_index("ix_case_import_state")
        batch_op.drop_index(batch_op.f("ix_case_import_started_by_id"))
        batch_op.drop_index(batch_op.f("ix_case_import_file_id"))
        batch_op.drop_index(batch_op.f("ix_case_import_by_id"))

    op.drop_table("case_import")


def _closings(batch_op: BatchOperations, closings: tuple[str, ...]) -> None:
    """Puts another list of endings in the place of the check."""
    listed = ", ".join(f"'{closing}'" for closing in closings)
    batch_op.drop_constraint(batch_op.f("ck_case_closing"), type_="check")
    batch_op.create_check_constraint(batch_op.f("ck_case_closing"), f"closing IN ({listed})")
