"""A voice sent by web form becomes a case, once (V-02, V-08, H-01)."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case, CaseFile, DueTime
from models.cases.words import Channel, Kind, State
from models.files.tables import StoredFile
from models.outbox.actions import note_outlet
from models.outbox.tables import Means, OutboxMessage
from survey.keys import proof_of
from tests.cast import Cast
from tests.client import Client, form_on
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.files.samples import GOOD
from tests.survey.feedback.sending import NAME, PHOTO, PROBLEM, send
from web.downloads import file_store

OTHER = NAME[::-1]


@pytest.fixture(autouse=True)
def on_monday(at: object) -> None:
    at(MONDAY)  # type: ignore[operator]


def the_case(session: Session) -> Case:
    return session.scalars(select(Case)).one()


@pytest.mark.both_databases
def test_all_that_was_told_stands_in_the_case(client: Client, cast: Cast, session: Session) -> None:
    """V-02, V-08."""
    answer = send(client, expected_on="2026-11-30", account="GZ-1")
    assert answer.status_code == 303
    case = the_case(session)
    assert (case.kind, case.channel, case.state) == (Kind.COMPLAINT, Channel.WEB, State.NEW)
    assert (case.problem, case.happened_when, case.happened_where) == (
        PROBLEM,
        "每天晚上八点以后",
        "家里，500M 光纤",
    )
    assert (case.expected, case.expected_on) == ("派人上门修好", date(2026, 11, 30))
    assert (case.contact_name, case.contact_phone, case.contact_email) == (
        "赵玉兰",
        "+8613812345678",
        "zhao@example.com",
    )
    assert (case.region, case.account, case.language) == ("深圳 南山", "GZ-1", "zh")
    assert (case.registered_by_id, case.received_at, case.submission) == (None, MONDAY, NAME)
    letter = session.scalars(select(OutboxMessage)).one()
    assert (letter.kind, letter.to_address, letter.about) == (
        "acknowledgement",
        "zhao@example.com",
        case.audit_name,
    )


def test_the_thanks_page_tells_number_link_and_what_happens_when(
    client: Client, cast: Cast, session: Session
) -> None:
    """V-08, H-01: the number and the secret link at once, and by when somebody is in touch."""
    thanks = client.get(send(client).location)
    case = the_case(session)
    assert region(thanks.text, "#number") == case.number == "HY-20261123-0001"
    link = region(thanks.text, "#link")
    assert link.startswith(f"http://localhost/track/{case.number}?key=")
    key = region(thanks.text, "#key").replace("-", "")
    assert link.endswith(key)
    due = session.scalars(select(DueTime)).one()
    assert due.due_at.hour == 6  # four working hours of the service desk after 10:00, in UTC
    assert "我们会阅读并在 2026-11-23（周一）14:00 前首次联系您。" in thanks.text
    assert "z***@example.com" in thanks.text
    assert "Set-Cookie" not in thanks.headers


def test_whoever_left_only_a_telephone_is_told_to_note_the_key(client: Client, cast: Cast) -> None:
    thanks = client.get(send(client, email="").location)
    assert "您没有留邮箱，请记下工单号和查询密钥，或截图保存本页。" in thanks.text


def test_the_thanks_page_closes_after_a_day(client: Client, cast: Cast, at: object) -> None:
    """V-08: an expired and a forged address are told apart from each other, and clearly."""
    address = send(client).location
    forged = client.get(address[:-2] + "xx")
    assert (forged.status_code, "链接无效" in forged.text) == (404, True)
    at(MONDAY.replace(day=25))  # type: ignore[operator]
    assert client.get(address).status_code == 410


@pytest.mark.both_databases
def test_the_same_form_twice_is_one_case(client: Client, cast: Cast, session: Session) -> None:
    """V-08: a double submit leads to the same thanks page and stores nothing more."""
    first = send(client, PHOTO)
    second = send(client, PHOTO)
    assert (first.status_code, second.status_code) == (303, 303)
    assert the_case(session).problem == PROBLEM
    assert session.scalar(select(func.count(StoredFile.id))) == 1
    thanks = client.get(second.location)
    assert region(thanks.text, "#number") == the_case(session).number
    assert "这份表单您已提交过，仍是同一个工单。" in thanks.text


def test_other_words_under_the_same_name_open_nothing(client: Client, cast: Cast, session: Session) -> None:
    """H-08: who slipped a form's name to somebody else learns nothing of what became of it, and whoever
    went back and wrote something else keeps it and is told.
    """
    send(client)
    answer = send(client, PHOTO, problem="家里的电视盒也坏了，开机后黑屏。")
    case = the_case(session)
    assert (answer.status_code, answer.location) == (409, None)
    with client.application.app_context():
        assert proof_of(case) not in answer.text
    form = form_on(answer.text)
    assert form.fields["problem"].strip() == "家里的电视盒也坏了，开机后黑屏。"
    assert f"工单号为 {case.number}" in answer.text
    assert form.fields["submission"] != NAME
    sent = send(client, problem=form.fields["problem"], submission=form.fields["submission"])
    assert sent.status_code == 303
    assert session.scalar(select(func.count(Case.id))) == 2


def test_a_form_without_its_name_is_taken_all_the_same(client: Client, cast: Cast, session: Session) -> None:
    assert send(client, submission="' OR 1=1").status_code == 303
    assert the_case(session).submission != "' OR 1=1"


@pytest.mark.both_databases
def test_files_come_with_the_case_under_their_names(client: Client, cast: Cast, session: Session) -> None:
    """V-02: five at once, each kept byte by byte, of the type that its content shows."""
    names = ["晚间掉线.jpg", "合同.pdf", "a.docx", "录音.m4a", "a.txt"]
    assert send(client, *[(name, GOOD[name][0]) for name in names]).status_code == 303
    rows = session.scalars(select(CaseFile).order_by(CaseFile.id)).all()
    assert all(row.shown and row.case_id == the_case(session).id for row in rows)
    files = session.scalars(select(StoredFile).order_by(StoredFile.id)).all()
    assert [(file.name, file.media_type) for file in files] == [(name, GOOD[name][1]) for name in names]
    with client.application.app_context():
        for file in files:
            with file_store().open(file.key) as content:
                assert content.read() == GOOD[file.name][0]


def test_the_store_lies_outside_what_is_served(client: Client, cast: Cast) -> None:
    with client.application.app_context():
        folder = Path(client.application.config["HUIYIN"].home)
    assert not folder.is_relative_to(Path(client.application.static_folder or ""))


def test_the_page_remembers_the_kind_that_a_link_chose(client: Client, cast: Cast) -> None:
    chosen = form_on(client.get("/feedback/new?kind=praise").text).fields["kind"]
    nothing = form_on(client.get("/feedback/new?kind=gossip").text).fields["kind"]
    assert (chosen, nothing) == ("praise", None)


def test_who_left_just_a_telephone_is_told_of_the_sms(client: Client, cast: Cast, session: Session) -> None:
    """H-01, R-02: where an SMS leaves it is announced; without a gateway the page is all there is."""
    before = region(client.get(send(client, email="").location).text, "//main")
    assert "您没有留邮箱，请记下工单号和查询密钥" in before
    assert "短信" not in before
    note_outlet(Means.SMS, open=True, countries=["86"])
    session.commit()
    told = region(client.get(send(client, email="", submission=OTHER).location).text, "//main")
    assert "工单号和短链接也会用短信发到 138****5678" in told
    assert "您没有留邮箱" not in told


def test_x_03_the_form_says_how_long_personal_data_are_kept(client: Client, cast: Cast) -> None:
    """PIPL art. 17: the period is told before anybody agrees; it is that of the rulebook in force."""
    assert cast.administrator.id
    form = client.get("/feedback/new").text
    assert "投诉 36 个月，严重投诉 60 个月，其他 24 个月，到期删除" in form
