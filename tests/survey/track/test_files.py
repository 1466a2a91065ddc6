"""A customer gets own files back, safely, and nobody else does (H-08, V-02)."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.actions import add_words
from models.cases.tables import Case, CaseFile
from models.events.actions import CUSTOMER
from models.files.actions import keep
from models.files.tables import StoredFile
from models.rulebook.queries import rules_at
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.cases.making import HOUR, new
from tests.models.files.samples import GOOD
from tests.survey.track.following import follow, key
from web.downloads import file_store

pytestmark = pytest.mark.usefixtures("cast")


def kept(client: Client, name: str) -> StoredFile:
    with client.application.app_context():
        store = file_store()
    uploads = rules_at(MONDAY).uploads
    return keep(BytesIO(GOOD[name][0]), name, store=store, uploads=uploads, by=CUSTOMER, now=MONDAY)


def case_with(client: Client, name: str) -> tuple[Case, StoredFile]:
    file = kept(client, name)
    return new(files=(file,)), file


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        (
            "晚间掉线.jpg",
            "inline; filename=file.jpg; filename*=UTF-8''%E6%99%9A%E9%97%B4%E6%8E%89%E7%BA%BF.jpg",
        ),
        ("合同.pdf", "attachment; filename=file.pdf; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf"),
        ("a.txt", "attachment; filename=a.txt"),
        ("IMG_0042.HEIC", "attachment; filename=IMG_0042.HEIC"),
    ],
)
def test_files_come_back_with_headers_that_let_nothing_run(
    client: Client, session: Session, name: str, disposition: str
) -> None:
    case, file = case_with(client, name)
    follow(client, case)
    answer = client.get(f"/track/{case.number}/files/{file.id}")
    assert answer.status_code == 200
    assert answer.data == GOOD[name][0]
    headers = answer.headers
    assert headers["Content-Type"].split(";")[0] == GOOD[name][1]
    assert headers["Content-Disposition"] == disposition
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_a_file_needs_the_key_of_its_case(client: Client, session: Session) -> None:
    case, file = case_with(client, "a.txt")
    other = new(phone="+8613900001111", email=None)
    address = f"/track/{case.number}/files/{file.id}"
    assert client.get(address).status_code == 404
    assert client.get(address, query_string={"key": "A" * 20}).status_code == 404
    assert client.get(address, query_string={"key": key(client.application, other)}).status_code == 404
    assert (
        client.get(f"/track/{other.number}/files/{file.id}?key={key(client.application, other)}").status_code
        == 404
    )
    opened = client.get(address, query_string={"key": key(client.application, case)})
    assert (opened.status_code, opened.data) == (200, GOOD["a.txt"][0])


def test_asking_for_the_head_of_a_file_sends_its_head(client: Client, session: Session) -> None:
    case, file = case_with(client, "a.txt")
    answer = client.head(f"/track/{case.number}/files/{file.id}?key={key(client.application, case)}")
    assert (answer.status_code, answer.data, answer.content_length) == (200, b"", file.size)


def test_a_file_that_is_not_for_the_customer_is_not_there(client: Client, session: Session) -> None:
    """H-08: what staff attached for themselves."""
    case, file = case_with(client, "a.txt")
    session.scalars(select(CaseFile)).one().shown = False
    page = follow(client, case)
    assert "a.txt" not in page.text
    assert client.get(f"/track/{case.number}/files/{file.id}").status_code == 404


def test_each_file_stands_with_the_words_it_came_with(client: Client, session: Session) -> None:
    """V-08: what was sent later is shown with what was said then, and opens as the first ones do."""
    case, first = case_with(client, "a.txt")
    later, alone = kept(client, "合同.pdf"), kept(client, "晚间掉线.jpg")
    add_words(case, "合同补上", [later], now=MONDAY + HOUR)
    add_words(case, "", [alone], now=MONDAY + 2 * HOUR)
    page = follow(client, case).text
    assert "a.txt" in region(page, "#own-words")
    said = html.document_fromstring(page).xpath("//section[@id='story']/ol/li")
    assert [" ".join(item.text_content().split())[:20] for item in said[:2]] == [
        "您上传了文件 晚间掉线.jpg 1 kB",
        "您补充 合同补上 合同.pdf 1 kB",
    ]
    for file in (first, later, alone):
        assert client.get(f"/track/{case.number}/files/{file.id}").status_code == 200


def test_missing_bytes_are_no_crash(client: Client, session: Session) -> None:
    case, file = case_with(client, "a.txt")
    with client.application.app_context():
        file_store().remove(file.key)
    follow(client, case)
    assert client.get(f"/track/{case.number}/files/{file.id}").status_code == 404


def test_files_lie_in_the_home_of_the_installation(client: Client, session: Session) -> None:
    _case, file = case_with(client, "a.txt")
    home: Path = client.application.config["HUIYIN"].home
    assert (home / "files" / file.key[:2] / file.key[2:4] / file.key).is_file()
