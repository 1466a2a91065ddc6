"""W-03, W-04: the accused, their head, HR, administrators and strangers find nothing; nor does a dump."""

import base64
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.db import db
from models.events.actions import SYSTEM
from models.hotline.actions.steps import acknowledge
from models.hotline.actions.texts import add_file, add_message, add_note
from models.hotline.actions.work import add_evidence, add_interview
from models.hotline.rules.content import Identity
from models.hotline.tables import HotlineReport
from models.people.actions import set_head
from models.people.tables import Staff
from tests.cast import LONG_AGO, Cast, department
from tests.client import Client
from tests.models.hotline.making import as_reader, desk
from tests.moments import MONDAY
from tests.portal.hotline.desk import enter, reading, report_to, unlock
from web.config import Config
from web.downloads import file_store

WORDS = (
    "红包压单甲乙丙",
    "redenvelopexyzzy",
    "仓库照片丁戊己",
    "内部记录庚辛壬",
    "补充说明癸子丑",
    "三号库房寅卯辰",
    "害怕报复巳午未",
    "张三李四申酉戌",
    "13777770142",
    "约谈记录亥甲丙",
    "取证说明乙丁己",
)
PAGES = (
    "/portal/",
    "/portal/cases",
    "/portal/cases?q={word}",
    "/portal/notices",
    "/portal/trail",
    "/portal/people",
    "/portal/matters",
    "/portal/outbox",
    "/portal/jobs",
    "/portal/staff-files",
    "/portal/rewards",
    "/portal/hotline/figures",
    "/portal/search?q={word}",
    "/portal/cases/export.xlsx",
    "/portal/rewards/all.xlsx",
    "/portal/inspections/export.xlsx",
    "/portal/supervision/export.xlsx",
)


def everything_told(app: Flask, cast: Cast, accused: Staff) -> str:
    """A report about somebody with a file, an answer, a note and its acknowledgement. Returns its number."""
    who = Identity(name=WORDS[7], contact=WORDS[8], staff_number=cast.second_agent.number)
    receipt = report_to(
        app,
        accused,
        text=f"{WORDS[0]} {WORDS[1]}",
        identity=who,
        others=WORDS[7],
        where=WORDS[5],
        fears=WORDS[6],
        watch=True,
    )
    with app.app_context():
        store = file_store()
    file = add_file(
        receipt.access,
        BytesIO(WORDS[1].encode() * 99),
        f"{WORDS[2]}.txt",
        "text/plain",
        store=store,
        now=MONDAY,
    )
    reader = as_reader(reading(receipt)[0], receipt)
    assert reader is not None
    acknowledge(reader, "收到", seen=1, now=MONDAY)
    add_note(reader, WORDS[3], now=MONDAY)
    add_interview(reader, WORDS[9], who=WORDS[7], on=MONDAY.date(), now=MONDAY)
    add_evidence(reader, WORDS[10], file_id=file.id, now=MONDAY)
    add_message(receipt.access, WORDS[4], now=MONDAY)
    db.session.commit()
    return db.session.get_one(HotlineReport, receipt.access.report_id).number


@pytest.mark.both_databases
def test_w04_nobody_else_finds_a_trace(app: Flask, client: Client, session: Session, cast: Cast) -> None:
    """404 on the report, and no word, number or count of it on any list, search, notice, trail or export."""
    people = desk(cast)
    accused = people.one
    set_head(department("ZB"), cast.leader, by=SYSTEM, now=LONG_AGO)
    number = everything_told(app, cast, accused)
    for person in (accused, cast.leader, cast.head, cast.hr, cast.administrator, cast.auditor, cast.stranger):
        if person is accused:
            unlock(client, person)
            shown = client.get("/portal/hotline")
            assert (shown.status_code, shown.text.count("data-row")) == (200, 0)
        else:
            enter(client, person)
            assert client.get("/portal/hotline").status_code == 404
            assert client.get("/portal/hotline/keys").status_code == 404
        assert client.get(f"/portal/hotline/{number}").status_code == 404
        assert client.get(f"/portal/hotline/{number}/closing-report").status_code == 404
        assert client.send(f"/portal/hotline/{number}/note").status_code == 404
        for page in PAGES:
            shown = client.get(page.format(word=WORDS[0]))
            assert shown.status_code in (200, 303, 403, 404), page
            told = said(shown)
            assert number not in told, page
            asked = WORDS[0] if "{word}" in page else ""
            assert not [word for word in WORDS if word != asked and word in told], page


def said(answer: TestResponse) -> str:
    """What stands on a page, or on the sheets of a workbook."""
    if not answer.data.startswith(b"PK"):
        return answer.text
    with ZipFile(BytesIO(answer.data)) as book:
        return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


@pytest.mark.both_databases
def test_w03_a_dump_holds_none_of_the_words(
    app: Flask, session: Session, cast: Cast, database: str, database_kind: str
) -> None:
    """Each secret word in UTF-8, UTF-16, base64 and hex: in no row, and in no file of the installation."""
    people = desk(cast)
    everything_told(app, cast, people.one)
    for name, content in dumped(app, session, database_kind):
        for word in WORDS:
            for form in written(word):
                assert form not in content, (name, word)


def written(word: str) -> list[bytes]:
    """A word as a dump might hold it; base64 at each of its three places, without the ends."""
    forms = []
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
        forms += [plain, plain.hex().encode(), plain.hex().upper().encode()]
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + plain)
            forms.append(coded[4 if shift else 0 : -4])
    return forms


def dumped(app: Flask, session: Session, kind: str) -> Iterator[tuple[str, bytes]]:
    """Every column of every row, and every file that the installation keeps; of SQLite its own."""
    session.commit()
    for table in db.metadata.sorted_tables:
        for row in session.execute(text(f'SELECT * FROM "{table.name}"')):
            for value in row:
                content = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                yield table.name, content
    config: Config = app.config["HUIYIN"]
    for path in [*config.home.rglob("*"), *_database_files(session, kind)]:
        if path.is_file():
            yield str(path), path.read_bytes()


def _database_files(session: Session, kind: str) -> list[Path]:
    if kind != "sqlite":
        return []
    raw = session.connection().connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    (main,) = [row[2] for row in raw.execute("PRAGMA database_list") if row[1] == "main"]
    return [path for end in ("", "-wal") if (path := Path(main + end)).exists()]


def test_w03_the_desk_locks_itself_after_a_quarter_of_an_hour(
    app: Flask, client: Client, session: Session, cast: Cast, at: object
) -> None:
    people = desk(cast)
    receipt = report_to(app, cast.handler)
    reader = reading(receipt)[0]
    clock = at(MONDAY)  # type: ignore[operator]
    unlock(client, reader)
    assert client.get("/portal/hotline").text.count("data-row") == 1
    clock.shift(timedelta(minutes=14))
    assert client.get("/portal/hotline").text.count("data-row") == 1
    clock.shift(timedelta(minutes=14))
    assert client.get("/portal/hotline").text.count("data-row") == 1
    clock.shift(timedelta(minutes=16))
    assert client.get("/portal/hotline").text.count("data-row") == 0
    assert people.sheets
