"""Who approved or proposed a compensation does not pay it (G-06); replays are the clock's work (RB-02)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "faults"
down_revision = "channels"
branch_labels = None
depends_on = None

FOUR_EYES = "ck_case_compensation_paid_by_another"
REPLAY = "amendment_replay"


def upgrade() -> None:
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f(FOUR_EYES), "paid_by_id <> decided_by_id AND paid_by_id <> by_id")
    op.create_table(
        REPLAY,
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "busy",
                "done",
                "dropped",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column(
            "found",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'busy') = (ended_at IS NULL)", name=op.f("ck_amendment_replay_ended_has_moment")
        ),
        sa.CheckConstraint(
            "(claim IS NULL) = (claimed_until IS NULL)", name=op.f("ck_amendment_replay_claim_ends")
        ),
        sa.CheckConstraint(
            "claim IS NULL OR state = 'busy'", name=op.f("ck_amendment_replay_claimed_while_busy")
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_amendment_replay_period")),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_replay_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_amendment_replay_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_replay")),
    )
    with op.batch_alter_table(REPLAY, schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_replay_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_replay_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_amendment_replay_state", ["state", "claimed_until"], unique=False)


def downgrade() -> None:
    op.drop_table(REPLAY)
    with op.batch_alter_table("case_compensation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(FOUR_EYES), type_="check")
