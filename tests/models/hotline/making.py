"""A vault that costs little, supervisors with keys, and reports, made as they are made in life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from models.db import db
from models.events.actions import SYSTEM
from models.hotline.actions.keepers import confirm, enrol, unlock
from models.hotline.actions.submit import Receipt, submit
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import open_as_reader, readers_of
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.rules.content import Draft, Identity
from models.hotline.rules.vault import Costs, Vault
from models.hotline.tables import HotlineReport
from models.hotline.words import ReportKind
from models.people.actions import Details, add_staff
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.actions import draft as draft_edition
from models.rulebook.actions import put_in_force
from models.rulebook.installed import first_document
from tests.cast import LONG_AGO, Cast, department
from tests.moments import MONDAY

CHEAP = Costs(1024, 1)
VAULT = Vault(locator_pepper=b"l" * 32, code_pepper=b"c" * 32, code=CHEAP, passphrase=CHEAP)
PASSPHRASE = "梧桐树下的第七盏灯还亮着"
SECRET = "仓库主任收了供应商的红包，投诉单被他压了三个月 redenvelope"


@dataclass(frozen=True)
class Desk:
    """Four supervisors of four departments, each with a key in use; `sheets` are of the founder's set-up."""

    one: Staff
    two: Staff
    three: Staff
    four: Staff
    sheets: tuple[str, str]

    def __iter__(self) -> Iterator[Staff]:
        return iter((self.one, self.two, self.three, self.four))


def supervise(person: Staff, now: datetime = MONDAY) -> tuple[str, str] | None:
    """Makes somebody a supervisor with a key; the first keeper confirms it."""
    grant(person, (person.roles - {Role.STAFF}) | {Role.SUPERVISOR})
    person.totp_secret, person.totp_confirmed_at = pyotp.random_base32(), now
    db.session.flush()
    made = enrol(person, PASSPHRASE, vault=VAULT, now=now)
    if not made.keeper.active:
        founder = db.session.query(type(made.keeper)).filter_by(confirmed_by_id=None, state="active").one()
        confirm(made.keeper, by=founder, now=now)
    return made.sheets


def name_in_rules(cast: Cast, now: datetime, **rules: str) -> None:
    """A rulebook that says so of the hotline, in force a minute later."""
    document = first_document()
    document["hotline"] |= rules
    soon = now + timedelta(minutes=1)
    edition = draft_edition(
        document, name="热线", effective_from=soon, note="", by=cast.administrator, now=now
    )
    put_in_force(edition, by=cast.leader, now=now)
    db.session.commit()


def newcomer(name: str, code: str) -> Staff:
    """One more person in a department."""
    number = f"T-9{db.session.query(Staff).count():03}"
    details = Details(name=name, name_en=name, department=department(code), email=f"{number}@example.com")
    person, _ = add_staff(
        details, number=number, login=number.lower(), joined_on=LONG_AGO.date(), by=SYSTEM, now=LONG_AGO
    )
    return person


def desk(cast: Cast, now: datetime = MONDAY) -> Desk:
    """The supervisors of these tests: of the general office, quality, legal, and operations."""
    people = (cast.supervisor, cast.inspector, cast.legal, cast.plain)
    sheets = [supervise(person, now) for person in people]
    assert sheets[0] is not None
    return Desk(*people, sheets[0])


def holder(person: Staff, now: datetime = MONDAY) -> KeyHolder:
    """A supervisor whose key is unlocked."""
    return unlock(person, PASSPHRASE, f"session of {person.login}", vault=VAULT, now=now).holder


def draft(*people: Staff, **changes: object) -> Draft:
    """A report about these people."""
    values: dict[str, object] = {
        "kind": ReportKind.BRIBERY,
        "text": SECRET,
        "people": tuple(person.id for person in people),
    }
    return Draft.model_validate(values | changes)


def reported(*people: Staff, now: datetime = MONDAY, **changes: object) -> Receipt:
    """A report that was sealed."""
    return submit(draft(*people, **changes), vault=VAULT, now=now)


def named(person: Staff) -> Identity:
    """Who says who they are."""
    return Identity(name=person.name, contact="13800138000", staff_number=person.number)


def row_of(receipt: Receipt) -> HotlineReport:
    """The row of a report."""
    return db.session.get_one(HotlineReport, receipt.access.report_id)


def as_reader(person: Staff, receipt: Receipt, now: datetime = MONDAY) -> Access | None:
    """The report, opened by a supervisor."""
    return open_as_reader(row_of(receipt), holder(person, now), now=now)


def readers(receipt: Receipt, desk: Desk) -> list[Staff]:
    """Which of these supervisors have a share."""
    found = []
    for person in desk:
        keeper = keeper_of(person)
        if keeper is not None and _has_share(receipt, keeper.id):
            found.append(person)
    return found


def _has_share(receipt: Receipt, keeper_id: int) -> bool:
    return any(share.keeper_id == keeper_id for share in readers_of(receipt.access.report_id))
