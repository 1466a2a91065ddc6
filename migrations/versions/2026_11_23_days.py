"""Keep what my day sums up of each local day; find cases answered lately, and what waits for inspectors; figures
of months with more than two thousand cases.
"""

import sqlalchemy as sa
from alembic import op

revision = "days"
down_revision = "finding_files"
branch_labels = None
depends_on = None

OPEN = (
    ("ix_inspection_sheet_open", "inspection_sheet", "by_id", "done_at IS NULL"),
    ("ix_inspection_objection_open", "inspection_objection", "due_at", "decided_at IS NULL"),
)
SQLITE = """
CREATE TRIGGER kpi_day_no_{verb} BEFORE {VERB} ON kpi_day
WHEN (SELECT state FROM kpi_month WHERE id = {row}.month_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END
"""
POSTGRESQL = """
CREATE TRIGGER kpi_day_closed BEFORE INSERT OR UPDATE OR DELETE ON kpi_day
FOR EACH ROW EXECUTE FUNCTION refuse_closed_kpi()
"""


def upgrade() -> None:
    op.create_table(
        "kpi_day",
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("rated", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("answered + rated > 0", name=op.f("ck_kpi_day_says_something")),
        sa.CheckConstraint(
            "again BETWEEN 0 AND answered AND satisfied BETWEEN 0 AND rated", name=op.f("ck_kpi_day_counts")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_kpi_day_department_id_department")
        ),
        sa.ForeignKeyConstraint(["month_id"], ["kpi_month.id"], name=op.f("fk_kpi_day_month_id_kpi_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_day")),
    )
    op.create_index("ix_kpi_day_month", "kpi_day", ["month_id", "day"])
    op.create_index("ix_case_answered", "case", ["answered_at", "round", "lead_department_id"])
    for name, table, column, waits in OPEN:
        only = {"sqlite_where": sa.text(waits), "postgresql_where": sa.text(waits)}
        op.create_index(name, table, [column], **only)
    op.add_column("kpi_month", sa.Column("by_day", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name != "sqlite":
        op.execute(POSTGRESQL.strip())
        op.alter_column("kpi_cell", "expected", type_=sa.BigInteger())
        return
    for verb, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
        op.execute(SQLITE.format(verb=verb, VERB=verb.upper(), row=row).strip())


def downgrade() -> None:
    op.execute("ALTER TABLE kpi_month DROP COLUMN by_day")  # a new table would have no triggers
    for name, table, _column, _waits in OPEN:
        op.drop_index(name, table_name=table)
    op.drop_index("ix_case_answered", table_name="case")
    op.drop_table("kpi_day")
    if op.get_bind().dialect.name != "sqlite":
        too_large = "UPDATE kpi_cell SET expected = NULL WHERE expected > 2147483647"
        op.execute("ALTER TABLE kpi_cell DISABLE TRIGGER kpi_cell_closed")
        op.execute(too_large)
        op.execute("ALTER TABLE kpi_cell ENABLE TRIGGER kpi_cell_closed")
        op.alter_column("kpi_cell", "expected", type_=sa.Integer())
