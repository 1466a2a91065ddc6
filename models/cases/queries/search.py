"""Finding cases by what was said, by number, and by whose they are; as fast among a million as among few."""

import re
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union

from models.cases.rules.grams import asked, asked_name, chinese_words
from models.cases.tables import (
    Case,
    Chat,
    ChatLine,
    Confirmation,
    Contact,
    Origin,
    OutsideComplaint,
    case_gram,
)
from models.clock import SHANGHAI
from models.customers.tables import SHOWN_DIGITS, Customer
from models.people.tables import Staff
from models.permissions import Permission

NUMBER = re.compile(r"(?:HY-?)?(20\d{2})-?(\d{2})-?(\d{2})(?:-(\d{4,}))?", re.IGNORECASE)
"""HY-20261121-0042, without its beginning, or a day alone: all cases of that day."""
MOST_CUSTOMERS = 200
"""So many customers are taken whose number ends with the same digits, or who have the same name."""


def with_text(found: Select[Case], text: str, staff: Staff, *, most: int | None) -> Select[Case]:
    """Of these cases those with all words of the text, that number, or that customer; the newest `most`.

    Finds Chinese words from two characters on and Latin ones from three letters on wherever they stand;
    shorter Latin words as whole words. Who may not reveal personal data finds customers by their whole
    name, and by the four digits that lists show: searching for one digit or sign more, and one more, would
    tell all of them without a trace (X-03). A case whose data went is found by nobody's name or number.
    """
    ways = [way.limit(most) if most else way for way in _ways(found, text.strip(), staff)]
    if not ways:
        return found.where(Case.id.in_([]))
    one_of_them = [select(way.subquery().c.id) for way in ways]
    ids = union(*one_of_them) if len(one_of_them) > 1 else one_of_them[0]
    return select(Case).where(Case.id.in_(ids))


def _ways(found: Select[Case], text: str, staff: Staff) -> list[Select[int]]:
    """The ids that each index knows, the newest first."""
    ids = found.with_only_columns(Case.id)
    newest = ids.order_by(Case.id.desc())
    ways = [newest.where(Case.customer_id.in_(_customers(text, staff)), Case.expired_at.is_(None))]
    ways.append(newest.where(Case.id.in_(select(Origin.case_id).where(Origin.number == text))))
    of_body = select(OutsideComplaint.case_id).where(OutsideComplaint.number == text)
    ways.append(newest.where(Case.id.in_(of_body)))
    if (number := NUMBER.fullmatch(text)) and (of_number := _by_number(number)):
        ways.append(newest.where(*of_number))
    if parts := asked(text):
        ways.append(_by_parts(ids, parts).where(*(_stands(word) for word in chinese_words(text))))
    if staff.may(Permission.PERSONAL_DATA_REVEAL) and (parts := asked_name(text)):
        ways.append(_by_parts(ids, parts))
    return ways


def _by_parts(ids: Select[int], parts: list[int]) -> Select[int]:
    """Walks along the stretch of the first part; the others are looked up for each case in it."""
    first, *others = (case_gram.alias() for _part in parts)
    found = ids.join(first, first.c.case_id == Case.id).where(first.c.gram == parts[0])
    for part, other in zip(parts[1:], others, strict=True):
        found = found.where(exists().where(other.c.gram == part, other.c.case_id == first.c.case_id))
    return found.order_by(first.c.case_id.desc())


def _stands(word: str) -> ColumnElement[bool]:
    """Whether the characters stand side by side in the case or in what was said about it."""
    own = (Case.title, Case.problem, Case.expected, Case.happened_where)
    said = exists().where(Contact.case_id == Case.id, Contact.text.contains(word, autoescape=True))
    chatted = exists().where(
        Chat.case_id == Case.id, ChatLine.chat_id == Chat.id, ChatLine.text.contains(word, autoescape=True)
    )
    confirmed = exists().where(
        Confirmation.case_id == Case.id, Confirmation.comment.contains(word, autoescape=True)
    )
    return or_(*(column.contains(word, autoescape=True) for column in own), said, chatted, confirmed)


def _by_number(found: re.Match[str]) -> list[ColumnElement[bool]]:
    year, month, day, place = found.groups()
    if place:
        return [Case.number == f"HY-{year}{month}{day}-{place}"]
    try:
        begin = datetime(int(year), int(month), int(day), tzinfo=SHANGHAI)
    except ValueError:
        return []
    return [and_(Case.received_at >= begin, Case.received_at < begin + timedelta(days=1))]


def _customers(text: str, staff: Staff) -> Select[int]:
    number = re.sub(r"[\s()+-]", "", text)
    digits = number.removeprefix("86") if number.isdigit() else ""
    reveals = staff.may(Permission.PERSONAL_DATA_REVEAL)
    known = [Customer.account == text, Customer.email == text.lower(), Customer.name == text]
    if len(digits) == SHOWN_DIGITS or (reveals and len(digits) > SHOWN_DIGITS):
        whole = Customer.phone.endswith(digits, autoescape=True)
        known.append(and_(Customer.phone_end == digits[-SHOWN_DIGITS:], whole))
    each = [select(select(Customer.id).where(way).limit(MOST_CUSTOMERS).subquery().c.id) for way in known]
    return select(union(*each).subquery().c.id)
