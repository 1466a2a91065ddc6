"""Articles of the knowledge base, and what is sought in vain (K-01)."""

import sqlalchemy as sa
from alembic import op

revision = "knowledge"
down_revision = "library"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_part",
        sa.Column("gram", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("articles >= 0", name=op.f("ck_article_part_articles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_part")),
        sa.UniqueConstraint("gram", name=op.f("uq_article_part_gram")),
    )
    op.create_table(
        "article",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
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
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column(
            "reader",
            sa.Enum(
                "staff", "everybody", name="reader", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("not_helped", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'retired') = (retired_at IS NOT NULL)", name=op.f("ck_article_retired_has_moment")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR published_at IS NOT NULL", name=op.f("ck_article_published_has_moment")
        ),
        sa.CheckConstraint("helped >= 0 AND not_helped >= 0", name=op.f("ck_article_votes")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_article_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("number", name=op.f("uq_article_number")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_article_state_review", ["state", "review_on"], unique=False)

    op.create_table(
        "knowledge_gap",
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column(
            "site",
            sa.Enum("portal", "public", name="site", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_knowledge_gap_ended_by_somebody")
        ),
        sa.CheckConstraint("times >= 1", name=op.f("ck_knowledge_gap_times")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff.id"], name=op.f("fk_knowledge_gap_ended_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_gap")),
        sa.UniqueConstraint("text", "site", name=op.f("uq_knowledge_gap_text_site")),
    )
    with op.batch_alter_table("knowledge_gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_knowledge_gap_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index("ix_knowledge_gap_open", ["ended_at", "times"], unique=False)

    op.create_table(
        "article_gram",
        sa.Column("gram", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_gram_article_id_article")
        ),
        sa.PrimaryKeyConstraint("gram", "article_id", name=op.f("pk_article_gram")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("article_gram", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_gram_article_id"), ["article_id"], unique=False)

    op.create_table(
        "article_version",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column(
            "reader",
            sa.Enum(
                "staff", "everybody", name="reader", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("body_en", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("change", sa.String(length=300), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(title_en = '') = (body_en = '')", name=op.f("ck_article_version_english_is_whole")
        ),
        sa.CheckConstraint(
            "reader = 'staff' OR published_by_id <> written_by_id",
            name=op.f("ck_article_version_customers_read_what_two_saw"),
        ),
        sa.CheckConstraint("title <> '' AND body <> ''", name=op.f("ck_article_version_says_something")),
        sa.CheckConstraint(
            "(published_by_id IS NULL) = (published_at IS NULL)",
            name=op.f("ck_article_version_published_by_somebody"),
        ),
        sa.CheckConstraint(
            "NOT current OR published_at IS NOT NULL", name=op.f("ck_article_version_current_is_published")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_version_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["staff.id"], name=op.f("fk_article_version_published_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["staff.id"], name=op.f("fk_article_version_written_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_version_article_id_number")),
    )
    with op.batch_alter_table("article_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_version_published_by_id"), ["published_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_article_version_written_by_id"), ["written_by_id"], unique=False)
        batch_op.create_index(
            "uq_article_version_current",
            ["article_id"],
            unique=True,
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )

    op.create_table(
        "article_vote",
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name=op.f("fk_article_vote_article_version_id_article_version"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_article_vote_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_vote")),
        sa.UniqueConstraint(
            "article_version_id", "by_id", name=op.f("uq_article_vote_article_version_id_by_id")
        ),
    )
    with op.batch_alter_table("article_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_vote_by_id"), ["by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("article_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_vote_by_id"))

    op.drop_table("article_vote")
    with op.batch_alter_table("article_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_article_version_current", sqlite_where=sa.text("current"), postgresql_where=sa.text("current")
        )
        batch_op.drop_index(batch_op.f("ix_article_version_written_by_id"))
        batch_op.drop_index(batch_op.f("ix_article_version_published_by_id"))

    op.drop_table("article_version")
    with op.batch_alter_table("article_gram", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_gram_article_id"))

    op.drop_table("article_gram")
    with op.batch_alter_table("knowledge_gap", schema=None) as batch_op:
        batch_op.drop_index("ix_knowledge_gap_open")
        batch_op.drop_index(batch_op.f("ix_knowledge_gap_ended_by_id"))

    op.drop_table("knowledge_gap")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index("ix_article_state_review")
        batch_op.drop_index(batch_op.f("ix_article_owner_id"))
        batch_op.drop_index(batch_op.f("ix_article_category"))

    op.drop_table("article")
    op.drop_table("article_part")
