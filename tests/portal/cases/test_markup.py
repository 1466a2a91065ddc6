"""Every screen of cases and my day: valid HTML, nothing serious for axe, in both languages and both looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.tables import Case
from models.db import db
from models.people.tables import Language, Theme
from tests.browser import DESK, PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.client import Client
from tests.models.cases.making import HOUR, answered, in_review, new, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address


def furnished(cast: Cast) -> dict[str, Case]:
    """Cases whose screens together show everything there is to show."""
    back = answered(cast, MONDAY - 24 * HOUR, account="YF-1", expected="修好")
    actions.confirm(back, False, "还是断网", now=MONDAY)
    actions.make_plan(
        back,
        "更换分光器",
        [MilestoneDraft("备件到货", cast.handler.id, MONDAY + 30 * HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    actions.add_note(back, "旁注", by=cast.handler, now=MONDAY)
    waiting = taken(cast, problem="信号弱")
    actions.wait_for_customer(waiting, "哪一站？", by=cast.handler, now=MONDAY, seen=None)
    cases = {
        "new": new(problem="每天断网，要求减免月费"),
        "back": back,
        "waiting": waiting,
        "review": in_review(cast, email=None),
    }
    db.session.commit()
    return cases


def screens(cases: dict[str, Case]) -> dict[str, list[str]]:
    """The addresses to look at, by who looks."""
    opened = [f"{address(cases['back'])}?step={step}" for step in ("result", "plan", "contact", "pause")]
    return {
        "agent": [
            "/portal/",
            "/portal/cases",
            "/portal/cases?q=月亮&late=y",
            "/portal/cases?received_from=x",
            "/portal/cases/new",
            "/portal/cases/reviews",
            f"{address(cases['new'])}?step=triage",
            f"{address(cases['back'])}?step=nudge",
            address(cases["review"], "print"),
        ],
        "head": [
            f"{address(cases['review'])}?step=review",
            f"{address(cases['back'])}?step=assignment",
            f"{address(cases['waiting'])}?step=closure",
        ],
        "handler": [*opened, address(cases["waiting"])],
        "plain": ["/portal/", "/portal/cases"],
    }


@pytest.mark.parametrize("language", Language)
def test_the_html_is_valid(
    cast: Cast, client: Client, valid_html: Callable[[str], None], language: Language
) -> None:
    """Each screen, with every form opened, and with forms that were refused."""
    cases = furnished(cast)
    for part, paths in screens(cases).items():
        person = getattr(cast, part)
        person.language = language
        db.session.commit()
        client.come_in(person)
        for path in paths:
            valid_html(client.get(path).text)
    client.come_in(cast.handler)
    refused = client.submit(address(cases["back"]), "/plan", **{"plan-milestones-0-text": "半行"})
    assert refused.status_code == 422
    valid_html(refused.text)
    client.come_in(cast.agent)
    refused = client.send(address(cases["new"], "triage"), **{"triage-grade": "9"})
    assert refused.status_code == 422
    valid_html(refused.text)
    valid_html(client.send("/portal/cases/new").text)


@pytest.mark.parametrize(
    ("language", "theme", "device"),
    [(Language.ZH, Theme.LIGHT, DESK), (Language.EN, Theme.DARK, PHONE)],
    ids=["zh-light-desk", "en-dark-phone"],
)
def test_axe_finds_nothing_serious(
    cast: Cast,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    language: Language,
    theme: Theme,
    device: dict[str, object],
) -> None:
    """WCAG 2.2 AA, as far as a program can tell (X-05)."""
    for person in cast:
        person.language, person.theme = language, theme
    cases = furnished(cast)
    page = open_page(device)
    for part, paths in screens(cases).items():
        come_in(page, getattr(cast, part))
        for path in paths:
            page.goto(path)
            assert axe(page) == [], path
