"""The preview: the survey's own screens, walked through with answers that only the address holds (S-01)."""

from urllib.parse import parse_qs, urlsplit

from sqlalchemy import func, select

from models.db import db
from models.surveys.tables import Response, ResponseItem
from tests.cast import Cast
from tests.client import Client
from tests.markup import region

PREVIEW = "/portal/questionnaires/quarterly/versions/1/preview"


def test_s01_walked_through_to_the_end_and_nothing_is_stored(client: Client, cast: Cast) -> None:
    """S-01: branching as for customers; the address carries the answers, but no words of one's own."""
    client.come_in(cast.agent)
    said = {
        "overall": {"answer": "1"},
        "wrong": {"answer": ["1", "3"]},
        "quality": {"answer": "4"},
        "price": {"answer": "0"},
        "contact": {"answer": "1"},
        "service": {"answer.attitude": "5", "answer.speed": "2", "answer.resolution": "0"},
        "complained": {"answer": "2"},
        "recommend": {"answer": "9"},
        "comment": {"answer": "一个秘密"},
    }
    at, walked = f"{PREVIEW}/q/overall", []
    for code, fields in said.items():
        assert urlsplit(at).path == f"{PREVIEW}/q/{code}"
        walked.append(code)
        at = client.post(at, data=fields).location
    assert urlsplit(at).path == PREVIEW
    kept = parse_qs(urlsplit(at).query, keep_blank_values=True)
    assert kept["a.wrong"] == ["1", "3"]
    assert kept["a.service.speed"] == ["2"]
    assert kept["a.comment"] == [""]
    assert "您的回答已经记下" in region(client.get(at).text, "#screen")
    assert db.session.scalar(select(func.count()).select_from(Response)) == 0
    assert db.session.scalar(select(func.count()).select_from(ResponseItem)) == 0


def test_s01_any_question_is_shown_and_a_gap_is_named(client: Client, cast: Cast) -> None:
    client.come_in(cast.inspector)
    page = client.get(f"{PREVIEW}/q/handling")
    assert "您对投诉的处理满意吗？" in region(page.text, "#screen")
    refused = client.post(f"{PREVIEW}/q/handling", data={})
    assert refused.status_code == 422
    english = client.get(f"{PREVIEW}/q/handling?a.overall=5&lang=en").text
    assert "How satisfied are you with how your complaint was handled?" in region(english, "#screen")
    assert "a.overall=5" in english
    assert client.get(f"{PREVIEW}/q/nothing").status_code == 303


def test_x01_only_our_own_pages_show_it_in_a_frame(client: Client, cast: Cast) -> None:
    """X-01: the page of a draft may show frames of ours, the preview may stand in one; nothing else may."""
    client.come_in(cast.inspector)
    framed = client.get(PREVIEW).headers
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    framing = client.get("/portal/questionnaires/quarterly/versions/1").headers
    assert "frame-src 'self'" in framing["Content-Security-Policy"]
    assert framing["X-Frame-Options"] == "DENY"
    assert "frame-src" not in client.get("/portal/questionnaires").headers["Content-Security-Policy"]
