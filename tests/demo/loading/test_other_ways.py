"""The demo's bulk rows are what the actions write: the other ways in and out of a case."""

import pytest
from sqlalchemy.orm import Session

from demo import story as tale
from models.cases import actions
from models.cases.intake import Triage
from models.cases.tables import Case
from models.cases.words import Channel, Closing, ContactMeans, Kind
from tests.demo.loading.comparing import START, H, both_ways, cast, lead

pytestmark = pytest.mark.usefixtures("session")
GRADED = {"kind": Kind.COMPLAINT, "category": "network_fault", "grade": 2, "criteria": ("partial_failure",)}


def graded(by: str) -> tale.Triaged:
    """Of grade 2, an hour after it came in."""
    return tale.Triaged(
        START + H, by, "network_fault", 2, ("partial_failure",), False, False, "JS", (), "断网"
    )


def grade(case: Case, by: str) -> None:
    """The same by the action."""
    decision = Triage(department_id=lead(), reason="断网", **GRADED)  # type: ignore[arg-type]
    actions.triage(case, decision, by=cast().row(by), now=START + H, seen=None)


def test_a_customer_withdraws(session: Session) -> None:
    """H-08: all clocks end with it."""
    who = cast()
    steps = (
        tale.Registered(START, tale.CUSTOMER),
        graded(who.agent),
        tale.Assigned(START + 2 * H, who.handler, who.handler),
        tale.Withdrawn(START + 3 * H, tale.CUSTOMER, "已经好了"),
    )

    def act(case: Case) -> None:
        grade(case, who.agent)
        actions.take(case, by=cast().row(who.handler), now=START + 2 * H, seen=None)
        actions.withdraw(case, "已经好了", now=START + 3 * H)

    bulk, acted = both_ways(session, steps, act)
    assert bulk == acted


def test_a_head_closes_a_malicious_complaint(session: Session) -> None:
    """H-09: by hand, with a reason that the customer reads."""
    who = cast()
    steps = (
        tale.Registered(START, tale.CUSTOMER),
        graded(who.agent),
        tale.Closed(START + 4 * H, who.head, tale.Ending.MALICIOUS, "多次冒用他人名义投诉"),
    )

    def act(case: Case) -> None:
        grade(case, who.agent)
        actions.close(
            case, Closing.MALICIOUS, reason="多次冒用他人名义投诉", by=cast().row(who.head),
            now=START + 4 * H, seen=None,
        )  # fmt: skip

    bulk, acted = both_ways(session, steps, act)
    assert bulk == acted


def test_a_caller_without_a_mail_address_is_answered_on_the_spot(session: Session) -> None:
    """V-03, H-01, H-08: the talk was the first response, and the caller got number and key."""
    who = cast()
    steps = (
        tale.Registered(START, who.agent),
        tale.AnsweredOnTheSpot(START + H / 6, who.agent, "已说明发票开具方法"),
    )

    def act(case: Case) -> None:
        agent = cast().row(who.agent)
        actions.hand_over_key(case, by=agent, now=START)
        actions.close(
            case, Closing.ON_THE_SPOT, reason="已说明发票开具方法", by=agent, now=START + H / 6, seen=None
        )

    bulk, acted = both_ways(
        session, steps, act, kind=Kind.INQUIRY, channel=Channel.HOTLINE, email=None, by=who.agent,
        responded=True,
    )  # fmt: skip
    assert bulk == acted


def test_a_customer_is_content_on_the_tracking_page(session: Session) -> None:
    """R-01: told by telephone, confirmed on the page."""
    who = cast()
    steps = (
        tale.Registered(START, tale.CUSTOMER),
        graded(who.agent),
        tale.Assigned(START + 2 * H, who.handler, who.handler),
        tale.Resulted(START + 4 * H, who.handler, "老化", "更换", "已更换，抱歉。"),
        tale.Reviewed(START + 5 * H, who.head, True, ""),
        tale.Told(START + 6 * H, who.handler, ContactMeans.PHONE, "好的，谢谢"),
        tale.Confirmed(START + 7 * H, tale.CUSTOMER, True, "很快"),
        tale.Closed(START + 7 * H, tale.CUSTOMER, tale.Ending.CONFIRMED, ""),
    )

    def act(case: Case) -> None:
        handler, head = cast().row(who.handler), cast().row(who.head)
        grade(case, who.agent)
        actions.take(case, by=handler, now=START + 2 * H, seen=None)
        actions.submit_result(
            case, cause="老化", done="更换", reply="已更换，抱歉。", by=handler, now=START + 4 * H, seen=None
        )
        actions.approve(case, by=head, now=START + 5 * H, seen=None)
        actions.tell(
            case, means=ContactMeans.PHONE, text="好的，谢谢", by=handler, now=START + 6 * H, seen=None
        )
        actions.confirm(case, True, "很快", now=START + 7 * H)

    bulk, acted = both_ways(session, steps, act, email=None)
    assert bulk == acted


def test_a_case_is_graded_again_while_its_customer_is_asked(session: Session) -> None:
    """T-05, H-03: the clocks run on, and are reckoned for the new grade from when they began."""
    who = cast()
    steps = (
        tale.Registered(START, tale.CUSTOMER),
        graded(who.agent),
        tale.Assigned(START + 2 * H, who.handler, who.handler),
        tale.Paused(START + 3 * H, who.handler, "方便的时间？"),
        tale.Triaged(
            START + 5 * H, who.agent, "network_fault", 1, ("small_effect",), False, False, "JS", (), "较轻"
        ),
    )

    def act(case: Case) -> None:
        handler = cast().row(who.handler)
        grade(case, who.agent)
        actions.take(case, by=handler, now=START + 2 * H, seen=None)
        actions.wait_for_customer(case, "方便的时间？", by=handler, now=START + 3 * H, seen=None)
        lower = GRADED | {"grade": 1, "criteria": ("small_effect",)}
        decision = Triage(department_id=lead(), reason="较轻", **lower)  # type: ignore[arg-type]
        actions.triage(case, decision, by=cast().row(who.agent), now=START + 5 * H, seen=None)

    bulk, acted = both_ways(session, steps, act)
    assert bulk == acted
