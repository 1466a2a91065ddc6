"""Keep the supervision hotline."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "hotline"
down_revision = "91f9f9297772"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hotline_report",
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("locator", sa.String(length=64), nullable=True),
        sa.Column("code_salt", sa.LargeBinary(), nullable=True),
        sa.Column("code_memory_kib", sa.Integer(), nullable=False),
        sa.Column("code_passes", sa.Integer(), nullable=False),
        sa.Column("reporter_public", sa.LargeBinary(), nullable=False),
        sa.Column("reporter_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("sealed_epoch", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("involved_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("watch_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("identity_public", sa.LargeBinary(), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("identity_key_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "acknowledged",
                "assessed",
                "investigating",
                "concluded",
                "told",
                "closed",
                "erased",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "conclusion",
            sa.Enum(
                "upheld",
                "partly",
                "not_upheld",
                "not_enough",
                "knowingly_false",
                name="conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("investigated_on", sa.Date(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.Column("acknowledge_target", sa.Date(), nullable=False),
        sa.Column("acknowledge_limit", sa.Date(), nullable=False),
        sa.Column("tell_target", sa.Date(), nullable=False),
        sa.Column("tell_limit", sa.Date(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("needs_reader", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'erased') = (locator IS NULL) AND (state = 'erased') = (code_salt IS NULL) AND (state = 'erased') = (reporter_sealed IS NULL) AND (state = 'erased') = (involved_sealed IS NULL) AND (state = 'erased') = (watch_sealed IS NULL) AND (state = 'erased') = (identity_sealed IS NULL) AND (state = 'erased') = (identity_key_sealed IS NULL)",
            name=op.f("ck_hotline_report_erased_has_no_key"),
        ),
        sa.CheckConstraint(
            "(state = 'received') = (acknowledged_on IS NULL)",
            name=op.f("ck_hotline_report_acknowledged_has_day"),
        ),
        sa.CheckConstraint(
            "(state IN ('closed', 'erased')) = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (erase_on IS NULL)",
            name=op.f("ck_hotline_report_closed_has_days"),
        ),
        sa.CheckConstraint(
            "(state IN ('concluded', 'told', 'closed', 'erased')) = (conclusion IS NOT NULL) AND (conclusion IS NULL) = (concluded_on IS NULL)",
            name=op.f("ck_hotline_report_concluded_says_what"),
        ),
        sa.CheckConstraint(
            "(state IN ('told', 'closed', 'erased')) = (told_on IS NOT NULL)",
            name=op.f("ck_hotline_report_told_has_day"),
        ),
        sa.CheckConstraint(
            "state <> 'investigating' OR investigated_on IS NOT NULL",
            name=op.f("ck_hotline_report_investigated_has_day"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('assessed', 'investigating', 'concluded', 'told', 'closed') OR assessed_on IS NOT NULL",
            name=op.f("ck_hotline_report_assessed_has_day"),
        ),
        sa.CheckConstraint(
            "epoch >= sealed_epoch AND sealed_epoch > 0 AND entries >= 0",
            name=op.f("ck_hotline_report_counts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_report")),
        sa.UniqueConstraint("locator", name=op.f("uq_hotline_report_locator")),
        sa.UniqueConstraint("number", name=op.f("uq_hotline_report_number")),
    )
    with op.batch_alter_table("hotline_report", schema=None) as batch_op:
        batch_op.create_index("ix_hotline_report_state_erase", ["state", "erase_on"], unique=False)

    op.create_table(
        "hotline_tally",
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "buck_passing",
                "delay",
                "perfunctory",
                "wrong_handling",
                "leak",
                "bribery",
                "false_records",
                "retaliation",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "conclusion",
            sa.Enum(
                "upheld",
                "partly",
                "not_upheld",
                "not_enough",
                "knowingly_false",
                name="conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reports > 0", name=op.f("ck_hotline_tally_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_tally")),
        sa.UniqueConstraint(
            "quarter", "kind", "conclusion", name=op.f("uq_hotline_tally_quarter_kind_conclusion")
        ),
    )
    op.create_table(
        "hotline_entry",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("talk", "work", name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_hotline_entry_position")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["hotline_report.id"], name=op.f("fk_hotline_entry_report_id_hotline_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_entry")),
        sa.UniqueConstraint("report_id", "position", name=op.f("uq_hotline_entry_report_id_position")),
    )
    op.create_table(
        "hotline_file",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("talk", "work", name="side", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["hotline_report.id"], name=op.f("fk_hotline_file_report_id_hotline_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_file")),
        sa.UniqueConstraint("key", name=op.f("uq_hotline_file_key")),
    )
    with op.batch_alter_table("hotline_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_file_report_id"), ["report_id"], unique=False)

    op.create_table(
        "hotline_key",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("talk_public", sa.LargeBinary(), nullable=False),
        sa.Column("work_public", sa.LargeBinary(), nullable=False),
        sa.Column("reporter_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["hotline_report.id"], name=op.f("fk_hotline_key_report_id_hotline_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_key")),
        sa.UniqueConstraint("report_id", "epoch", name=op.f("uq_hotline_key_report_id_epoch")),
    )
    op.create_table(
        "hotline_payout",
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "paid", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (paid_by_id IS NULL)",
            name=op.f("ck_hotline_payout_paid_has_day"),
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_hotline_payout_amount")),
        sa.ForeignKeyConstraint(
            ["paid_by_id"], ["staff.id"], name=op.f("fk_hotline_payout_paid_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_payout")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_hotline_payout_code_digest")),
    )
    with op.batch_alter_table("hotline_payout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_payout_paid_by_id"), ["paid_by_id"], unique=False)

    op.create_table(
        "hotline_recovery_key",
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff.id"], name=op.f("fk_hotline_recovery_key_made_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_recovery_key")),
    )
    with op.batch_alter_table("hotline_recovery_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_recovery_key_made_by_id"), ["made_by_id"], unique=False)

    op.create_table(
        "hotline_keeper",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "supervisor",
                "chair",
                "outside",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "active",
                "left",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("memory_kib", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("recovery_key_id", sa.Integer(), nullable=True),
        sa.Column("recovery_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'left') = (left_on IS NOT NULL)", name=op.f("ck_hotline_keeper_left_has_day")
        ),
        sa.CheckConstraint(
            "(state = 'left') = (private_sealed IS NULL)", name=op.f("ck_hotline_keeper_left_has_no_key")
        ),
        sa.CheckConstraint(
            "(state = 'left') = (recovery_sealed IS NULL)",
            name=op.f("ck_hotline_keeper_left_has_no_recovery"),
        ),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> staff_id",
            name=op.f("ck_hotline_keeper_confirmed_by_another"),
        ),
        sa.CheckConstraint("memory_kib > 0 AND passes > 0", name=op.f("ck_hotline_keeper_costs")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["staff.id"], name=op.f("fk_hotline_keeper_confirmed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["recovery_key_id"],
            ["hotline_recovery_key.id"],
            name=op.f("fk_hotline_keeper_recovery_key_id_hotline_recovery_key"),
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_hotline_keeper_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_keeper")),
    )
    with op.batch_alter_table("hotline_keeper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hotline_keeper_confirmed_by_id"), ["confirmed_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hotline_keeper_recovery_key_id"), ["recovery_key_id"], unique=False
        )
        batch_op.create_index(
            "uq_hotline_keeper_here",
            ["staff_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'left'"),
            postgresql_where=sa.text("state <> 'left'"),
        )

    op.create_table(
        "hotline_identity_half",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keeper_id"],
            ["hotline_keeper.id"],
            name=op.f("fk_hotline_identity_half_keeper_id_hotline_keeper"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["hotline_report.id"],
            name=op.f("fk_hotline_identity_half_report_id_hotline_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_identity_half")),
        sa.UniqueConstraint(
            "report_id", "pair", "keeper_id", name=op.f("uq_hotline_identity_half_report_id_pair_keeper_id")
        ),
    )
    with op.batch_alter_table("hotline_identity_half", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_identity_half_keeper_id"), ["keeper_id"], unique=False)

    op.create_table(
        "hotline_identity_request",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("half_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("for_asker", sa.LargeBinary(), nullable=True),
        sa.Column("for_agreer", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(opened_on IS NULL) = (half_sealed IS NOT NULL) AND (opened_on IS NULL) = (for_asker IS NULL) AND (for_asker IS NULL) = (for_agreer IS NULL)",
            name=op.f("ck_hotline_identity_request_opened_by_both"),
        ),
        sa.CheckConstraint("asked_by_id <> asked_of_id", name=op.f("ck_hotline_identity_request_two_people")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["hotline_keeper.id"],
            name=op.f("fk_hotline_identity_request_asked_by_id_hotline_keeper"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_of_id"],
            ["hotline_keeper.id"],
            name=op.f("fk_hotline_identity_request_asked_of_id_hotline_keeper"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["hotline_report.id"],
            name=op.f("fk_hotline_identity_request_report_id_hotline_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_identity_request")),
    )
    with op.batch_alter_table("hotline_identity_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hotline_identity_request_asked_by_id"), ["asked_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hotline_identity_request_asked_of_id"), ["asked_of_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hotline_identity_request_report_id"), ["report_id"], unique=False
        )
        batch_op.create_index(
            "uq_hotline_identity_request_open",
            ["report_id", "asked_of_id"],
            unique=True,
            sqlite_where=sa.text("opened_on IS NULL"),
            postgresql_where=sa.text("opened_on IS NULL"),
        )

    op.create_table(
        "hotline_recovery",
        sa.Column("keeper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("memory_kib", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=True),
        sa.Column("first_half", sa.LargeBinary(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("second_half", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(first_by_id IS NULL) = (first_half IS NULL)", name=op.f("ck_hotline_recovery_first_half")
        ),
        sa.CheckConstraint(
            "(second_by_id IS NULL) = (second_half IS NULL)", name=op.f("ck_hotline_recovery_second_half")
        ),
        sa.CheckConstraint(
            "first_by_id IS NULL OR second_by_id IS NULL OR first_by_id <> second_by_id",
            name=op.f("ck_hotline_recovery_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["first_by_id"], ["staff.id"], name=op.f("fk_hotline_recovery_first_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["hotline_keeper.id"], name=op.f("fk_hotline_recovery_keeper_id_hotline_keeper")
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["staff.id"], name=op.f("fk_hotline_recovery_second_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_recovery")),
        sa.UniqueConstraint("keeper_id", name=op.f("uq_hotline_recovery_keeper_id")),
    )
    with op.batch_alter_table("hotline_recovery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_recovery_first_by_id"), ["first_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_recovery_second_by_id"), ["second_by_id"], unique=False)

    op.create_table(
        "hotline_share",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "line",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["hotline_keeper.id"], name=op.f("fk_hotline_share_keeper_id_hotline_keeper")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["hotline_report.id"], name=op.f("fk_hotline_share_report_id_hotline_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_share")),
        sa.UniqueConstraint(
            "report_id", "epoch", "keeper_id", name=op.f("uq_hotline_share_report_id_epoch_keeper_id")
        ),
    )
    with op.batch_alter_table("hotline_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_share_keeper_id"), ["keeper_id"], unique=False)

    op.create_table(
        "hotline_unlocked",
        sa.Column("keeper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_digest", sa.String(length=64), nullable=False),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["hotline_keeper.id"], name=op.f("fk_hotline_unlocked_keeper_id_hotline_keeper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_unlocked")),
        sa.UniqueConstraint("session_digest", name=op.f("uq_hotline_unlocked_session_digest")),
    )
    with op.batch_alter_table("hotline_unlocked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_unlocked_keeper_id"), ["keeper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hotline_unlocked_until"), ["until"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("hotline_unlocked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_unlocked_until"))
        batch_op.drop_index(batch_op.f("ix_hotline_unlocked_keeper_id"))

    op.drop_table("hotline_unlocked")
    with op.batch_alter_table("hotline_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_share_keeper_id"))

    op.drop_table("hotline_share")
    with op.batch_alter_table("hotline_recovery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_recovery_second_by_id"))
        batch_op.drop_index(batch_op.f("ix_hotline_recovery_first_by_id"))

    op.drop_table("hotline_recovery")
    with op.batch_alter_table("hotline_identity_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hotline_identity_request_open",
            sqlite_where=sa.text("opened_on IS NULL"),
            postgresql_where=sa.text("opened_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_hotline_identity_request_report_id"))
        batch_op.drop_index(batch_op.f("ix_hotline_identity_request_asked_of_id"))
        batch_op.drop_index(batch_op.f("ix_hotline_identity_request_asked_by_id"))

    op.drop_table("hotline_identity_request")
    with op.batch_alter_table("hotline_identity_half", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_identity_half_keeper_id"))

    op.drop_table("hotline_identity_half")
    with op.batch_alter_table("hotline_keeper", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hotline_keeper_here",
            sqlite_where=sa.text("state <> 'left'"),
            postgresql_where=sa.text("state <> 'left'"),
        )
        batch_op.drop_index(batch_op.f("ix_hotline_keeper_recovery_key_id"))
        batch_op.drop_index(batch_op.f("ix_hotline_keeper_confirmed_by_id"))

    op.drop_table("hotline_keeper")
    with op.batch_alter_table("hotline_recovery_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_recovery_key_made_by_id"))

    op.drop_table("hotline_recovery_key")
    with op.batch_alter_table("hotline_payout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_payout_paid_by_id"))

    op.drop_table("hotline_payout")
    op.drop_table("hotline_key")
    with op.batch_alter_table("hotline_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hotline_file_report_id"))

    op.drop_table("hotline_file")
    op.drop_table("hotline_entry")
    op.drop_table("hotline_tally")
    with op.batch_alter_table("hotline_report", schema=None) as batch_op:
        batch_op.drop_index("ix_hotline_report_state_erase")

    op.drop_table("hotline_report")
