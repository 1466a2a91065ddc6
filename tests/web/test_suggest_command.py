"""T-05: `flask suggest`, one text a line in, one JSON object a line out, and clear words for bad lines."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.queries import to_learn
from models.cases.tables import Case, Lesson
from models.db import db
from tests.cast import Cast, department
from tests.models.cases.making import decision, new
from tests.moments import MONDAY

COMPLAINT = "家里每天晚上断网，报修三次了，要求减免月费"


def run(app: Flask, *arguments: str, fed: bytes | None = None) -> Result:
    db.session.commit()
    return app.test_cli_runner().invoke(args=["suggest", *arguments], input=fed)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_file_of_texts(small: Flask, cast: Cast, tmp_path: Path) -> None:
    """In its order: path, grade, urgency, department by its name, the words with their weights."""
    file = tmp_path / "texts.txt"
    file.write_text(f"{COMPLAINT}\nThe modem is smoking, send someone today\n一切正常\n", encoding="utf-8")
    result = run(small, str(file))
    assert result.exit_code == 0, result.output
    first, second, third = objects(result)
    assert {name: first[name] for name in ("line", "category", "category_en", "grade", "urgency")} == {
        "line": 1,
        "category": "技术类/网络故障",
        "category_en": "Network and technology/Network fault",
        "grade": 2,
        "urgency": "not_urgent",
    }
    assert first["category_codes"] == ["technology", "network_fault"]
    assert (first["department"], first["department_code"]) == ("技术运维部", "JS")
    assert first["confidence"] == "medium"
    assert {"word": "减免", "weight": 4, "points_to": "reasonable_compensation"} in first["words"]
    assert all(set(word) == {"word", "weight", "points_to"} for word in first["words"])
    assert (second["grade"], second["urgency"]) == (3, "urgent")
    assert (third["category"], third["grade"], third["department"], third["words"]) == (None, None, None, [])


def test_standard_input(small: Flask, cast: Cast) -> None:
    """With a byte order mark and Windows line ends; the last line needs no end."""
    fed = b"\xef\xbb\xbf" + "家里断网\r\n退款一直没到账".encode()
    result = run(small, "-", fed=fed)
    assert result.exit_code == 0, result.output
    assert [each["category_codes"][1] for each in objects(result)] == ["network_fault", "fees_refund"]


def test_lines_that_cannot_be_read(small: Flask, cast: Cast) -> None:
    """Each answers in its place and says what to do; the others are answered all the same."""
    lines = [
        COMPLAINT.encode(),
        "断网".encode("gb18030"),
        b"",
        "　 \t".encode(),
        b"x" * 20_001,
        "断网".encode(),
    ]
    result = run(small, "-", fed=b"\n".join(lines))
    assert result.exit_code == 1
    told = objects(result)
    assert [each["line"] for each in told] == [1, 2, 3, 4, 5, 6]
    assert [each.get("error") for each in told] == [
        None,
        "not UTF-8 (byte 0xB6 at position 1); save it as UTF-8, or convert it, for example:"
        " iconv -f GB18030 -t UTF-8",
        "the line is empty",
        "the line is empty",
        "the line is longer than 20000 characters",
        None,
    ]
    assert "4 of 6 lines could not be read: 2, 3, 4, 5." in result.stderr


def test_utf_16_is_named(small: Flask, cast: Cast) -> None:
    result = run(small, "-", fed="断网".encode("utf-16"))
    assert result.exit_code == 1
    assert objects(result)[0]["error"].startswith("this is UTF-16, not UTF-8;")


def test_nothing_at_all(small: Flask, cast: Cast) -> None:
    result = run(small, "-", fed=b"")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "The file is empty: it needs one text a line." in result.stderr


def test_a_file_that_is_not_there(small: Flask, cast: Cast, tmp_path: Path) -> None:
    result = run(small, str(tmp_path / "nowhere.txt"))
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


def test_earlier_decisions_are_among_the_reasons(small: Flask, cast: Cast) -> None:
    """Unless only the words are asked for; nothing is stored."""
    told = "小区门口的星河智慧亭刷脸总是不认人，老人孩子进不了门"
    changes = {"category": "product_function", "department_id": department("YF").id}
    for _ in range(2):
        case = new(problem=told)
        actions.triage(case, decision(**changes), by=cast.agent, now=MONDAY, seen=case.version)
    for lesson_id in to_learn(10):
        actions.learn(db.session.get_one(Lesson, lesson_id), now=MONDAY)
    (found,) = objects(run(small, "-", fed=told.encode()))
    assert (found["category"], found["votes"][0]["weight"]) == ("产品类/功能异常", 6)
    (alone,) = objects(run(small, "-", "--words-only", fed=told.encode()))
    assert (alone["category"], alone["votes"]) != (found["category"], found["votes"])
    assert db.session.scalar(select(func.count()).select_from(Case)) == 2


@pytest.mark.parametrize("bare", [False, True])
def test_without_an_installation(small: Flask, session: Session, bare: bool) -> None:
    """No rulebook, or not even a table: the rulebook that comes with the product says it."""
    if bare:
        session.execute(text("DROP TABLE rulebook"))
    result = run(small, "-", fed=COMPLAINT.encode())
    assert result.exit_code == 0, result.output
    (found,) = objects(result)
    assert (found["category"], found["department"]) == ("技术类/网络故障", "JS")
    assert "taking the one that comes with the product" in result.stderr
