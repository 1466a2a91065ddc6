"""A published typical case keeps its versions: what is published now is the first."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "lesson_versions"
down_revision = "question_kinds"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
IN_MAKING = sa.text("state IN ('writing', 'review')")
FIRST = """
INSERT INTO typical_case_version (
  typical_case_id, number, edits, state, title, happened, went_well, went_badly, to_learn, kept, change,
  written_by_id, written_at, confirmed_by_id, confirmed_at, returned_because, reviewed_by_id, published_at,
  created_at, changed_at)
SELECT id, 1, 1, 'published', title, happened, went_well, went_badly, to_learn, kept, '',
  written_by_id, submitted_at, cleaned_by_id, cleaned_at, '', reviewed_by_id, published_at,
  published_at, published_at
FROM typical_case WHERE state = 'published' ORDER BY id
"""


def upgrade() -> None:
    op.create_table(
        "typical_case_version",
        sa.Column("typical_case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "writing",
                "review",
                "published",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("happened", "went_well", "went_badly", "to_learn")
        ),
        sa.Column("kept", DOCUMENT, nullable=False),
        sa.Column("change", sa.String(length=300), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (number IS NOT NULL)",
            name=op.f("ck_typical_case_version_published_is_numbered"),
        ),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)"
            " AND (state <> 'published' OR reviewed_by_id IS NOT NULL)",
            name=op.f("ck_typical_case_version_published_was_reviewed"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('review', 'published') OR title <> '' AND happened <> '' AND to_learn <> ''"
            " AND confirmed_by_id IS NOT NULL AND confirmed_at IS NOT NULL",
            name=op.f("ck_typical_case_version_reviewed_nothing_unseen"),
        ),
        sa.CheckConstraint(
            "reviewed_by_id <> written_by_id AND reviewed_by_id <> confirmed_by_id",
            name=op.f("ck_typical_case_version_reviewed_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["typical_case_id"],
            ["typical_case.id"],
            name=op.f("fk_typical_case_version_typical_case_id_typical_case"),
        ),
        *(
            sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_typical_case_version_{name}_staff"))
            for name in ("written_by_id", "confirmed_by_id", "reviewed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case_version")),
        sa.UniqueConstraint(
            "typical_case_id", "number", name=op.f("uq_typical_case_version_typical_case_id_number")
        ),
    )
    for name in ("written_by_id", "confirmed_by_id", "reviewed_by_id"):
        op.create_index(op.f(f"ix_typical_case_version_{name}"), "typical_case_version", [name])
    op.create_index(
        "uq_typical_case_version_in_work",
        "typical_case_version",
        ["typical_case_id"],
        unique=True,
        sqlite_where=IN_MAKING,
        postgresql_where=IN_MAKING,
    )
    op.execute(FIRST)


def downgrade() -> None:
    op.drop_table("typical_case_version")
