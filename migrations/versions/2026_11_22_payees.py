"""Keep how people and departments were called when payroll was handed over (C-01, C-03)."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "payees"
down_revision = "attack4"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
KEPT = ("payroll_issue", "payroll_line")


def upgrade() -> None:
    _unguard()
    with op.batch_alter_table("payroll_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("payee", DOCUMENT, nullable=True))
    _write_payees()
    with op.batch_alter_table("payroll_line", schema=None) as batch_op:
        batch_op.alter_column("payee", existing_type=DOCUMENT, nullable=False)
    _guard()


def downgrade() -> None:
    _unguard()
    with op.batch_alter_table("payroll_line", schema=None) as batch_op:
        batch_op.drop_column("payee")
    _forget_payees()
    _guard()


def _write_payees() -> None:
    """What was handed over before says whom it was for as they are called today: nothing older is known."""
    connection = op.get_bind()
    people = _named(connection, "SELECT id, number, name, name_en FROM staff")
    departments = _named(connection, "SELECT id, code, name_zh, name_en FROM department")
    places = dict(tuple(row) for row in connection.execute(sa.text("SELECT id, department_id FROM staff")))
    lines = sa.table("payroll_line", sa.column("id", sa.Integer()), sa.column("payee", DOCUMENT))
    found = connection.execute(sa.text("SELECT id, staff_id, department_id FROM payroll_line")).all()
    for line, person, department in found:
        payee = _payee(people.get(person), departments[department])
        connection.execute(sa.update(lines).where(lines.c.id == line).values(payee=payee))
    for issue, held in _held(connection):
        for each in held:
            place = each.get("department", places[each["staff"]])
            each["payee"] = _payee(people[each["staff"]], departments[place])
        _keep(connection, issue, held)


def _forget_payees() -> None:
    connection = op.get_bind()
    for issue, held in _held(connection):
        for each in held:
            each.pop("payee", None)
        _keep(connection, issue, held)


def _payee(person: dict[str, str] | None, department: dict[str, str]) -> dict[str, Any]:
    return {"holder": person or department, "department": department}


def _named(connection: sa.Connection, query: str) -> dict[int, dict[str, str]]:
    rows = connection.execute(sa.text(query))
    return {row: {"code": code, "name_zh": zh, "name_en": en} for row, code, zh, en in rows}


def _held(connection: sa.Connection) -> list[tuple[int, list[dict[str, Any]]]]:
    rows = connection.execute(sa.text("SELECT id, held FROM payroll_issue")).all()
    return [(row, json.loads(held) if isinstance(held, str) else held) for row, held in rows]


def _keep(connection: sa.Connection, issue: int, held: list[dict[str, Any]]) -> None:
    issues = sa.table("payroll_issue", sa.column("id", sa.Integer()), sa.column("held", DOCUMENT))
    connection.execute(sa.update(issues).where(issues.c.id == issue).values(held=held))


def _unguard() -> None:
    where = "" if op.get_bind().dialect.name == "sqlite" else " ON {table}"
    for table in KEPT:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}" + where.format(table=table))


def _guard() -> None:
    """As it was before: what was handed over never changes."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in KEPT:
        for verb in ("update", "delete"):
            begin = f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
            if on_sqlite:
                op.execute(f"{begin}\nBEGIN SELECT RAISE(ABORT, 'what is booked stays'); END")
            else:
                op.execute(f"{begin}\nFOR EACH ROW EXECUTE FUNCTION refuse_booked_change()")
