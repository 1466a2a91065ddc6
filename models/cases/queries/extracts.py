"""Where on the cases of a list that stands what was searched for: one query for all of them (V-01)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute as Column

from models.cases.rules.extract import Extract, extract, sought
from models.cases.tables import Case, Chat, ChatLine, Confirmation, Contact
from models.db import db
from models.privacy import masked_text


class Place(StrEnum):
    """What of a case a found word stands in."""

    PROBLEM = "problem"
    EXPECTED = "expected"
    WHERE = "where"
    SAID = "said"
    CHAT = "chat"
    ANSWER = "answer"


ORDER = [place.value for place in Place]
"""What a list says first, where a word stands in more than one."""


def extracts(cases: Sequence[Case], search: str) -> Mapping[int, tuple[Place, Extract]]:
    """By case id, where the longest word of the search stands: in its own words before what was said later.

    Numbers, addresses and the customer's name are masked, as everywhere in a list (X-03). Cases whose title
    has the word, or that were found by a number or a name, have none.
    """
    word = next(iter(sought(search)), "")
    names = {case.id: case.contact_name for case in cases if word and extract(case.title, word) is None}
    if not names:
        return {}
    held = db.session.execute(union_all(*_places(list(names), word))).all()
    found: dict[int, tuple[Place, Extract]] = {}
    for case_id, place, text in sorted(held, key=lambda row: ORDER.index(row[1])):
        if case_id not in found and (passage := extract(masked_text(text, names[case_id]), word)):
            found[case_id] = (Place(place), passage)
    return found


def _places(ids: Sequence[int], word: str) -> list[Select[int, str, str]]:
    def holding(place: Place, case_id: Column[int], text: Column[str]) -> Select[int, str, str]:
        held = func.lower(text).contains(word, autoescape=True)
        return select(case_id, literal(place.value), text).where(case_id.in_(ids), held)

    chat = holding(Place.CHAT, Chat.case_id, ChatLine.text).join(ChatLine, ChatLine.chat_id == Chat.id)
    return [
        holding(Place.PROBLEM, Case.id, Case.problem),
        holding(Place.EXPECTED, Case.id, Case.expected),
        holding(Place.WHERE, Case.id, Case.happened_where),
        holding(Place.SAID, Contact.case_id, Contact.text),
        chat,
        holding(Place.ANSWER, Confirmation.case_id, Confirmation.comment),
    ]
