"""W-02: whatever is asked for under the hotline's address is answered without script, cookie or referrer."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.client import Client
from tests.models.hotline.making import desk
from tests.survey.hotline.test_report import POLICY, code_in, send, token_in

Ask = Callable[[Client], TestResponse]


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/hotline/", "/hotline"),
        ("/hotline/nothing/there", "/hotline"),
        ("/hotline/report/words", "/hotline/report"),
        ("/hotline/report/file?lang=en", "/hotline/report?lang=en"),
    ],
)
def test_w02_what_can_only_be_sent_to_leads_to_where_it_begins(
    client: Client, cast: Cast, path: str, leads_to: str
) -> None:
    """As when a browser is asked for an address again that it has in its list."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, leads_to)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert (answer.headers["Referrer-Policy"], answer.headers.getlist("Set-Cookie")) == ("no-referrer", [])


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.post("/hotline/new", data={"text": "x" * 3_000_000}), 413),
        (lambda client: client.post("/hotline/new", headers={"Sec-Fetch-Site": "cross-site"}), 400),
        (lambda client: client.get("/hotline?lang=%00"), 400),
    ],
)
def test_w02_errors_are_told_in_the_same_way(client: Client, cast: Cast, ask: Ask, status: int) -> None:
    answer = ask(client)
    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (status, POLICY)
    assert (answer.headers["Referrer-Policy"], answer.headers.getlist("Set-Cookie")) == ("no-referrer", [])
    assert "<script" not in answer.text
    assert 'href="/hotline"' in answer.text


def test_w02_made_up_numbers_of_files_lead_nowhere(client: Client, cast: Cast) -> None:
    """Also those that no database takes."""
    desk(cast)
    code = code_in(send(client).text)
    token = token_in(client.post("/hotline/report", data={"code": code}).text)
    for number in ("", "x", "-1", "1", "9" * 40, f"-{'9' * 40}", "٣"):
        answer = client.post("/hotline/report/file", data={"token": token, "file": number})
        assert answer.status_code == 404, number
