"""A reporter's whole way without script, cookie or login (W-01, W-02, W-03, W-04, W-08)."""

import logging
import re
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.clock import now
from models.db import db
from models.files.storage import FolderStore
from models.hotline.actions.texts import add_message
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import involved_in, open_as_reader, readers_of, reports_read_by
from models.hotline.queries.reading import read, read_file
from models.hotline.rules.access import Access
from models.hotline.tables import HotlineFile, HotlineReport
from models.hotline.words import Author, EntryKind
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.cleaning.making import photo, told
from tests.models.hotline.making import Desk, desk, holder
from web.config import Config
from web.home import Home

SAID = "他们把三十张投诉单改成了已解决 redenvelope"
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'"
SYMBOLS = re.compile(r"<span>([0-9A-Z]{4})</span>")
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def send(client: Client, **fields: object) -> TestResponse:
    """The form, as a browser without script sends it."""
    values: dict[str, object] = {"kind": "false_records", "text": SAID, "who": "anonymous", "department": ""}
    return client.post("/hotline/new", data=values | fields, content_type="multipart/form-data")


def code_in(page: str) -> str:
    """The receipt code that a page shows."""
    found = SYMBOLS.findall(page)
    assert len(found) == 6
    return "-".join(found)


def token_in(page: str) -> str:
    found = TOKEN.search(page)
    assert found is not None
    return found[1]


def readers_view(session: Session, people: Desk) -> tuple[HotlineReport, Access]:
    """The only report there is, opened by the first supervisor who holds a share."""

    report = session.scalars(select(HotlineReport)).one()
    for person in people:
        access = open_as_reader(report, holder(person), now=now())
        if access is not None:
            return report, access
    raise AssertionError("nobody reads it")


@pytest.mark.both_databases
def test_w01_a_report_is_sealed_and_its_code_shown_once(session: Session, cast: Cast, client: Client) -> None:
    people = desk(cast)
    answer = send(client, people=cast.handler.name, where="三号仓库")
    assert answer.status_code == 200
    code = code_in(answer.text)
    assert answer.headers.getlist("Set-Cookie") == []
    _report, access = readers_view(session, people)
    (entry,) = read(access).of(EntryKind.REPORT)
    assert (entry.content.text, entry.content.author) == (SAID, Author.REPORTER)
    assert (entry.content.data["where"], entry.content.data["people"]) == ("三号仓库", [cast.handler.id])
    again = client.post("/hotline/report", data={"code": code.lower().replace("-", " ")})
    assert SAID in region(again.text, "#talk")
    assert code not in again.text


@pytest.mark.both_databases
def test_w02_nothing_of_the_visitor_is_kept(
    session: Session, cast: Cast, client: Client, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """No cookie, no address, no browser, in no table, no log and no header."""
    desk(cast)
    session.commit()
    visitor = {"REMOTE_ADDR": "203.0.113.77"}
    headers = {"User-Agent": "Mate60Browser/9", "Accept-Language": "zh-CN"}
    with caplog.at_level(logging.DEBUG):
        answers = [
            client.get("/hotline?lang=en", environ_base=visitor, headers=headers),
            client.get("/hotline/new", environ_base=visitor, headers=headers),
            client.post(
                "/hotline/new",
                data={"kind": "delay", "text": SAID, "who": "anonymous", "department": ""},
                environ_base=visitor,
                headers=headers,
            ),
        ]
        code = code_in(answers[-1].text)
        answers.append(
            client.post("/hotline/report", data={"code": code}, environ_base=visitor, headers=headers)
        )
    assert [answer.status_code for answer in answers] == [200] * 4
    for answer in answers:
        assert answer.headers.getlist("Set-Cookie") == []
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script" not in answer.text
    kept = "\n".join(_every_value(session)) + caplog.text
    for trace in ("203.0.113.77", "Mate60Browser", SAID, "redenvelope", code):
        assert trace not in kept


def test_w02_files_are_cleaned_sealed_and_told_about(
    session: Session, cast: Cast, client: Client, app: Flask
) -> None:
    people = desk(cast)
    answer = send(
        client,
        files=[(BytesIO(photo()), "现场.jpg"), (BytesIO(b"MZ secret recorder"), "rec.exe")],
    )
    assert answer.status_code == 200, answer.text
    shown = region(answer.text, "#taken")
    assert "拍摄地点" in shown
    assert "系统无法清理这类文件" in shown
    _report, access = readers_view(session, people)
    (file,) = read(access).files
    assert (file.facts.name, file.facts.media_type, file.facts.cleaned) == ("现场.jpg", "image/jpeg", True)
    config: Config = app.config["HUIYIN"]
    store = FolderStore(Home(config.home).files)
    _facts, pieces = read_file(access, file.id, store)
    assert told(b"".join(pieces)) == []
    key = session.scalars(select(HotlineFile.key)).one()
    with store.open(key) as sealed:
        assert b"JFIF" not in sealed.read()
    token = token_in(answer.text)
    more = client.post(
        "/hotline/report/files",
        data={"token": token, "uncleaned": "y", "files": (BytesIO(b"MZ secret recorder"), "rec.exe")},
        content_type="multipart/form-data",
    )
    assert "rec.exe" in region(more.text, "#kept")
    got = client.post("/hotline/report/file", data={"token": token, "file": str(file.id)})
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert told(got.data) == []


def test_w02_the_reporter_and_the_readers_talk(session: Session, cast: Cast, client: Client) -> None:
    people = desk(cast)
    code = code_in(send(client).text)
    _report, reader = readers_view(session, people)
    add_message(reader, "哪一天看到的？", now=now())
    opened = client.post("/hotline/report", data={"code": code})
    assert "哪一天看到的？" in region(opened.text, "#talk")
    words = {"token": token_in(opened.text), "text": "上周三下午"}
    for _again in range(2):  # a page loaded again sends its words again
        assert "上周三下午" in client.post("/hotline/report/words", data=words).text
    client.post("/hotline/report/words", data=words | {"text": "我被调岗了", "punished": "y"})
    session.expire_all()
    _report, reader = readers_view(session, people)
    said = read(reader).of(EntryKind.MESSAGE)
    assert [entry.content.text for entry in said] == ["哪一天看到的？", "上周三下午", "我被调岗了"]
    assert said[-1].content.data == {"retaliation": True}
    assert session.scalars(select(HotlineReport.waits)).one() is True


def test_w07_a_name_is_sealed_apart(session: Session, cast: Cast, client: Client) -> None:
    people = desk(cast)
    answer = send(client, who="named", name="王小明", contact="13911112222", staff_number="t-0007", watch="y")
    assert answer.status_code == 200
    _report, access = readers_view(session, people)
    thread = read(access)
    assert "王小明" not in repr([entry.content for entry in thread.entries])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "请填写此项"),
        ({"kind": ""}, "请选择举报的类型"),
        ({"name": "王小明"}, "您选择了匿名，却填写了个人信息"),
        ({"who": "named"}, "请填写您是谁，或选择匿名"),
        ({"who": "named", "name": "王小明", "watch": "y"}, "需要您的工号"),
        ({"website": "x"}, "请清空此项"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    session: Session, cast: Cast, client: Client, fields: dict[str, str], sentence: str
) -> None:
    desk(cast)
    answer = send(client, where="三号仓库", **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "三号仓库" in answer.text
    assert session.scalars(select(HotlineReport)).all() == []


def test_w04_where_nobody_is_free_it_says_so(session: Session, cast: Cast, client: Client) -> None:
    """No supervisor holds a key yet."""
    answer = send(client)
    assert answer.status_code == 422
    assert SAID in answer.text


def test_w02_a_wrong_code_opens_nothing_and_a_stale_token_neither(
    session: Session, cast: Cast, client: Client
) -> None:
    desk(cast)
    code = code_in(send(client).text)
    for wrong in (code[:-1] + ("0" if code[-1] != "0" else "1"), "", "举报"):
        answer = client.post("/hotline/report", data={"code": wrong})
        assert answer.status_code == 422
        assert SAID not in answer.text
    for address in ("words", "files", "file"):
        assert client.post(f"/hotline/report/{address}", data={"token": "x" * 40}).status_code == 422


def test_w04_the_named_are_shut_out_whoever_shares_their_name(
    session: Session, cast: Cast, client: Client
) -> None:
    people = desk(cast)
    named = people.one
    for typed in (named.name, named.number.lower(), f"{named.name}、某某"):
        send(client, people=typed)
    session.expire_all()
    keeper = keeper_of(named)
    assert keeper is not None
    assert list(reports_read_by(keeper.id)) == []
    assert len(session.scalars(select(HotlineReport)).all()) == 3
    send(client, department=department("ZB").code)


def test_w04_who_is_named_in_the_text_alone_is_shut_out_too(
    session: Session, cast: Cast, client: Client
) -> None:
    """Most people write a name where they tell what happened, and leave the field for names empty."""
    one, two, three, four = desk(cast)
    send(
        client, text=f"{one.name[:1]} {one.name[1:]}收了钱，{two.number} 看见的", where=three.name_en.upper()
    )
    session.expire_all()
    (report,) = session.scalars(select(HotlineReport))
    assert [share.keeper.staff for share in readers_of(report.id)] == [four]
    access = open_as_reader(report, holder(four), now=now())
    assert access is not None
    said = involved_in(report, access)
    assert (said.people, said.once_people) == ((), tuple(sorted(each.id for each in (one, two, three))))
    everybody = send(client, text="、".join(each.name for each in (one, two, three, four)))
    assert (everybody.status_code, "均在举报中被提及" in everybody.text) == (422, True)


@pytest.mark.both_databases
def test_w03_nobody_is_asked_for_in_the_database(session: Session, cast: Cast, client: Client) -> None:
    """A server that notes its statements would else learn who is accused, and what was written."""
    people = desk(cast)
    accused = people.one
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        asked.append(f"{statement} {values!r}")

    event.listen(Engine, "before_cursor_execute", note)
    try:
        told = {"people": f"{accused.name} {cast.handler.number}", "fears": SAID, "where": "三号仓库"}
        assert send(client, who="named", name="王小明", contact="13911112222", **told).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert asked
    for trace in (accused.name, cast.handler.number, SAID, "三号仓库", "王小明", "13911112222"):
        assert [each for each in asked if trace in each] == []


def _every_value(session: Session) -> list[str]:
    """Each value of each row of the database, as text."""
    tables = db.metadata.sorted_tables
    return [repr(row) for table in tables for row in session.execute(text(f'SELECT * FROM "{table.name}"'))]
