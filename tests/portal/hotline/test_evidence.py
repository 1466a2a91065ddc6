"""W-05: a reader brings evidence of their own; it is sealed as it is, with its check sum, to the readers."""

from hashlib import sha256
from io import BytesIO

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.files.storage import FolderStore
from models.hotline.queries.reading import read, read_file
from models.hotline.tables import HotlineFile
from models.hotline.words import Author, EntryKind, Side
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cleaning.making import photo
from tests.models.hotline.making import as_reader, desk, row_of
from tests.portal.hotline.desk import reading, report_to, unlock
from web.config import Config
from web.home import Home


def test_w05_a_readers_file(app: Flask, client: Client, session: Session, cast: Cast) -> None:
    """Byte for byte, unlike the reporter's; nothing of it is on the disk in clear or with the reporter."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    one, two = reading(receipt)[:2]
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, one)
    content = photo()
    fields = {"evidence-text": "仓库监控截图", "evidence-files": (BytesIO(content), "监控截图.jpg")}
    assert client.submit(page, action="/evidence", **fields).status_code == 303

    access = as_reader(two, receipt)
    assert access is not None
    (file,) = read(access).files
    assert (file.side, file.facts.author, file.facts.name) == (Side.WORK, Author.READER, "监控截图.jpg")
    config: Config = app.config["HUIYIN"]
    store = FolderStore(Home(config.home).files)
    assert b"".join(read_file(access, file.id, store)[1]) == content
    entry = read(access).last(EntryKind.EVIDENCE)
    assert entry is not None
    assert entry.content.data["sha256"] == sha256(content).hexdigest()
    with store.open(session.scalars(select(HotlineFile.key)).one()) as sealed:
        assert b"JFIF" not in sealed.read()
    assert "取证文件" in region(client.get(page).text, "#files")
    got = client.get(f"{page}/files/{file.id}")
    assert (got.data, got.headers["Content-Type"]) == (content, "application/octet-stream")
    back = client.post("/hotline/report", data={"code": str(receipt.code)}).text
    assert "监控截图" not in back


def test_w05_one_file_an_entry_and_none_that_is_empty(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """What was typed is kept, and nothing is half stored."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    one = reading(receipt)[0]
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, one)
    client.submit(
        page, action="/evidence", **{"evidence-text": "第一件", "evidence-files": (BytesIO(b"x"), "a.txt")}
    )
    (known,) = session.scalars(select(HotlineFile.id))
    for given, said in (
        ({"evidence-file": str(known), "evidence-files": (BytesIO(b"y"), "b.txt")}, "二者选一"),
        ({"evidence-files": (BytesIO(b""), "empty.txt")}, "empty"),
    ):
        answer = client.submit(page, action="/evidence", **{"evidence-text": "监控里的人", **given})
        assert (answer.status_code, "监控里的人" in answer.text) == (422, True)
        assert said in answer.text or said == "empty"
    assert session.scalars(select(HotlineFile.id)).all() == [known]
