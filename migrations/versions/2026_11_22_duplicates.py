"""Keep which cases belong together, and by which signs like texts are found (T-06)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "duplicates"
down_revision = "grave"
branch_labels = None
depends_on = None

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
    "closed",
    "withdrawn",
)
LETTERS_AFTER = (*LETTERS[:-2], "merged", *LETTERS[-2:])
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
)
CLOSINGS_AFTER = (*CLOSINGS, "merged")
OVERTAKEN = (
    "answered",
    "closed",
    "expired",
    "newer",
    "reopened",
    "replied",
    "unwanted",
    "went_on",
    "withdrawn",
)
OVERTAKEN_AFTER = (*OVERTAKEN[:6], "separated", *OVERTAKEN[6:])
THINS = {"message_template"}
"""Tables that lose rows on the way down: those of kinds that were not known before."""


def upgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        _kinds(batch_op, "ck_case_closing", "closing", CLOSINGS_AFTER)
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_case_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index("ix_case_contact_phone", ["contact_phone"], unique=False)
        batch_op.create_index("ix_case_contact_email", ["contact_email"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_case_merged_into_id_case"), "case", ["merged_into_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_case_merged_into_another"),
            "(coalesce(closing, '') = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id <> id",
        )
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _kinds(batch_op, "ck_message_template_kind", "kind", LETTERS_AFTER)
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        _kinds(batch_op, "ck_outbox_message_overtaken_by", "overtaken_by", OVERTAKEN_AFTER)
    _create_belonging()


def downgrade() -> None:
    op.execute("DELETE FROM message_template WHERE kind = 'merged'")
    op.execute("UPDATE outbox_message SET overtaken_by = 'reopened' WHERE overtaken_by = 'separated'")
    for table in ("case_sign", "case_link", "case_merge"):
        op.drop_table(table)
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        _kinds(batch_op, "ck_outbox_message_overtaken_by", "overtaken_by", OVERTAKEN)
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        _kinds(batch_op, "ck_message_template_kind", "kind", LETTERS)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_case_merged_into_another"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_case_merged_into_id_case"), type_="foreignkey")
        for index in ("ix_case_merged_into_id", "ix_case_contact_phone", "ix_case_contact_email"):
            batch_op.drop_index(index)
        batch_op.drop_column("merged_into_id")
    op.execute("UPDATE \"case\" SET closing = 'withdrawn' WHERE closing = 'merged'")
    with op.batch_alter_table("case", schema=None) as batch_op:
        _kinds(batch_op, "ck_case_closing", "closing", CLOSINGS)


def _create_belonging() -> None:
    """The tables of cases that belong together, and of the signs by which like texts are found."""
    op.create_table(
        "case_merge",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "state_before",
            sa.Enum(
                "new",
                "assigned",
                "handling",
                "waiting",
                "review",
                "approved",
                "answered",
                "closed",
                name="state_before",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("separated_by_id", sa.Integer(), nullable=True),
        sa.Column("separated_at", sa.DateTime(), nullable=True),
        sa.Column("separated_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("case_id <> into_id", name=op.f("ck_case_merge_into_another")),
        sa.CheckConstraint(
            "state_before IN ('new', 'assigned', 'handling', 'waiting')",
            name=op.f("ck_case_merge_before_a_result"),
        ),
        sa.CheckConstraint(
            "(separated_at IS NULL) = (separated_by_id IS NULL)"
            " AND (separated_at IS NULL) = (separated_because = '')",
            name=op.f("ck_case_merge_separation_says_why"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_merge_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_merge_case_id_case")),
        sa.ForeignKeyConstraint(["into_id"], ["case.id"], name=op.f("fk_case_merge_into_id_case")),
        sa.ForeignKeyConstraint(
            ["separated_by_id"], ["staff.id"], name=op.f("fk_case_merge_separated_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_merge")),
    )
    with op.batch_alter_table("case_merge", schema=None) as batch_op:
        for column in ("by_id", "case_id", "into_id", "separated_by_id"):
            batch_op.create_index(batch_op.f(f"ix_case_merge_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_case_merge_holds",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("separated_at IS NULL"),
            postgresql_where=sa.text("separated_at IS NULL"),
        )
    op.create_table(
        "case_link",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("case_id < other_id", name=op.f("ck_case_link_in_one_order")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_link_says_why")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_because = '')",
            name=op.f("ck_case_link_ending_says_why"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_link_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_link_case_id_case")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff.id"], name=op.f("fk_case_link_ended_by_id_staff")),
        sa.ForeignKeyConstraint(["other_id"], ["case.id"], name=op.f("fk_case_link_other_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        for column in ("by_id", "case_id", "ended_by_id", "other_id"):
            batch_op.create_index(batch_op.f(f"ix_case_link_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_case_link_holds",
            ["case_id", "other_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
    op.create_table(
        "case_sign",
        sa.Column("sign", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_sign_case_id_case")),
        sa.PrimaryKeyConstraint("sign", "case_id", name=op.f("pk_case_sign")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("case_sign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_sign_case_id"), ["case_id"], unique=False)


def _kinds(batch_op: BatchOperations, name: str, column: str, kinds: tuple[str, ...]) -> None:
    """Puts another list of words in the place of a check."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    batch_op.drop_constraint(batch_op.f(name), type_="check")
    batch_op.create_check_constraint(batch_op.f(name), f"{column} IN ({listed})")
