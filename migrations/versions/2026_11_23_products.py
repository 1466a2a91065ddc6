"""Products: a list of them, what each case is about, and what rises by them (M-03)."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "products"
down_revision = "retention"
branch_labels = None
depends_on = None

THINS = {"rising_signal"}

WORDS = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
KINDS = ("category", "region", "word")
KINDS_AFTER = ("category", "product", "within_product", "region", "word")
EACH_ONCE = "uq_rising_signal_until_kind_key_region"
NAMES_IT = "(kind IN ('product', 'within_product')) = (product <> '')"


def upgrade() -> None:
    op.create_table(
        "product",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("aliases", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("code <> '' AND name_zh <> ''", name=op.f("ck_product_is_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
    )
    for table in ("case", "improvement_item"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("product_id", sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_{table}_product_id_product"), "product", ["product_id"], ["id"]
            )
    op.create_index("ix_case_product", "case", ["product_id", "received_at"], unique=False)
    op.create_index(op.f("ix_improvement_item_product_id"), "improvement_item", ["product_id"], unique=False)
    with op.batch_alter_table("rising_signal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("product", sa.String(length=32), nullable=True))
    op.execute("UPDATE rising_signal SET product = ''")
    with op.batch_alter_table("rising_signal", schema=None) as batch_op:
        batch_op.alter_column("product", existing_type=sa.String(length=32), nullable=False)
        batch_op.drop_constraint(batch_op.f(EACH_ONCE), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f(f"{EACH_ONCE}_product"), ["until", "kind", "key", "region", "product"]
        )
        _kinds(batch_op, KINDS_AFTER)
        batch_op.create_check_constraint(batch_op.f("ck_rising_signal_names_its_product"), NAMES_IT)


def downgrade() -> None:
    """What rose by products is forgotten, as is what each case is about."""
    op.execute("DELETE FROM rising_signal WHERE product <> ''")
    with op.batch_alter_table("rising_signal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_rising_signal_names_its_product"), type_="check")
        _kinds(batch_op, KINDS)
        batch_op.drop_constraint(batch_op.f(f"{EACH_ONCE}_product"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f(EACH_ONCE), ["until", "kind", "key", "region"])
        batch_op.drop_column("product")
    op.drop_index(op.f("ix_improvement_item_product_id"), table_name="improvement_item")
    op.drop_index("ix_case_product", table_name="case")
    for table in ("improvement_item", "case"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"fk_{table}_product_id_product"), type_="foreignkey")
            batch_op.drop_column("product_id")
    op.drop_table("product")


def _kinds(batch_op: BatchOperations, kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    batch_op.drop_constraint(batch_op.f("ck_rising_signal_kind"), type_="check")
    batch_op.create_check_constraint(batch_op.f("ck_rising_signal_kind"), f"kind IN ({listed})")
