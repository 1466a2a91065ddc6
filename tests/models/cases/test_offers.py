"""What a customer may do with an own case: the page offers exactly what the actions allow (H-08, R-01)."""

from collections.abc import Callable

import pytest

from models.cases import actions
from models.cases.queries.tracking import tracking
from models.cases.rules.offers import Offer
from models.cases.tables import Case
from models.cases.words import Closing
from models.db import db
from models.errors import WrongState
from tests.cast import Cast
from tests.models.cases.making import DAY, answered, in_review, new, taken, triaged, waiting
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + DAY


def approved(cast: Cast) -> Case:
    case = in_review(cast, email=None)
    return actions.approve(case, by=cast.head, now=LATER, seen=case.version)


def ended(closing: Closing) -> Callable[[Cast], Case]:
    def make(cast: Cast) -> Case:
        return actions.settle(answered(cast), closing, by=cast.agent, now=LATER)

    return make


def withdrawn(cast: Cast) -> Case:
    return actions.withdraw(new(), "不用了", now=LATER)


OFFERED: dict[str, tuple[Callable[[Cast], Case], set[Offer]]] = {
    "new": (lambda _cast: new(), {Offer.WORDS, Offer.PRESSING, Offer.WITHDRAWAL}),
    "assigned": (triaged, {Offer.WORDS, Offer.PRESSING, Offer.WITHDRAWAL}),
    "handling": (taken, {Offer.WORDS, Offer.PRESSING, Offer.WITHDRAWAL}),
    "waiting": (waiting, {Offer.WORDS, Offer.WITHDRAWAL}),
    "review": (in_review, {Offer.WORDS, Offer.PRESSING, Offer.WITHDRAWAL}),
    "approved": (approved, {Offer.WORDS, Offer.PRESSING, Offer.WITHDRAWAL}),
    "answered": (answered, {Offer.WORDS, Offer.CONFIRMATION}),
    "closed without a word": (ended(Closing.NO_ANSWER), {Offer.CONFIRMATION}),
    "closed content": (ended(Closing.CONFIRMED), set()),
    "withdrawn": (withdrawn, set()),
}

TRIES: dict[Offer, Callable[[Case], object]] = {
    Offer.CONFIRMATION: lambda case: actions.confirm(case, True, "", now=LATER),
    Offer.OBJECTION: lambda case: actions.object_to_closing(case, "我没有虚构", now=LATER),
    Offer.PRESSING: lambda case: actions.press(case, "请尽快", now=LATER),
    Offer.WITHDRAWAL: lambda case: actions.withdraw(case, "不用了", now=LATER),
    Offer.WORDS: lambda case: actions.add_words(case, "补充一句", (), now=LATER),
}


@pytest.mark.parametrize("offer", Offer)
@pytest.mark.parametrize("state", OFFERED)
def test_h08_the_page_offers_what_the_action_allows(cast: Cast, state: str, offer: Offer) -> None:
    make, offered = OFFERED[state]
    case = make(cast)
    db.session.flush()
    assert tracking(case, now=LATER).offers == offered
    if offer in offered:
        TRIES[offer](case)
    else:
        with pytest.raises(WrongState):
            TRIES[offer](case)


def test_r01_the_customer_speaks_once_a_round(cast: Cast) -> None:
    case = ended(Closing.NO_ANSWER)(cast)
    actions.confirm(case, True, "", now=LATER)
    assert tracking(case, now=LATER).offers == set()
    with pytest.raises(WrongState):
        actions.confirm(case, False, "", now=LATER)
