"""Forgetting a customer completely: words in the trail, mails as they came, and what was left so far (X-03)."""

import sqlalchemy as sa
from alembic import op

revision = "personal"
down_revision = "supervision"
branch_labels = None
depends_on = None

FORGOTTEN = 'SELECT id FROM "case" WHERE customer_id IN (SELECT customer_id FROM forgotten_customer)'  # noqa: S105
TOLD = """NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.subject = OLD.subject AND NEW.at = OLD.at
AND NEW.party = OLD.party AND coalesce(NEW.staff_id, 0) = coalesce(OLD.staff_id, 0)
AND NEW.created_at = OLD.created_at AND EXISTS (SELECT 1 FROM event AS said
WHERE said.kind = 'trail.redacted' AND said.subject = 'event:' || OLD.id AND said.id > OLD.id)"""


def upgrade() -> None:
    _guard_trail()
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_check_constraint(
            batch_op.f("ck_mailbox_message_read_before_it_goes"),
            "file_id IS NOT NULL OR processed_at IS NOT NULL",
        )
    _forget_the_rest()


def downgrade() -> None:
    op.execute("DELETE FROM mailbox_copy WHERE message_id IN (SELECT id FROM mailbox_message WHERE file_id IS NULL)")
    op.execute(
        "DELETE FROM mailbox_reference WHERE message_id IN (SELECT id FROM mailbox_message WHERE file_id IS NULL)"
    )
    op.execute("DELETE FROM mailbox_message WHERE file_id IS NULL")
    with op.batch_alter_table("mailbox_message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_mailbox_message_read_before_it_goes"), type_="check")
        batch_op.alter_column("file_id", existing_type=sa.Integer(), nullable=False)
    _guard_trail_wholly()


def _forget_the_rest() -> None:
    """What forgetting a customer left so far: files, mails as they came, lists of surveys, names in chats.

    Files that nothing points at any more are swept up by the clock, with their bytes.
    """
    op.execute(f"DELETE FROM case_file WHERE case_id IN ({FORGOTTEN})")
    op.execute(
        "DELETE FROM case_outside_paper WHERE outside_id IN"
        f" (SELECT id FROM case_outside WHERE case_id IN ({FORGOTTEN}))"
    )
    mails = sa.table(
        "mailbox_message",
        sa.column("case_id", sa.Integer()),
        sa.column("processed_at", sa.DateTime()),
        sa.column("attachments", sa.JSON()),
        sa.column("file_id", sa.Integer()),
        sa.column("message_id", sa.String()),
    )
    op.execute(
        sa.update(mails)
        .where(sa.text(f"case_id IN ({FORGOTTEN}) AND processed_at IS NOT NULL"))
        .values(file_id=None, message_id=None, attachments={})
    )
    op.execute(
        "UPDATE campaign_member SET to_name = '', to_address = NULL, to_phone = NULL"
        f" WHERE case_id IN ({FORGOTTEN}) OR customer_id IN (SELECT customer_id FROM forgotten_customer)"
    )
    op.execute(
        "UPDATE case_chat_line SET name = '' WHERE speaker = 'customer' AND chat_id IN"
        f" (SELECT id FROM case_chat WHERE case_id IN ({FORGOTTEN}))"
    )
    op.execute(f"UPDATE case_post SET link = '' WHERE case_id IN ({FORGOTTEN})")
    op.execute(f"UPDATE case_further_post SET link = '' WHERE case_id IN ({FORGOTTEN})")


def _guard_trail() -> None:
    """An event may lose words once the trail says so."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER event_no_update")
        op.execute(
            f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN NOT ({TOLD})\n"
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
        return
    op.execute("DROP TRIGGER event_no_update ON event")
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_untold_change() RETURNS trigger LANGUAGE plpgsql AS\n"
        f"$$ BEGIN\nIF {TOLD} THEN RETURN NEW; END IF;\n"
        "RAISE EXCEPTION 'the trail is append-only';\nEND $$"
    )
    op.execute(
        "CREATE TRIGGER event_no_update BEFORE UPDATE ON event\n"
        "FOR EACH ROW EXECUTE FUNCTION refuse_untold_change()"
    )


def _guard_trail_wholly() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER event_no_update")
        op.execute(
            "CREATE TRIGGER event_no_update BEFORE UPDATE ON event\n"
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
        return
    op.execute("DROP TRIGGER event_no_update ON event")
    op.execute("DROP FUNCTION refuse_untold_change()")
    op.execute(
        "CREATE TRIGGER event_no_update BEFORE UPDATE ON event\n"
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
