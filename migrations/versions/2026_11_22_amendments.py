"""Keep drafts of the rulebook, and which rules a case goes by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "amendments"
down_revision = "mailbox"
branch_labels = None
depends_on = None

SECTIONS = (
    "categories",
    "routes",
    "criteria",
    "urgency",
    "importance",
    "grades",
    "channels",
    "hours",
    "holidays",
    "reminders",
    "limits",
)


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("state", _words("state", "editing", "submitted", "approved", "discarded"), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("document", _json(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("apply_to_open", sa.Boolean(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=True),
        sa.Column("reckoned_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "live = (state IN ('editing', 'submitted'))", name=op.f("ck_amendment_live_by_state")
        ),
        sa.CheckConstraint(
            "live = (ended_at IS NULL) AND live = (ended_by_id IS NULL)", name=op.f("ck_amendment_ended")
        ),
        sa.CheckConstraint(
            "(state = 'approved') = (rulebook_id IS NOT NULL)",
            name=op.f("ck_amendment_approved_is_an_edition"),
        ),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (submitted_by_id IS NULL)"
            " AND (state NOT IN ('submitted', 'approved') OR submitted_at IS NOT NULL)",
            name=op.f("ck_amendment_submitted"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR ended_by_id <> submitted_by_id", name=op.f("ck_amendment_second_person")
        ),
        sa.CheckConstraint(
            "state <> 'discarded' OR ended_because <> ''", name=op.f("ck_amendment_discarded_says_why")
        ),
        sa.CheckConstraint(
            "(returned_at IS NULL) = (returned_by_id IS NULL)"
            " AND (returned_at IS NULL) = (returned_because = '')",
            name=op.f("ck_amendment_returned"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_amendment_{column}_{table}"))
            for column, table in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        for column in KEYS:
            batch_op.create_index(batch_op.f(f"ix_amendment_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_amendment_live",
            ["live"],
            unique=True,
            sqlite_where=sa.text("live IS 1"),
            postgresql_where=sa.text("live IS true"),
        )

    op.create_table(
        "amendment_edit",
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("section", _words("section", *SECTIONS), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("edit", _words("edit", "added", "changed", "removed", "retired", "restored"), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_edit_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_amendment_edit_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_edit")),
    )
    with op.batch_alter_table("amendment_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_edit_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_edit_by_id"), ["by_id"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        for column in ("timed_by_id", "reckoned_by_id"):
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_case_{column}_rulebook"), "rulebook", [column], ["id"]
            )


def downgrade() -> None:
    with op.batch_alter_table("case", schema=None) as batch_op:
        for column in ("reckoned_by_id", "timed_by_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_case_{column}_rulebook"), type_="foreignkey")
            batch_op.drop_column(column)
    op.drop_table("amendment_edit")
    op.drop_table("amendment")


KEYS = {
    "base_id": "rulebook",
    "started_by_id": "staff",
    "submitted_by_id": "staff",
    "returned_by_id": "staff",
    "ended_by_id": "staff",
    "rulebook_id": "rulebook",
}


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _json() -> sa.JSON:
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
