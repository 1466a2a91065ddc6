"""What the story leaves out: reports of the hotline, and a customer who asked to be forgotten.

Pages of the story show nothing of it. Migrations are walked with it, so that no table is empty.
"""

from datetime import timedelta
from io import BytesIO

from models.customers.tables import Customer
from models.db import db
from models.files.storage import FolderStore
from models.hotline.actions import rewards, steps
from models.hotline.actions.erase import erase_keys, erase_rows
from models.hotline.actions.identity import ask_identity
from models.hotline.actions.mailbox import claim_mailbox, remember_sealed
from models.hotline.actions.recovery import begin_recovery
from models.hotline.actions.texts import add_file
from models.hotline.queries.reading import read
from models.hotline.rules.access import Access
from models.hotline.tables import HotlineReport
from models.hotline.words import Conclusion, EntryKind
from models.personal.actions import forget_customer
from tests.cast import Cast, meet
from tests.models.hotline.making import (
    PASSPHRASE,
    VAULT,
    Desk,
    as_reader,
    desk,
    holder,
    named,
    readers,
    reported,
    row_of,
)
from tests.moments import MONDAY
from tests.servers.run import run_folder


def report_and_forget() -> None:
    """Two reports, of which one is erased and counted, a mailbox that is being emptied, and a customer who is
    forgotten. Commits."""
    cast = meet()
    people = desk(cast)
    _erased(cast, people)
    _going_on(cast, people)
    claim_mailbox("jubao@mail.example/INBOX", now=MONDAY)
    remember_sealed("jubao@mail.example/INBOX", bytes(32))
    begin_recovery(people.three, PASSPHRASE, vault=VAULT, now=MONDAY)
    forget_customer(_without_case(), "本人要求", by=cast.hr, now=MONDAY)
    db.session.commit()


def _without_case() -> Customer:
    """A customer of whom no case is kept."""
    number = "+8613500135099"
    customer = Customer(name="古丽", phone=number, account="", region="")
    db.session.add(customer)
    db.session.flush()
    return customer


def _going_on(cast: Cast, people: Desk) -> None:
    receipt = reported(cast.handler, identity=named(cast.plain))
    store = FolderStore(run_folder() / "hotline-files")
    add_file(receipt.access, BytesIO(b"x"), "照片.jpg", "image/jpeg", store=store, now=MONDAY)
    first, second = readers(receipt, people)[:2]
    one, two = as_reader(first, receipt), as_reader(second, receipt)
    assert one is not None
    assert two is not None
    ask_identity(one, holder(first), "需要当面核实", now=MONDAY)
    _concluded(one)
    rewards.propose_reward(one, 200_000, now=MONDAY)
    rewards.grant_reward(two, vault=VAULT, now=MONDAY)


def _erased(cast: Cast, people: Desk) -> None:
    receipt = reported(cast.handler)
    one = as_reader(readers(receipt, people)[0], receipt)
    assert one is not None
    _concluded(one)
    row = row_of(receipt)
    steps.tell(one, "属实", seen=row.version, now=MONDAY)
    steps.close(one, seen=row.version, now=MONDAY)
    db.session.commit()
    assert erase_keys(row.id, now=MONDAY + timedelta(days=740))
    db.session.commit()
    erase_rows(row.id)
    db.session.commit()


def _concluded(one: Access) -> None:
    row = db.session.get_one(HotlineReport, one.report_id)
    involved = read(one).of(EntryKind.REPORT)[0].content.data["people"]
    steps.acknowledge(one, "我们收到了，会查。", seen=row.version, now=MONDAY)
    steps.confirm_involved(one, involved, [], "", seen=row.version, now=MONDAY)
    steps.assess(
        one, "有物证", seriousness="high", danger="some", proof="strong", seen=row.version, now=MONDAY
    )
    steps.investigate(one, "查出入库", seen=row.version, now=MONDAY)
    steps.conclude(one, Conclusion.UPHELD, "属实", seen=row.version, now=MONDAY)
