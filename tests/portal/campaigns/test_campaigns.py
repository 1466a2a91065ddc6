"""S-03: a campaign at the portal, from the filled-in quarterly survey to its end; who may do what."""

import contextlib
import re
import sqlite3
import zlib
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import Engine, event, make_url, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from jobs.schedule import BY_NAME
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind, CampaignState
from models.clock import SHANGHAI
from models.files.tables import StoredFile
from models.outbox.tables import OutboxMessage
from models.surveys.tables import Invitation
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.campaigns.making import customers, opened, prepared, written
from tests.moments import MONDAY

HTMX = {"HX-Request": "true"}
NEW = "/portal/campaigns/new"


@pytest.fixture(autouse=True)
def _then(at: object) -> Traveller:
    return at(MONDAY)  # type: ignore[operator]


def run(app: Flask, session: Session, job: str) -> None:
    session.commit()
    with app.app_context():
        assert BY_NAME[job].run(MONDAY).failed == 0
    session.expire_all()


def latest(session: Session) -> Campaign:
    session.expire_all()
    return session.scalars(select(Campaign).order_by(Campaign.id.desc()).limit(1)).one()


def objects_of(paper: bytes) -> bytes:
    """What is in the packed parts of a PDF."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL)
    found = b""
    for part in packed:
        with contextlib.suppress(zlib.error):
            found += zlib.decompress(part)
    return found


def test_the_quarterly_survey_from_form_to_letters(
    app: Flask, session: Session, client: Client, cast: Cast
) -> None:
    """S-03: filled in, counted, kept, frozen, prepared, tried out, started, asked; each step by who may."""
    customers(40)
    client.come_in(cast.agent)
    page = client.get(NEW).text
    assert 'value="2026 年第四季度客户满意度调查"' in page
    chosen = {"source": "customers", "since": "", "until": "", "method": "random", "size": "12"}
    counted = client.send(NEW, questionnaire="chat", kind="invited", count="1", **chosen)
    assert counted.status_code == 200
    assert "40" in region(counted.text, "#figures")
    assert session.scalars(select(Campaign)).all() == [], "counting keeps nothing"
    kept = client.submit(NEW, "/new", questionnaire="chat", **chosen)
    assert kept.status_code == 303
    campaign = latest(session)
    here = f"/portal/campaigns/{campaign.number}"
    assert kept.location == here
    client.submit(here, "/preparation")
    assert latest(session).state is CampaignState.PREPARING
    run(app, session, "campaigns-prepare")
    assert "已抽中 12 人" in client.get(here).text
    tried = client.submit(here, "/trial")
    assert tried.status_code == 303
    (message,) = session.scalars(select(OutboxMessage))
    assert message.to_address == cast.agent.email
    trial = session.scalars(select(Invitation)).one()
    assert trial.campaign_id is None, "a trial counts nowhere"
    assert client.send(f"{here}/start", turn=str(campaign.turn)).status_code == 403
    client.come_in(cast.inspector)
    client.submit(here, "/start")
    run(app, session, "campaigns-send")
    running = client.get(here).text
    assert "进行中" in running
    assert len(session.scalars(select(CampaignMember)).all()) == 12
    assert region(running, "#states").count("12") == 1


def test_htmx_gets_figures_as_one_types(session: Session, client: Client, cast: Cast) -> None:
    """S-03: audience, drawn, answers needed for ±5 points; strata with their shares."""
    customers(100)
    client.come_in(cast.agent)
    fields = {
        "name_zh": "甲", "name_en": "A", "kind": "invited", "questionnaire": "chat", "source": "customers",
        "method": "stratified", "size": "40", "by": "region", "precision": "5", "rate": "20",
    }  # fmt: skip
    client.environ_base["HTTP_HX_REQUEST"] = "true"
    answered = client.send("/portal/campaigns/estimate", **fields)
    figures = region(answered.text, "#estimate")
    for words in ("100", "40", "80", "深圳", "30", "广州", "10"):
        assert words in figures
    wrong = client.send("/portal/campaigns/estimate", **(fields | {"by": "grade"}))
    assert "只能按地区分层" in region(wrong.text, "#estimate")


def test_counting_keeps_nobody_from_writing(app: Flask, session: Session, client: Client, cast: Cast) -> None:
    """S-03, S-05: while an audience is counted for a form, nobody who answers waits for it."""
    customers(4)
    campaign = written(cast)
    form = {"source": "customers", "method": "all", "closed_only": "", "turn": "1", "name_zh": ""}
    client.come_in(cast.agent)
    path = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database or ""
    counted: list[str] = []
    sent = [
        ("/portal/campaigns/estimate", form),
        (NEW, form | {"count": "1"}),
        (NEW, form),
        (f"/portal/campaigns/{campaign.number}/edit", form | {"count": "1"}),
        (f"/portal/campaigns/{campaign.number}/edit", form),
    ]

    def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "count(*)" in statement and "FROM customer" in statement:
            with contextlib.closing(sqlite3.connect(path, timeout=0)) as other:
                other.execute("BEGIN IMMEDIATE")
            counted.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        for address, fields in sent:
            counted.clear()
            refused = client.send(address, **fields).status_code == 422
            assert refused == (fields is form and address != "/portal/campaigns/estimate")
            assert counted
    finally:
        event.remove(Engine, "before_cursor_execute", watch)


def test_a_form_that_makes_no_sense_comes_back(client: Client, cast: Cast) -> None:
    """S-03: what was typed stays, each fault at its field."""
    client.come_in(cast.agent)
    refused = client.submit(
        NEW, "/new", questionnaire="chat", name_en="", remind_at="2027-11-01T10:00", method="random", size=""
    )
    assert refused.status_code == 422
    again = client.submit(NEW, "/new", questionnaire="chat", remind_at="2027-11-01T10:00")
    assert "提醒时间不在开放时间内" in again.text
    unsized = client.submit(NEW, "/new", questionnaire="chat", method="random", size="")
    assert unsized.status_code == 422


def test_a_list_of_people_is_handed_in(session: Session, client: Client, cast: Cast) -> None:
    """S-03: by the reader of imports; kept for the clock."""
    client.come_in(cast.agent)
    content = BytesIO("姓名,邮箱\n赵兰,zhao@example.com\n".encode())
    kept = client.submit(NEW, "/new", questionnaire="chat", source="list", file=(content, "名单.csv"))
    assert kept.status_code == 303
    assert latest(session).file_id == session.scalars(select(StoredFile.id)).one()
    edit = f"/portal/campaigns/{latest(session).number}/edit"
    for fields, status in (({"count": "1"}, 200), ({"name_zh": ""}, 422)):
        again = client.send(edit, source="list", **fields)
        assert again.status_code == status
        assert "名单.csv" in again.text
    macros = client.submit(NEW, "/new", questionnaire="chat", source="list", file=(BytesIO(b"x"), "a.xlsm"))
    assert macros.status_code == 422
    missing = client.submit(NEW, "/new", questionnaire="chat", source="list")
    assert missing.status_code == 422


def test_somebody_else_was_quicker(session: Session, client: Client, cast: Cast) -> None:
    """H-07: who saw an older turn is told, and nothing is changed."""
    campaign = written(cast)
    client.come_in(cast.agent)
    stale = client.send(f"/portal/campaigns/{campaign.number}/preparation", turn="9")
    assert stale.status_code == 409
    assert latest(session).state is CampaignState.DRAFT


def test_it_is_paused_stopped_and_says_why(session: Session, client: Client, cast: Cast) -> None:
    """S-03: stopping needs a reason; htmx gets the region."""
    customers(3)
    campaign = prepared(cast)
    here = f"/portal/campaigns/{campaign.number}"
    client.come_in(cast.committee)
    client.submit(here, "/start")
    client.submit(here, "/pause")
    assert latest(session).state is CampaignState.PAUSED
    client.submit(here, "/resumption")
    assert client.submit(here, "/stop", reason="").status_code == 422
    client.submit(here, "/stop", reason="问卷有误")
    assert latest(session).state is CampaignState.STOPPED
    assert "提前终止" in client.get(here).text


def test_what_was_agreed_is_said_in_words(session: Session, client: Client, cast: Cast) -> None:
    """S-03: started early it says when the first letters leave; days open at one end, strata, and who is in
    none are named; the trial says when it leaves."""
    customers(6)
    customers(2, region="")
    day = MONDAY + timedelta(days=1)
    campaign = prepared(
        cast,
        audience={"source": "customers", "since": "2026-01-01"},
        sample={"method": "stratified", "size": 4, "by": "region"},
        opens_at=day,
    )
    here = f"/portal/campaigns/{campaign.number}"
    client.come_in(cast.inspector)
    client.submit(here, "/start")
    page = client.get(here).text
    assert "首批邀请将于 2026-11-24（周二）10:00 发出" in region(page, "#step")
    assert "正在发出邀请" not in page
    assert "地区不详" in region(page, "#strata")
    agreed = region(page, "#agreed")
    assert "2026-01-01（周四）起" in agreed
    assert "分层依据" in agreed
    client.come_in(cast.agent)
    client.submit(here, "/trial")
    assert "测试邀请将发往" in region(client.get(here).text, "#flashes")


def test_at_night_the_trial_says_when_it_leaves(client: Client, cast: Cast, at: object) -> None:
    """S-03, R-03: it waits for the hours in which customers may be written to, and says so."""
    customers(1)
    campaign = prepared(cast)
    at(datetime(2026, 11, 23, 23, 30, tzinfo=SHANGHAI))  # type: ignore[operator]
    here = f"/portal/campaigns/{campaign.number}"
    client.come_in(cast.agent)
    client.submit(here, "/trial")
    assert "邮件将于明天 09:00 发出。" in region(client.get(here).text, "#flashes")


def test_an_anonymous_survey_has_no_list_of_people(session: Session, client: Client, cast: Cast) -> None:
    """S-04: the export is for the others alone, and masks whom it names."""
    customers(3)
    anonymous, known = prepared(cast, anonymous=True), prepared(cast)
    client.come_in(cast.agent)
    assert client.get(f"/portal/campaigns/{anonymous.number}/members.xlsx").status_code == 404
    assert "members.xlsx" not in client.get(f"/portal/campaigns/{anonymous.number}").text
    sheet = load_workbook(BytesIO(client.get(f"/portal/campaigns/{known.number}/members.xlsx").data)).active
    rows = list(sheet.values)
    assert [row[3] for row in rows[1:]] == ["尚未邀请"] * 3
    assert all("*" in str(row[1]) for row in rows[1:])


def test_posters_are_one_page_each(client: Client, cast: Cast) -> None:
    """S-03: A4 and A5, with the address to type; none for invited people."""
    campaign = opened(cast, words_zh="谢谢您。", words_en="Thank you.")
    assert campaign.kind is CampaignKind.OPEN
    client.come_in(cast.agent)
    for size, width in (("a4", b"595"), ("a5", b"419")):
        paper = client.get(f"/portal/campaigns/{campaign.number}/poster.pdf?size={size}")
        assert paper.mimetype == "application/pdf"
        assert (
            objects_of(paper.data).count(b"/Type /Page/") + objects_of(paper.data).count(b"/Type/Page/") == 1
        )
        assert width in objects_of(paper.data)
    invited = written(cast)
    assert client.get(f"/portal/campaigns/{invited.number}/poster.pdf").status_code == 404


def test_the_list_asks_a_fixed_number_of_questions(client: Client, cast: Cast, statements: object) -> None:
    """S-03: whatever the number of campaigns."""
    client.come_in(cast.agent)
    written(cast)
    counts = []
    for _round in range(2):
        with statements() as seen:  # type: ignore[operator]
            assert client.get("/portal/campaigns").status_code == 200
        counts.append(seen.count)
        written(cast)
        written(cast)
    assert counts[0] == counts[1]
