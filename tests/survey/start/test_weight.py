"""Every public page is light: under 30 kB with all that it loads, nothing from elsewhere."""

import re

import pytest
from sqlalchemy.orm import Session

from models.cases import actions
from survey.hotline.pages import AWAY
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.models.cases.making import HOUR, taken
from tests.survey.feedback.sending import send
from tests.survey.track.following import follow

MOST = 25_000
LOADED = re.compile(r'(?:src|href)="(/static/[^"#]+)')


def weight(client: Client, page: str) -> int:
    """Bytes on the line: a page as it is, its style sheets, scripts and icons compressed, each once."""
    ours = page.replace(f'href="{AWAY}"', "")  # where a reporter leaves to, by hand
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!localhost)', ours)
    parts = {address for address in LOADED.findall(page) if "apple-touch" not in address}
    return len(page.encode()) + sum(_loaded(client, part) for part in parts)


def _loaded(client: Client, part: str) -> int:
    with client.get(part, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.status_code == 200
        return len(answer.data)


@pytest.mark.parametrize("address", ["/", "/results", "/hotline", "/track", "/feedback/new"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_light(client: Client, cast: Cast, address: str, language: str) -> None:
    assert weight(client, client.get(f"{address}?lang={language}").text) < MOST


def test_the_page_of_a_case_is_light(client: Client, cast: Cast, session: Session, at: object) -> None:
    at(MONDAY + 3 * HOUR)  # type: ignore[operator]
    case = taken(cast)
    actions.write_to_customer(case, "明天上午九点上门。" * 10, by=cast.handler, now=MONDAY + HOUR)
    assert weight(client, follow(client, case).text) < MOST
    assert weight(client, follow(client, case, lang="en").text) < MOST


def test_a_refused_form_and_the_thanks_are_light(client: Client, cast: Cast, session: Session) -> None:
    assert weight(client, send(client, problem="", phone="", email="", consent=None).text) < MOST
    assert weight(client, client.get(send(client).location).text) < MOST
