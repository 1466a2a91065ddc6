"""Talks with heads of departments, and penalties of departments that a flag called for (C-03)."""

import sqlalchemy as sa
from alembic import op

revision = "head_talks"
down_revision = "inspection"
branch_labels = None
depends_on = None
THINS = {"penalty"}

STATES = ("due", "invited", "held", "acknowledged", "closed", "dropped")
FLAGGED = sa.text("flag <> ''")
FROM = (
    "(matter_id IS NULL) = (measure_id IS NULL) AND (matter_id IS NULL) = (flag <> '')"
    " AND (flag <> '') = (reason <> '') AND (flag = '' OR staff_id IS NULL)"
)


def upgrade() -> None:
    with op.batch_alter_table("penalty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flag", sa.String(80), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))
    op.execute("UPDATE penalty SET flag = '', reason = ''")
    with op.batch_alter_table("penalty", schema=None) as batch_op:
        batch_op.alter_column("flag", existing_type=sa.String(80), nullable=False)
        batch_op.alter_column("reason", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("measure_id", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("matter_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_check_constraint(batch_op.f("ck_penalty_from_matter_or_flag"), FROM)
    op.create_index(
        "uq_penalty_flag",
        "penalty",
        ["flag", "department_id", "kind"],
        unique=True,
        sqlite_where=FLAGGED,
        postgresql_where=FLAGGED,
    )
    _make_talks()
    _make_goals()


def _make_talks() -> None:
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=40)
    keys = {"department_id": "department", "head_id": "staff", "invited_by_id": "staff", "led_by_id": "staff"}
    op.create_table(
        "head_talk",
        sa.Column("penalty_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("planned_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("held_at", sa.DateTime(), nullable=True),
        sa.Column("led_by_id", sa.Integer(), nullable=True),
        sa.Column("others", sa.String(200), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "led_by_id <> head_id AND invited_by_id <> head_id", name=op.f("ck_head_talk_led_by_another")
        ),
        sa.CheckConstraint(
            "(head_id IS NULL) = (planned_at IS NULL) AND (head_id IS NULL) = (invited_by_id IS NULL)"
            " AND (head_id IS NULL) = (place = '') AND (head_id IS NOT NULL OR state IN ('due', 'dropped'))",
            name=op.f("ck_head_talk_invited"),
        ),
        sa.CheckConstraint(
            "(held_at IS NULL) = (led_by_id IS NULL) AND (held_at IS NULL) = (minutes = '')"
            " AND (held_at IS NOT NULL OR NOT state IN ('held', 'acknowledged', 'closed'))",
            name=op.f("ck_head_talk_held"),
        ),
        sa.CheckConstraint(
            "(state <> 'acknowledged' OR acknowledged_at IS NOT NULL) AND acknowledged_at >= held_at",
            name=op.f("ck_head_talk_acknowledged"),
        ),
        sa.CheckConstraint(
            "(state IN ('closed', 'dropped')) = (ended_at IS NOT NULL)", name=op.f("ck_head_talk_ended")
        ),
        sa.ForeignKeyConstraint(
            ["penalty_id"], ["penalty.id"], name=op.f("fk_head_talk_penalty_id_penalty")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_head_talk_{column}_{table}"))
            for column, table in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head_talk")),
        sa.UniqueConstraint("penalty_id", name=op.f("uq_head_talk_penalty_id")),
    )
    for column in keys:
        op.create_index(op.f(f"ix_head_talk_{column}"), "head_talk", [column])
    op.create_index("ix_head_talk_state_due", "head_talk", ["state", "due_at"])


def _make_goals() -> None:
    outcome = sa.Enum("met", "missed", name="outcome", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "talk_goal",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", outcome, nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_talk_goal_says_what")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (reviewed_at IS NULL) AND (outcome IS NULL) = (reviewed_by_id IS NULL)"
            " AND (outcome IS NULL) = (result = '')",
            name=op.f("ck_talk_goal_reviewed"),
        ),
        sa.ForeignKeyConstraint(["talk_id"], ["head_talk.id"], name=op.f("fk_talk_goal_talk_id_head_talk")),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["staff.id"], name=op.f("fk_talk_goal_reviewed_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_goal")),
    )
    for column in ("talk_id", "reviewed_by_id"):
        op.create_index(op.f(f"ix_talk_goal_{column}"), "talk_goal", [column])


def downgrade() -> None:
    op.drop_table("talk_goal")
    op.drop_table("head_talk")
    op.execute("DELETE FROM penalty WHERE flag <> ''")
    op.drop_index("uq_penalty_flag", table_name="penalty")
    with op.batch_alter_table("penalty", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_penalty_from_matter_or_flag"), type_="check")
        batch_op.drop_column("flag")
        batch_op.drop_column("reason")
        batch_op.alter_column("measure_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("matter_id", existing_type=sa.Integer(), nullable=False)
