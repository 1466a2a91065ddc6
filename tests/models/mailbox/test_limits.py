"""V-04: how much a mail may hold, and how many may come; what is beyond these numbers is not lost."""

import base64
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.queries import files_of
from models.cases.tables import Case
from models.mailbox.actions import Office
from models.mailbox.words import Fate, Reason
from models.outbox.tables import OutboxMessage
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.mails.letters import CUSTOMER, HEAD, WORDS, mail, multipart, part, raw
from tests.models.cases.making import new
from tests.models.files.samples import picture
from tests.models.mailbox.conftest import Receive
from tests.moments import MONDAY

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_seventy_files_are_on_the_case(cast: Cast, session: Session, receive: Receive) -> None:
    """V-02, V-04: all of them, in their order, though a form takes fewer."""
    names = [f"{n}.png" for n in range(70)]
    assert len(names) > rules_at(MONDAY).uploads.files
    files = [part(f"image/png; name={name}", picture()) for name in names]
    message = receive(multipart("mixed", part("text/plain; charset=utf-8", WORDS), *files, head=HEAD))
    case = session.get_one(Case, message.case_id)
    assert [entry.file.name for entry in files_of(case)] == names


def test_twenty_five_megabytes_are_on_the_case(
    cast: Cast, session: Session, receive: Receive, office: Office
) -> None:
    """V-02, V-04: a file as large as mail servers let through, byte for byte."""
    content = b"%PDF-1.4\n" + bytes(25_000_000)
    lines = base64.encodebytes(content)
    big = raw("Content-Type: application/pdf; name=big.pdf", "Content-Transfer-Encoding: base64", body=lines)
    message = receive(multipart("mixed", part("text/plain; charset=utf-8", WORDS), big, head=HEAD))
    case = session.get_one(Case, message.case_id)
    (entry,) = files_of(case)
    assert (case.problem, entry.file.name, entry.file.size) == (WORDS, "big.pdf", len(content))
    with office.store.open(entry.file.key) as kept:
        assert kept.read() == content


def test_more_than_the_rulebooks_number_of_additions_waits_for_a_person(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: nothing of it is lost, and no file of it is left on the case."""
    case = new(email=CUSTOMER)
    most = rules_at(MONDAY).public_form.additions_a_day
    file = (("a.png", "image/png", picture()),)
    sent = [
        receive(mail(f"{n}", subject=case.number, files=file), now=MONDAY + n * MINUTE)
        for n in range(most + 1)
    ]
    assert [each.fate for each in sent] == [Fate.WORDS] * most + [Fate.IGNORED]
    assert (sent[-1].reason, sent[-1].mentions) == (Reason.TOO_MANY, case.number)
    assert len(files_of(case)) == most


def test_a_flood_of_one_sender_waits_for_a_person(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: programs that answer each other without saying what they are."""
    most = rules_at(MONDAY).mailbox.messages_an_hour
    sent = [receive(mail(f"{n}"), now=MONDAY + timedelta(seconds=n)) for n in range(most + 1)]
    later = receive(mail("later"), now=MONDAY + DAY)
    assert [each.fate for each in sent] == [Fate.CASE] * most + [Fate.IGNORED]
    assert (sent[-1].reason, later.fate) == (Reason.TOO_MANY, Fate.CASE)


def test_automatic_answers_to_one_sender_have_an_end(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04, RB-01: so many a day; each mail is a case all the same."""
    most = rules_at(MONDAY).mailbox.answers_a_day
    for n in range(most + 2):
        receive(mail(f"{n}", subject=f"{n}"), now=MONDAY + n * MINUTE)
    receive(mail("next day"), now=MONDAY + 2 * DAY)
    answered = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == "acknowledgement")
    assert session.scalar(answered) == most + 1
    assert session.scalar(select(func.count()).select_from(Case)) == most + 3
