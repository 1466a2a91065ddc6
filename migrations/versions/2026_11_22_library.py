"""The case library, and customers who asked to be forgotten (L-05, X-03)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "library"
down_revision = "hotline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgotten_customer",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_forgotten_customer_says_why")),
        sa.CheckConstraint("cases >= 0 AND lessons >= 0", name=op.f("ck_forgotten_customer_counts")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_forgotten_customer_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_forgotten_customer_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_customer")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_forgotten_customer_customer_id")),
    )
    with op.batch_alter_table("forgotten_customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forgotten_customer_by_id"), ["by_id"], unique=False)

    op.create_table(
        "typical_case",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "nominated",
                "writing",
                "review",
                "published",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("went_well", sa.String(), nullable=False),
        sa.Column("went_badly", sa.String(), nullable=False),
        sa.Column("to_learn", sa.String(), nullable=False),
        sa.Column(
            "kept",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("nominated_by_id", sa.Integer(), nullable=False),
        sa.Column("nominated_at", sa.DateTime(), nullable=False),
        sa.Column("cleaned_by_id", sa.Integer(), nullable=True),
        sa.Column("cleaned_at", sa.DateTime(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_because", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
            name=op.f("ck_typical_case_withdrawn_has_moment"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('writing', 'review', 'published') OR cleaned_by_id IS NOT NULL AND cleaned_at IS NOT NULL",
            name=op.f("ck_typical_case_published_nothing_unseen"),
        ),
        sa.CheckConstraint("reason <> '' OR state = 'withdrawn'", name=op.f("ck_typical_case_says_why")),
        sa.CheckConstraint(
            "state <> 'nominated' OR happened = ''", name=op.f("ck_typical_case_stored_nothing_unseen")
        ),
        sa.CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL AND reviewed_by_id IS NOT NULL",
            name=op.f("ck_typical_case_published_was_reviewed"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('review', 'published') OR title <> '' AND happened <> '' AND to_learn <> '' AND written_by_id IS NOT NULL AND submitted_at IS NOT NULL",
            name=op.f("ck_typical_case_written_up"),
        ),
        sa.CheckConstraint("likes >= 0", name=op.f("ck_typical_case_likes")),
        sa.CheckConstraint(
            "reviewed_by_id <> nominated_by_id AND reviewed_by_id <> written_by_id AND reviewed_by_id <> cleaned_by_id",
            name=op.f("ck_typical_case_reviewed_by_another"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_typical_case_case_id_case")),
        sa.ForeignKeyConstraint(
            ["cleaned_by_id"], ["staff.id"], name=op.f("fk_typical_case_cleaned_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by_id"], ["staff.id"], name=op.f("fk_typical_case_nominated_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["staff.id"], name=op.f("fk_typical_case_reviewed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["staff.id"], name=op.f("fk_typical_case_withdrawn_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["staff.id"], name=op.f("fk_typical_case_written_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case")),
        sa.UniqueConstraint("number", name=op.f("uq_typical_case_number")),
    )
    with op.batch_alter_table("typical_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_typical_case_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_typical_case_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_typical_case_cleaned_by_id"), ["cleaned_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_typical_case_nominated_by_id"), ["nominated_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_typical_case_reviewed_by_id"), ["reviewed_by_id"], unique=False)
        batch_op.create_index("ix_typical_case_state_published", ["state", "published_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_typical_case_withdrawn_by_id"), ["withdrawn_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_typical_case_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "library_gram",
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("typical_case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["typical_case_id"],
            ["typical_case.id"],
            name=op.f("fk_library_gram_typical_case_id_typical_case"),
        ),
        sa.PrimaryKeyConstraint("gram", "typical_case_id", name=op.f("pk_library_gram")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("library_gram", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_library_gram_typical_case_id"), ["typical_case_id"], unique=False
        )

    op.create_table(
        "typical_case_comment",
        sa.Column("typical_case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(text = '') = (removed_at IS NOT NULL)",
            name=op.f("ck_typical_case_comment_removed_has_no_words"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_typical_case_comment_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["typical_case_id"],
            ["typical_case.id"],
            name=op.f("fk_typical_case_comment_typical_case_id_typical_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case_comment")),
    )
    with op.batch_alter_table("typical_case_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_typical_case_comment_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_typical_case_comment_typical_case_id"), ["typical_case_id"], unique=False
        )

    op.create_table(
        "typical_case_like",
        sa.Column("typical_case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_typical_case_like_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["typical_case_id"],
            ["typical_case.id"],
            name=op.f("fk_typical_case_like_typical_case_id_typical_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case_like")),
        sa.UniqueConstraint(
            "typical_case_id", "staff_id", name=op.f("uq_typical_case_like_typical_case_id_staff_id")
        ),
    )
    with op.batch_alter_table("typical_case_like", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_typical_case_like_staff_id"), ["staff_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("typical_case_like", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_typical_case_like_staff_id"))

    op.drop_table("typical_case_like")
    with op.batch_alter_table("typical_case_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_typical_case_comment_typical_case_id"))
        batch_op.drop_index(batch_op.f("ix_typical_case_comment_by_id"))

    op.drop_table("typical_case_comment")
    with op.batch_alter_table("library_gram", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_gram_typical_case_id"))

    op.drop_table("library_gram")
    with op.batch_alter_table("typical_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_typical_case_written_by_id"))
        batch_op.drop_index(batch_op.f("ix_typical_case_withdrawn_by_id"))
        batch_op.drop_index("ix_typical_case_state_published")
        batch_op.drop_index(batch_op.f("ix_typical_case_reviewed_by_id"))
        batch_op.drop_index(batch_op.f("ix_typical_case_nominated_by_id"))
        batch_op.drop_index(batch_op.f("ix_typical_case_cleaned_by_id"))
        batch_op.drop_index(batch_op.f("ix_typical_case_category"))
        batch_op.drop_index(batch_op.f("ix_typical_case_case_id"))

    op.drop_table("typical_case")
    with op.batch_alter_table("forgotten_customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forgotten_customer_by_id"))

    op.drop_table("forgotten_customer")
