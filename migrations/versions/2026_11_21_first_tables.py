"""First tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What is written stays written: the trail and published questionnaires (S-01).
GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER event_seal_no_update BEFORE UPDATE ON event_seal
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
        """,
        """
        CREATE TRIGGER event_seal_no_delete BEFORE DELETE ON event_seal
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
        """,
        """
        CREATE TRIGGER questionnaire_version_no_update BEFORE UPDATE ON questionnaire_version
        WHEN OLD.published_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a published questionnaire never changes'); END
        """,
        """
        CREATE TRIGGER questionnaire_version_no_delete BEFORE DELETE ON questionnaire_version
        WHEN OLD.published_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a published questionnaire never changes'); END
        """,
        """
        CREATE TRIGGER event_no_update BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
        """,
        """
        CREATE TRIGGER event_no_delete BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$
        """,
        """
        CREATE TRIGGER event_seal_no_update BEFORE UPDATE ON event_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
        """
        CREATE TRIGGER event_seal_no_delete BEFORE DELETE ON event_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
        """
        CREATE TRIGGER event_seal_no_truncate BEFORE TRUNCATE ON event_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
        """
        CREATE OR REPLACE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a published questionnaire never changes'; END $$
        """,
        """
        CREATE TRIGGER questionnaire_version_no_update BEFORE UPDATE ON questionnaire_version
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_change()
        """,
        """
        CREATE TRIGGER questionnaire_version_no_delete BEFORE DELETE ON questionnaire_version
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_change()
        """,
        """
        CREATE TRIGGER event_no_update BEFORE UPDATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
        """
        CREATE TRIGGER event_no_delete BEFORE DELETE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
        """
        CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """,
    ),
}


def upgrade() -> None:
    op.create_table(
        "case_counter",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_counter")),
        sa.UniqueConstraint("day", name=op.f("uq_case_counter_day")),
    )
    op.create_table(
        "customer",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("account", sa.String(length=60), nullable=True),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("do_not_contact_since", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_phone"), ["phone"], unique=False)

    op.create_table(
        "department",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("parent_id != id", name=op.f("ck_department_parent_is_another")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["department.id"], name=op.f("fk_department_parent_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("code", name=op.f("uq_department_code")),
    )
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_head_id"), ["head_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_department_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "event_seal",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_seal")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_seal_event_id")),
        sa.UniqueConstraint("position", name=op.f("uq_event_seal_position")),
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("failed = 0 OR error <> ''", name=op.f("ck_job_run_failure_says_why")),
        sa.CheckConstraint("done >= 0 AND failed >= 0", name=op.f("ck_job_run_counts")),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_job_run_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index("ix_job_run_ended_at", ["ended_at"], unique=False)
        batch_op.create_index("ix_job_run_job_ended_at", ["job", "ended_at"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("name", name=op.f("uq_lease_name")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column(
            "means",
            sa.Enum("email", "sms", name="means", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("to_address", sa.String(length=320), nullable=False),
        sa.Column("to_name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("dedupe", sa.String(length=120), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                "cancelled",
                "overtaken",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column(
            "overtaken_by",
            sa.Enum(
                "answered",
                "closed",
                "expired",
                "newer",
                "reopened",
                "replied",
                "unwanted",
                "went_on",
                "withdrawn",
                name="overtaken_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("message_id", sa.String(length=255), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("html", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'overtaken') = (overtaken_by IS NOT NULL)",
            name=op.f("ck_outbox_message_overtaken_says_why"),
        ),
        sa.CheckConstraint(
            "(state = 'sending') = (claimed_until IS NOT NULL)",
            name=op.f("ck_outbox_message_sending_is_claimed"),
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_message_sent_has_moment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_outbox_message_dedupe")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_message_id")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_message_about"), ["about"], unique=False)
        batch_op.create_index("ix_outbox_message_due", ["state", "not_before"], unique=False)
        batch_op.create_index("ix_outbox_message_to", ["to_address", "sent_at"], unique=False)

    op.create_table(
        "questionnaire_version",
        sa.Column("questionnaire", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "document",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_questionnaire_version_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint(
            "questionnaire", "number", name=op.f("uq_questionnaire_version_questionnaire_number")
        ),
    )
    with op.batch_alter_table("questionnaire_version", schema=None) as batch_op:
        batch_op.create_index(
            "uq_questionnaire_version_draft",
            ["questionnaire"],
            unique=True,
            sqlite_where=sa.text("published_at IS NULL"),
            postgresql_where=sa.text("published_at IS NULL"),
        )

    op.create_table(
        "invitation",
        sa.Column("locator", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "reach",
            sa.Enum(
                "email",
                "sms",
                "phone",
                "web",
                "qr",
                "open_link",
                name="reach",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "completed",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_invitation_version_id_questionnaire_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("locator", name=op.f("uq_invitation_locator")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_version_id"), ["version_id"], unique=False)

    op.create_table(
        "staff",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.String(length=60), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column(
            "language",
            sa.Enum("zh", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "theme",
            sa.Enum(
                "auto", "light", "dark", name="theme", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("password_changed_at", sa.DateTime(), nullable=True),
        sa.Column("password_temporary", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("totp_used_step", sa.Integer(), nullable=True),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("failed_logins >= 0", name=op.f("ck_staff_failed_logins")),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= joined_on", name=op.f("ck_staff_left_after_joining")
        ),
        sa.CheckConstraint("login = lower(login)", name=op.f("ck_staff_login_in_lower_case")),
        sa.CheckConstraint(
            "totp_confirmed_at IS NULL OR totp_secret IS NOT NULL", name=op.f("ck_staff_confirmed_secret")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_staff_department_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
        sa.UniqueConstraint("number", name=op.f("uq_staff_number")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index("ix_staff_department_id_name", ["department_id", "name"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_left_on"), ["left_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_name"), ["name"], unique=False)

    # Department and staff point at each other: this key waits until both are there.
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_foreign_key(op.f("fk_department_head_id_staff"), "staff", ["head_id"], ["id"])

    op.create_table(
        "event",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "party",
            sa.Enum(
                "staff",
                "customer",
                "system",
                name="party",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(party = 'staff') = (staff_id IS NOT NULL)", name=op.f("ck_event_staff_is_named")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_event_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_at"), ["at"], unique=False)
        batch_op.create_index("ix_event_kind_at", ["kind", "at"], unique=False)
        batch_op.create_index("ix_event_staff_id_at", ["staff_id", "at"], unique=False)
        batch_op.create_index("ix_event_subject_id", ["subject", "id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=40), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_recovery_code_digest")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "saved_filter",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "query",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_saved_filter_department_id_department")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_saved_filter_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("staff_id", "area", "name", name=op.f("uq_saved_filter_staff_id_area_name")),
    )
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_filter_department_id"), ["department_id"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("second_factor_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_login_session_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_login_session_token_digest")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "message_template",
        sa.Column(
            "kind",
            sa.Enum(
                "acknowledgement",
                "more_info_request",
                "more_info_reminder",
                "progress",
                "extension",
                "reply",
                "revisit_invitation",
                "revisit_reminder",
                "reopened",
                "closed",
                "withdrawn",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum("zh", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("effective_from", sa.DateTime(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_message_template_version")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["staff.id"], name=op.f("fk_message_template_saved_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
        sa.UniqueConstraint(
            "kind", "language", "version", name=op.f("uq_message_template_kind_language_version")
        ),
    )
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_template_in_use", ["kind", "language", "effective_from"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_message_template_saved_by_id"), ["saved_by_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("dedupe", sa.String(length=120), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notice_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_notice_dedupe")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_staff", ["staff_id", "read_at", "at"], unique=False)

    op.create_table(
        "response",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column(
            "reach",
            sa.Enum(
                "email",
                "sms",
                "phone",
                "web",
                "qr",
                "open_link",
                name="reach",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("completed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(reach = 'phone') = (entered_by_id IS NOT NULL)", name=op.f("ck_response_caller_is_named")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["staff.id"], name=op.f("fk_response_entered_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_response_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_response_invitation_id")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_entered_by_id"), ["entered_by_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "auditor",
                "committee",
                "customer_service_agent",
                "department_handler",
                "department_head",
                "finance",
                "hr",
                "leading_group",
                "legal",
                "quality_inspector",
                "staff",
                "store_staff",
                "supervisor",
                "trainer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_role_grant_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("staff_id", "role", name=op.f("uq_role_grant_staff_id_role")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_role"), ["role"], unique=False)

    op.create_table(
        "rulebook",
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_force",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("effective_from", sa.DateTime(), nullable=False),
        sa.Column(
            "document",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("put_in_force_by_id", sa.Integer(), nullable=True),
        sa.Column("put_in_force_at", sa.DateTime(), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (put_in_force_at IS NULL)", name=op.f("ck_rulebook_draft_is_not_in_force")
        ),
        sa.CheckConstraint(
            "(state = 'retired') = (retired_at IS NOT NULL)", name=op.f("ck_rulebook_retired_has_moment")
        ),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_by_id IS NULL)", name=op.f("ck_rulebook_retired_by_somebody")
        ),
        sa.CheckConstraint(
            "put_in_force_at IS NULL OR author_id IS NULL OR (put_in_force_by_id IS NOT NULL AND put_in_force_by_id <> author_id)",
            name=op.f("ck_rulebook_second_person"),
        ),
        sa.CheckConstraint(
            "put_in_force_by_id IS NULL OR put_in_force_at IS NOT NULL",
            name=op.f("ck_rulebook_put_in_force_has_moment"),
        ),
        sa.CheckConstraint(
            "retired_at IS NULL OR retired_at < effective_from",
            name=op.f("ck_rulebook_retired_before_its_day"),
        ),
        sa.CheckConstraint("version_number >= 1", name=op.f("ck_rulebook_version_number")),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_rulebook_author_id_staff")),
        sa.ForeignKeyConstraint(
            ["put_in_force_by_id"], ["staff.id"], name=op.f("fk_rulebook_put_in_force_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["retired_by_id"], ["staff.id"], name=op.f("fk_rulebook_retired_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook")),
        sa.UniqueConstraint("version_number", name=op.f("uq_rulebook_version_number")),
    )
    with op.batch_alter_table("rulebook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulebook_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rulebook_put_in_force_by_id"), ["put_in_force_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rulebook_retired_by_id"), ["retired_by_id"], unique=False)
        batch_op.create_index(
            "uq_rulebook_effective_from",
            ["effective_from"],
            unique=True,
            sqlite_where=sa.text("state = 'in_force'"),
            postgresql_where=sa.text("state = 'in_force'"),
        )

    op.create_table(
        "stored_file",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_stored_file_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("key", name=op.f("uq_stored_file_key")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_by_id"), ["by_id"], unique=False)

    op.create_table(
        "case",
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "complaint",
                "feedback",
                "inquiry",
                "suggestion",
                "praise",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "hotline",
                "voicemail",
                "email",
                "chat",
                "social",
                "store",
                "web",
                "forum",
                "research",
                "staff",
                "survey",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "assigned",
                "handling",
                "waiting",
                "review",
                "approved",
                "answered",
                "closed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("rulebook_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=20), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("happened_when", sa.String(length=200), nullable=False),
        sa.Column("happened_where", sa.String(length=200), nullable=False),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("verified_with_customer", sa.Boolean(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column(
            "suggestion",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column(
            "criteria",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("triaged_at", sa.DateTime(), nullable=True),
        sa.Column("lead_department_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("ask_again_at", sa.DateTime(), nullable=True),
        sa.Column("waits_until", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column(
            "due_kind",
            sa.Enum(
                "first_response",
                "plan",
                "result",
                "review",
                "tell",
                "decision",
                name="due_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column(
            "closing",
            sa.Enum(
                "confirmed",
                "satisfied",
                "neutral",
                "no_answer",
                "malicious",
                "leading_group",
                "on_the_spot",
                "withdrawn",
                name="closing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closing_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (closing IS NOT NULL)",
            name=op.f("ck_case_closed_says_how"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('assigned', 'handling', 'waiting', 'review', 'approved', 'answered') OR (lead_department_id IS NOT NULL AND category IS NOT NULL AND triaged_at IS NOT NULL)",
            name=op.f("ck_case_triaged"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('assigned', 'handling', 'waiting', 'review', 'approved', 'answered') OR kind <> 'complaint' OR grade IS NOT NULL",
            name=op.f("ck_case_complaint_is_graded"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('handling', 'waiting', 'review', 'approved', 'answered') OR owner_id IS NOT NULL",
            name=op.f("ck_case_owned"),
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR answered_at IS NOT NULL", name=op.f("ck_case_answered_has_moment")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (waits_until IS NOT NULL) AND (state = 'waiting' OR ask_again_at IS NULL)",
            name=op.f("ck_case_waiting_ends"),
        ),
        sa.CheckConstraint("(due_at IS NULL) = (due_kind IS NULL)", name=op.f("ck_case_due_says_what")),
        sa.CheckConstraint("grade IN (1, 2, 3)", name=op.f("ck_case_grade")),
        sa.CheckConstraint("priority BETWEEN 1 AND 4", name=op.f("ck_case_priority")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_case_round")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_case_customer_id_customer")),
        sa.ForeignKeyConstraint(
            ["lead_department_id"], ["department.id"], name=op.f("fk_case_lead_department_id_department")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_case_owner_id_staff")),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["staff.id"], name=op.f("fk_case_registered_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["rulebook_id"], ["rulebook.id"], name=op.f("fk_case_rulebook_id_rulebook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
        sa.UniqueConstraint("submission", name=op.f("uq_case_submission")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index("ix_case_ask_again", ["ask_again_at"], unique=False)
        batch_op.create_index("ix_case_category", ["category", "received_at"], unique=False)
        batch_op.create_index("ix_case_customer_received", ["customer_id", "received_at"], unique=False)
        batch_op.create_index(
            "ix_case_department_state_due", ["lead_department_id", "state", "due_at"], unique=False
        )
        batch_op.create_index("ix_case_owner_state_due", ["owner_id", "state", "due_at"], unique=False)
        batch_op.create_index("ix_case_received", ["received_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_registered_by_id"), ["registered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_rulebook_id"), ["rulebook_id"], unique=False)
        batch_op.create_index("ix_case_state_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_case_waits", ["waits_until"], unique=False)

    op.create_table(
        "response_item",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("part = '' OR choice IS NOT NULL", name=op.f("ck_response_item_part_has_choice")),
        sa.CheckConstraint("choice IS NULL OR words IS NULL", name=op.f("ck_response_item_choice_or_words")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_response_item_response_id_response")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_item")),
        sa.UniqueConstraint(
            "response_id", "question", "part", name=op.f("uq_response_item_response_id_question_part")
        ),
    )
    with op.batch_alter_table("response_item", schema=None) as batch_op:
        batch_op.create_index("ix_response_item_question", ["question", "part", "choice"], unique=False)

    op.create_table(
        "case_confirmation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_confirmation_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_confirmation")),
    )
    with op.batch_alter_table("case_confirmation", schema=None) as batch_op:
        batch_op.create_index("uq_case_confirmation_round", ["case_id", "round"], unique=True)

    op.create_table(
        "case_contact",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("in", "out", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "means",
            sa.Enum(
                "phone",
                "email",
                "sms",
                "web",
                "chat",
                "visit",
                name="means",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "direction = 'in' OR by_id IS NOT NULL OR template <> ''",
            name=op.f("ck_case_contact_we_are_named"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_contact_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_contact_case_id_case")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_message.id"], name=op.f("fk_case_contact_message_id_outbox_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_contact")),
    )
    with op.batch_alter_table("case_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_contact_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_contact_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_contact_message_id"), ["message_id"], unique=False)

    op.create_table(
        "case_file",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_file_case_id_case")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["case_contact.id"], name=op.f("fk_case_file_contact_id_case_contact")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_case_file_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "case_note",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_note_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_note_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
    )
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_note_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_plan",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_plan_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_plan_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_plan")),
    )
    with op.batch_alter_table("case_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_plan_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_plan_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_result",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "submitted",
                "approved",
                "rejected",
                "dropped",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("review_reason", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(verdict IN ('submitted', 'dropped')) = (reviewer_id IS NULL) AND (verdict IN ('submitted', 'dropped')) = (reviewed_at IS NULL)",
            name=op.f("ck_case_result_verdict_has_reviewer"),
        ),
        sa.CheckConstraint(
            "told_at IS NULL OR verdict = 'approved'", name=op.f("ck_case_result_told_after_approval")
        ),
        sa.CheckConstraint(
            "verdict <> 'rejected' OR review_reason <> ''", name=op.f("ck_case_result_rejection_has_reason")
        ),
        sa.CheckConstraint("reviewer_id <> by_id", name=op.f("ck_case_result_reviewed_by_another")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_case_result_by_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_result_case_id_case")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_case_result_reviewer_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_result")),
    )
    with op.batch_alter_table("case_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_result_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_result_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_result_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(
            "uq_case_result_waiting",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("verdict = 'submitted'"),
            postgresql_where=sa.text("verdict = 'submitted'"),
        )

    op.create_table(
        "due_time",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "first_response",
                "plan",
                "result",
                "review",
                "tell",
                "decision",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum("met", "dropped", name="ending", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("paused_since", sa.DateTime(), nullable=True),
        sa.Column("next_notice_at", sa.DateTime(), nullable=True),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_due_time_ending_has_moment")
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR paused_since IS NULL", name=op.f("ck_due_time_ended_is_not_paused")
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_due_time_minutes")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_due_time_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_time")),
    )
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.create_index("ix_due_time_case", ["case_id", "ended_at"], unique=False)
        batch_op.create_index("ix_due_time_notice", ["next_notice_at"], unique=False)

    op.create_table(
        "revisit",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("first", "lasting", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "sent",
                "to_call",
                "answered",
                "expired",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "silence",
            sa.Enum(
                "contact_limit",
                "do_not_contact",
                "no_answer",
                "no_means",
                "not_called",
                "not_reached",
                "refused",
                "undelivered",
                "wrong_number",
                name="silence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("send_at", sa.DateTime(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("remind_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("call_from", sa.DateTime(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_call_at", sa.DateTime(), nullable=True),
        sa.Column("caller_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column(
            "solved",
            sa.Enum(
                "yes", "partly", "no", name="solved", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(state = 'answered') = (answered_at IS NOT NULL) AND (answered_at IS NULL) = (score IS NULL)",
            name=op.f("ck_revisit_answer_has_score"),
        ),
        sa.CheckConstraint(
            "(state = 'expired') = (silence IS NOT NULL)", name=op.f("ck_revisit_silence_has_reason")
        ),
        sa.CheckConstraint(
            "NOT state IN ('sent', 'to_call') OR (invitation_id IS NOT NULL AND asked_at IS NOT NULL AND expires_at IS NOT NULL)",
            name=op.f("ck_revisit_asked_by_invitation"),
        ),
        sa.CheckConstraint(
            "state <> 'to_call' OR next_call_at IS NOT NULL", name=op.f("ck_revisit_call_has_moment")
        ),
        sa.CheckConstraint(
            "(caller_id IS NULL) = (claimed_until IS NULL) AND (caller_id IS NULL) = (claimed_at IS NULL)",
            name=op.f("ck_revisit_claim_has_caller"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_revisit_attempts")),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_revisit_score")),
        sa.ForeignKeyConstraint(["caller_id"], ["staff.id"], name=op.f("fk_revisit_caller_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_revisit_case_id_case")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_revisit_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisit")),
        sa.UniqueConstraint("case_id", "round", "kind", name=op.f("uq_revisit_case_id_round_kind")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_revisit_invitation_id")),
    )
    with op.batch_alter_table("revisit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisit_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index("ix_revisit_call_from", ["state", "call_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisit_caller_id"), ["caller_id"], unique=False)
        batch_op.create_index("ix_revisit_expire", ["state", "expires_at"], unique=False)
        batch_op.create_index("ix_revisit_next_call", ["state", "next_call_at"], unique=False)
        batch_op.create_index("ix_revisit_remind", ["state", "remind_at"], unique=False)
        batch_op.create_index("ix_revisit_send", ["state", "send_at"], unique=False)

    op.create_table(
        "case_milestone",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("dropped_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(dropped_at IS NULL) = (dropped_because = '')", name=op.f("ck_case_milestone_dropped_says_why")
        ),
        sa.CheckConstraint(
            "done_at IS NULL OR dropped_at IS NULL", name=op.f("ck_case_milestone_ends_once")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_case_milestone_owner_id_staff")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["case_plan.id"], name=op.f("fk_case_milestone_plan_id_case_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_milestone")),
    )
    with op.batch_alter_table("case_milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_milestone_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_milestone_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "due_time_pause",
        sa.Column("due_time_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_due_time_pause_order")),
        sa.ForeignKeyConstraint(
            ["due_time_id"], ["due_time.id"], name=op.f("fk_due_time_pause_due_time_id_due_time")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_time_pause")),
    )
    with op.batch_alter_table("due_time_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_time_pause_due_time_id"), ["due_time_id"], unique=False)

    op.create_table(
        "revisit_answer",
        sa.Column("revisit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column(
            "solved",
            sa.Enum(
                "yes", "partly", "no", name="solved", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "reach",
            sa.Enum(
                "email",
                "sms",
                "phone",
                "web",
                "qr",
                "open_link",
                name="reach",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_revisit_answer_score")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_revisit_answer_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["revisit_id"], ["revisit.id"], name=op.f("fk_revisit_answer_revisit_id_revisit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisit_answer")),
    )
    with op.batch_alter_table("revisit_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisit_answer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisit_answer_revisit_id"), ["revisit_id"], unique=False)

    op.create_table(
        "revisit_call",
        sa.Column("revisit_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "reached",
                "no_answer",
                "busy",
                "call_later",
                "refused",
                "do_not_contact",
                "wrong_number",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("again_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_revisit_call_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["revisit_id"], ["revisit.id"], name=op.f("fk_revisit_call_revisit_id_revisit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisit_call")),
    )
    with op.batch_alter_table("revisit_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisit_call_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisit_call_revisit_id"), ["revisit_id"], unique=False)

    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_department_head_id_staff"), type_="foreignkey")

    with op.batch_alter_table("revisit_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revisit_call_revisit_id"))
        batch_op.drop_index(batch_op.f("ix_revisit_call_by_id"))

    op.drop_table("revisit_call")
    with op.batch_alter_table("revisit_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revisit_answer_revisit_id"))
        batch_op.drop_index(batch_op.f("ix_revisit_answer_by_id"))

    op.drop_table("revisit_answer")
    with op.batch_alter_table("due_time_pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_time_pause_due_time_id"))

    op.drop_table("due_time_pause")
    with op.batch_alter_table("case_milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_milestone_plan_id"))
        batch_op.drop_index(batch_op.f("ix_case_milestone_owner_id"))

    op.drop_table("case_milestone")
    with op.batch_alter_table("revisit", schema=None) as batch_op:
        batch_op.drop_index("ix_revisit_send")
        batch_op.drop_index("ix_revisit_remind")
        batch_op.drop_index("ix_revisit_next_call")
        batch_op.drop_index("ix_revisit_expire")
        batch_op.drop_index(batch_op.f("ix_revisit_caller_id"))
        batch_op.drop_index("ix_revisit_call_from")
        batch_op.drop_index(batch_op.f("ix_revisit_asked_at"))

    op.drop_table("revisit")
    with op.batch_alter_table("due_time", schema=None) as batch_op:
        batch_op.drop_index("ix_due_time_notice")
        batch_op.drop_index("ix_due_time_case")

    op.drop_table("due_time")
    with op.batch_alter_table("case_result", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_result_waiting",
            sqlite_where=sa.text("verdict = 'submitted'"),
            postgresql_where=sa.text("verdict = 'submitted'"),
        )
        batch_op.drop_index(batch_op.f("ix_case_result_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_case_result_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_result_by_id"))

    op.drop_table("case_result")
    with op.batch_alter_table("case_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_plan_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_plan_by_id"))

    op.drop_table("case_plan")
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_note_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_note_by_id"))

    op.drop_table("case_note")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_file_file_id"))
        batch_op.drop_index(batch_op.f("ix_case_file_case_id"))

    op.drop_table("case_file")
    with op.batch_alter_table("case_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_contact_message_id"))
        batch_op.drop_index(batch_op.f("ix_case_contact_case_id"))
        batch_op.drop_index(batch_op.f("ix_case_contact_by_id"))

    op.drop_table("case_contact")
    with op.batch_alter_table("case_confirmation", schema=None) as batch_op:
        batch_op.drop_index("uq_case_confirmation_round")

    op.drop_table("case_confirmation")
    with op.batch_alter_table("response_item", schema=None) as batch_op:
        batch_op.drop_index("ix_response_item_question")

    op.drop_table("response_item")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index("ix_case_waits")
        batch_op.drop_index("ix_case_state_due")
        batch_op.drop_index(batch_op.f("ix_case_rulebook_id"))
        batch_op.drop_index(batch_op.f("ix_case_registered_by_id"))
        batch_op.drop_index("ix_case_received")
        batch_op.drop_index("ix_case_owner_state_due")
        batch_op.drop_index("ix_case_department_state_due")
        batch_op.drop_index("ix_case_customer_received")
        batch_op.drop_index("ix_case_category")
        batch_op.drop_index("ix_case_ask_again")

    op.drop_table("case")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_by_id"))

    op.drop_table("stored_file")
    with op.batch_alter_table("rulebook", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rulebook_effective_from",
            sqlite_where=sa.text("state = 'in_force'"),
            postgresql_where=sa.text("state = 'in_force'"),
        )
        batch_op.drop_index(batch_op.f("ix_rulebook_retired_by_id"))
        batch_op.drop_index(batch_op.f("ix_rulebook_put_in_force_by_id"))
        batch_op.drop_index(batch_op.f("ix_rulebook_author_id"))

    op.drop_table("rulebook")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_role"))

    op.drop_table("role_grant")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_entered_by_id"))

    op.drop_table("response")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_staff")

    op.drop_table("notice")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_template_saved_by_id"))
        batch_op.drop_index("ix_message_template_in_use")

    op.drop_table("message_template")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_staff_id"))
        batch_op.drop_index(batch_op.f("ix_login_session_expires_at"))

    op.drop_table("login_session")
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_filter_department_id"))

    op.drop_table("saved_filter")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_staff_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_subject_id")
        batch_op.drop_index("ix_event_staff_id_at")
        batch_op.drop_index("ix_event_kind_at")
        batch_op.drop_index(batch_op.f("ix_event_at"))

    op.drop_table("event")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_name"))
        batch_op.drop_index(batch_op.f("ix_staff_left_on"))
        batch_op.drop_index("ix_staff_department_id_name")

    op.drop_table("staff")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_version_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("questionnaire_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_questionnaire_version_draft",
            sqlite_where=sa.text("published_at IS NULL"),
            postgresql_where=sa.text("published_at IS NULL"),
        )

    op.drop_table("questionnaire_version")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_to")
        batch_op.drop_index("ix_outbox_message_due")
        batch_op.drop_index(batch_op.f("ix_outbox_message_about"))

    op.drop_table("outbox_message")
    op.drop_table("lease")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_index("ix_job_run_job_ended_at")
        batch_op.drop_index("ix_job_run_ended_at")

    op.drop_table("job_run")
    op.drop_table("event_seal")
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_parent_id"))
        batch_op.drop_index(batch_op.f("ix_department_head_id"))

    op.drop_table("department")
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_phone"))
        batch_op.drop_index(batch_op.f("ix_customer_email"))
        batch_op.drop_index(batch_op.f("ix_customer_account"))

    op.drop_table("customer")
    op.drop_table("case_counter")
    if op.get_bind().dialect.name == "postgresql":
        for function in ("refuse_change", "refuse_published_change"):
            op.execute(f"DROP FUNCTION {function}")
