"""Keep files of findings on departments, and of what departments answer to them (Q-03)."""

import sqlalchemy as sa
from alembic import op

revision = "finding_files"
down_revision = "personal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supervision_file",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "findings", "answer", name="part", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_supervision_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["supervision_inspection.id"],
            name=op.f("fk_supervision_file_inspection_id_supervision_inspection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_file")),
        sa.UniqueConstraint(
            "inspection_id", "file_id", name=op.f("uq_supervision_file_inspection_id_file_id")
        ),
    )
    with op.batch_alter_table("supervision_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_file_file_id"), ["file_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("supervision_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_file_file_id"))

    op.drop_table("supervision_file")
