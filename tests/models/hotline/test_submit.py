"""W-01, W-02, W-03, W-04: a report is sealed to readers free of conflict and to its code."""

from io import BytesIO
from pathlib import Path

import nacl.pwhash.argon2id
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, WrongSecret
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.files.storage import FolderStore
from models.hotline.actions.submit import submit
from models.hotline.actions.texts import add_file, add_message, add_note
from models.hotline.queries.opening import open_with_code, reports_read_by
from models.hotline.queries.reading import read, read_file
from models.hotline.rules.vault import Vault
from models.hotline.tables import HotlineReport
from models.hotline.words import Author, EntryKind, Side
from models.people.actions import set_head
from tests.cast import LONG_AGO, Cast, department
from tests.models.hotline.making import (
    SECRET,
    VAULT,
    as_reader,
    desk,
    draft,
    holder,
    readers,
    reported,
    row_of,
)
from tests.moments import MONDAY


@pytest.mark.both_databases
def test_w02_the_code_opens_what_was_reported(session: Session, cast: Cast) -> None:
    desk(cast)
    receipt = reported(cast.handler, where="三号仓库")
    access = open_with_code(f" {str(receipt.code).lower()} ", vault=VAULT)
    thread = read(access)
    assert [(entry.content.kind, entry.content.text) for entry in thread.entries] == [
        (EntryKind.REPORT, SECRET)
    ]
    assert thread.entries[0].content.data["where"] == "三号仓库"
    assert access.sides == (Side.TALK,)


def test_w03_readers_open_it_and_nobody_else(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    found = readers(receipt, people)
    assert len(found) == 3
    for person in people:
        access = as_reader(person, receipt)
        if person in found:
            assert access is not None
            assert read(access).entries[0].content.text == SECRET
        else:
            assert access is None
            assert list(reports_read_by(holder(person).keeper_id)) == []


def test_w04_the_named_their_heads_and_their_reports_are_left_out(session: Session, cast: Cast) -> None:
    people = desk(cast)
    set_head(department("YY"), people.four, by=SYSTEM, now=LONG_AGO)
    named = people.one
    for _ in range(8):
        assert set(readers(reported(named), people)) == {people.two, people.three, people.four}
    head_named = reported(people.four)
    assert people.four not in readers(head_named, people)
    set_head(department("ZB"), cast.leader, by=SYSTEM, now=LONG_AGO)
    session.commit()
    assert people.one not in readers(reported(cast.leader), people)  # reports to who is named
    set_head(department("ZB"), people.one, by=SYSTEM, now=LONG_AGO)
    session.commit()
    assert people.one not in readers(reported(cast.committee), people)  # heads who is named
    assert people.one not in readers(reported(departments=(department("ZB").id,)), people)


def test_w04_where_nobody_is_free_nothing_is_kept(session: Session, cast: Cast) -> None:
    people = desk(cast)
    with pytest.raises(Invalid, match="hotline_nobody_free"):
        submit(draft(*people), vault=VAULT, now=MONDAY)
    assert session.scalars(select(HotlineReport)).all() == []


@pytest.mark.both_databases
def test_w02_a_wrong_code_costs_what_a_right_one_costs(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of Argon2 calls and what each costs, for a right code, a wrong one, and one of no report."""
    desk(cast)
    right = str(reported(cast.handler).code)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    nowhere = ("0" if right[0] != "0" else "1") + right[1:]
    spent: list[tuple[int, int]] = []
    real = nacl.pwhash.argon2id.kdf

    def counted(size: int, password: bytes, salt: bytes, opslimit: int, memlimit: int) -> bytes:
        spent.append((opslimit, memlimit))
        return real(size, password, salt, opslimit=opslimit, memlimit=memlimit)

    monkeypatch.setattr(nacl.pwhash.argon2id, "kdf", counted)
    open_with_code(right, vault=VAULT)
    for typed in (wrong, nowhere, "", "投诉" * 50):
        with pytest.raises(WrongSecret):
            open_with_code(typed, vault=VAULT)
    assert spent == [(VAULT.code.passes, VAULT.code.memory_kib * 1024)] * 5


def test_w02_a_code_needs_both_peppers(session: Session, cast: Cast) -> None:
    desk(cast)
    code = str(reported(cast.handler).code)
    for other in (
        Vault(b"x" * 32, VAULT.code_pepper, VAULT.code, VAULT.passphrase),
        Vault(VAULT.locator_pepper, b"x" * 32, VAULT.code, VAULT.passphrase),
    ):
        with pytest.raises(WrongSecret):
            open_with_code(code, vault=other)


@pytest.mark.both_databases
def test_w02_both_write_and_only_readers_read_notes(session: Session, cast: Cast, tmp_path: Path) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    reader = as_reader(readers(receipt, people)[0], receipt)
    assert reader is not None
    add_message(reader, "哪一天看到的？", now=MONDAY)
    assert row_of(receipt).waits is False
    add_note(reader, "先查出入库记录", now=MONDAY)
    mine = open_with_code(str(receipt.code), vault=VAULT)
    add_message(mine, "上周三下午", now=MONDAY)
    assert row_of(receipt).waits is True
    with pytest.raises(NotAllowed):
        add_note(mine, "试试", now=MONDAY)
    assert [entry.content.text for entry in read(mine).entries] == [SECRET, "哪一天看到的？", "上周三下午"]
    assert [(entry.content.author, entry.side) for entry in read(reader).entries] == [
        (Author.REPORTER, Side.TALK),
        (Author.READER, Side.TALK),
        (Author.READER, Side.WORK),
        (Author.REPORTER, Side.TALK),
    ]


def test_w02_files_are_sealed_with_their_names(session: Session, cast: Cast, tmp_path: Path) -> None:
    people = desk(cast)
    receipt, store = reported(cast.handler), FolderStore(tmp_path)
    plain = b"photo of the warehouse" * 10_000
    file = add_file(
        receipt.access, BytesIO(plain), "仓库.jpg", "image/jpeg", store=store, now=MONDAY, removed=("gps",)
    )
    reader = as_reader(readers(receipt, people)[0], receipt)
    assert reader is not None
    facts, pieces = read_file(reader, file.id, store)
    assert (facts.name, facts.size, facts.removed, b"".join(pieces)) == (
        "仓库.jpg",
        len(plain),
        ("gps",),
        plain,
    )
    (path,) = tmp_path.glob("??/??/*")
    assert b"warehouse" not in path.read_bytes()
    assert (
        path.stat().st_mtime == MONDAY.replace(hour=0).timestamp() - 8 * 3600
        or path.stat().st_mtime % 86400 == 57600
    )
    with pytest.raises(Invalid, match="empty"):
        add_file(receipt.access, BytesIO(b""), "x.jpg", "image/jpeg", store=store, now=MONDAY)


def test_w03_nothing_goes_into_the_trail_and_rows_show_days_only(session: Session, cast: Cast) -> None:
    desk(cast)
    before = len(session.scalars(select(Event)).all())
    receipt = reported(cast.handler)
    add_message(receipt.access, "再补充一点", now=MONDAY)
    assert len(session.scalars(select(Event)).all()) == before
    row = row_of(receipt)
    assert {moment.strftime("%H:%M:%S.%f") for moment in (row.created_at, row.changed_at)} == {
        "16:00:00.000000"
    }
