"""What a customer may do with an own case, and what becomes of it (H-03, H-08, R-01)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.tables import Case, CaseFile, Confirmation, Contact
from models.cases.words import Closing, Direction, State
from models.files.tables import StoredFile
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.client import Client, form_on
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.cases.making import HOUR, answered, new, taken
from tests.models.files.samples import HTML, picture
from tests.survey.raw import MULTIPART, raw_form
from tests.survey.track.following import follow, key, step


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> None:
    at(MONDAY + 3 * HOUR)


def heard(session: Session, case: Case) -> list[str]:
    """What the customer said on the page."""
    session.expire_all()
    found = select(Contact.text).where(Contact.case_id == case.id, Contact.direction == Direction.IN)
    return list(session.scalars(found.order_by(Contact.id)))


def noticed(session: Session, kind: str) -> int:
    return session.scalar(select(func.count(Notice.id)).where(Notice.kind == kind)) or 0


@pytest.mark.both_databases
def test_words_and_files_are_added_and_the_owner_is_told(
    client: Client, cast: Cast, session: Session
) -> None:
    case = taken(cast)
    answer = step(client, case, "words", text="昨晚又断了", files=(BytesIO(picture()), "截图.png"))
    assert answer.status_code == 303
    assert heard(session, case) == ["昨晚又断了"]
    assert session.scalars(select(StoredFile.name).join(CaseFile)).all() == ["截图.png"]
    assert noticed(session, "customer_added") == 1
    page = client.get(answer.location, follow_redirects=True)
    assert region(page.text, "#done") == "已补充，处理人员已收到通知。"
    first_said = region(page.text, "//section[@id='story']/ol/li[1]")
    assert first_said.startswith("您补充 昨晚又断了 截图.png")
    assert "截图.png" not in region(page.text, "#own-words")


def test_an_answer_to_our_question_lets_the_case_go_on(client: Client, cast: Cast, session: Session) -> None:
    """H-03: the clock runs again."""
    case = taken(cast)
    actions.wait_for_customer(case, "型号是什么？", by=cast.handler, now=MONDAY + HOUR, seen=case.version)
    assert step(client, case, "words", text="HG8245").status_code == 303
    assert heard(session, case) == ["HG8245"]
    assert case.state is State.HANDLING


def test_nothing_at_all_is_no_addition(client: Client, cast: Cast, session: Session) -> None:
    case = taken(cast)
    answer = step(client, case, "words", text="  ")
    assert answer.status_code == 422
    assert region(answer.text, "#words-text-error") == "请写点内容，或选择文件。"
    assert region(answer.text, "//details[@open]/summary") == "补充信息"
    assert heard(session, case) == []


def test_a_refused_file_keeps_the_words_and_the_good_files(
    client: Client, cast: Cast, session: Session
) -> None:
    """V-08."""
    case = taken(cast)
    data = {
        "key": key(client.application, case),
        "text": "见附件",
        "files": [(BytesIO(picture()), "好.png"), (BytesIO(HTML), "坏.png")],
    }
    refused = client.post(f"/track/{case.number}/words", data=data)
    assert refused.status_code == 422
    assert "“坏.png”已损坏" in region(refused.text, "#words-files-error")
    form = form_on(refused.text, "/words")
    (word,) = [value for name, value in form.form_values() if name == "carried"]
    assert (form.fields["text"] or "").strip() == "见附件"
    assert session.scalar(select(func.count(CaseFile.id))) == 0
    assert step(client, case, "words", text="见附件", carried=word).status_code == 303
    assert session.scalars(select(StoredFile.name).join(CaseFile)).all() == ["好.png"]


def test_the_same_words_twice_are_one_addition(client: Client, cast: Cast, session: Session) -> None:
    case = taken(cast)
    for _press in range(2):
        assert step(client, case, "words", text="昨晚又断了").status_code == 303
    assert heard(session, case) == ["昨晚又断了"]


def test_the_same_words_and_files_twice_are_one_addition(
    client: Client, cast: Cast, session: Session
) -> None:
    """The same words with another file are two."""
    case = taken(cast)
    for format_ in ("PNG", "PNG", "GIF"):
        file = BytesIO(picture(format_)), f"截图.{format_.lower()}"
        step(client, case, "words", text="见截图", files=file)
    assert heard(session, case) == ["见截图", "见截图"]
    assert session.scalar(select(func.count(CaseFile.id))) == 2


def test_additions_end_for_the_day_at_the_rulebooks_number(
    client: Client, cast: Cast, session: Session
) -> None:
    case = taken(cast)
    for n in range(10):
        actions.add_words(case, f"第 {n} 次", (), now=MONDAY + 2 * HOUR)
    answer = step(client, case, "words", text="第十一次")
    assert answer.status_code == 422
    assert "今天的次数已用完" in region(answer.text, "#words-text-error")
    assert (form_on(answer.text, "/words").fields["text"] or "").strip() == "第十一次"


@pytest.mark.both_databases
def test_pressing_tells_owner_and_head_once_a_day(client: Client, cast: Cast, session: Session) -> None:
    """H-08."""
    case = taken(cast)
    answer = step(client, case, "pressing", text="孩子要上网课")
    assert answer.status_code == 303
    assert noticed(session, "case_pressed") == 2
    assert (
        "已催办：处理人员和部门负责人刚刚收到通知。"
        in client.get(answer.location, follow_redirects=True).text
    )
    again = step(client, case, "pressing", text="还没人来")
    assert again.status_code == 422
    assert "今天的次数已用完，我们都收到了。" in again.text
    assert heard(session, case) == ["孩子要上网课"]


def test_withdrawing_asks_why_and_ends_the_case(client: Client, cast: Cast, session: Session) -> None:
    """H-08."""
    case = taken(cast)
    assert step(client, case, "withdrawal", text="").status_code == 422
    answer = step(client, case, "withdrawal", text="自己好了")
    assert answer.status_code == 303
    assert heard(session, case) == ["自己好了"]
    assert (case.state, case.closing) == (State.CLOSED, Closing.WITHDRAWN)
    assert "已撤回。" in region(client.get(answer.location, follow_redirects=True).text, "#done")


@pytest.mark.both_databases
def test_a_satisfied_customer_ends_the_case(client: Client, cast: Cast, session: Session) -> None:
    """R-01."""
    case = answered(cast)
    answer = step(client, case, "confirmation", satisfied="yes", text="很快")
    assert answer.status_code == 303
    word = session.scalars(select(Confirmation)).one()
    assert (word.satisfied, word.comment, word.round) == (True, "很快", 1)
    session.refresh(case)
    assert (case.state, case.closing) == (State.CLOSED, Closing.CONFIRMED)
    assert "谢谢您的确认" in region(client.get(answer.location, follow_redirects=True).text, "#done")


@pytest.mark.both_databases
def test_a_dissatisfied_customer_is_met_at_once(client: Client, cast: Cast, session: Session) -> None:
    """R-01, R-04: reopened, and told who calls and by when."""
    case = answered(cast)
    answer = step(client, case, "confirmation", satisfied="no", text="昨晚又断了")
    page = client.get(answer.location, follow_redirects=True)
    assert "前致电 138****5678 联系您。" in region(page.text, "#callback")
    session.refresh(case)
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert session.scalars(select(Confirmation.satisfied)).one() is False


def test_a_customer_who_chose_nothing_is_asked_again(client: Client, cast: Cast, session: Session) -> None:
    case = answered(cast)
    answer = step(client, case, "confirmation", text="嗯")
    assert answer.status_code == 422
    assert region(answer.text, "#confirmation-satisfied-error") == "请选择一项。"
    assert (form_on(answer.text, "/confirmation").fields["text"] or "").strip() == "嗯"


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("confirmation", {"satisfied": "yes", "text": "我写了很多"}),
        ("pressing", {"text": "我写了很多"}),
        ("withdrawal", {"text": "我写了很多"}),
        ("words", {"text": "我写了很多"}),
    ],
)
def test_a_step_that_came_too_late_gives_the_words_back(
    client: Client, cast: Cast, session: Session, noun: str, fields: dict[str, str]
) -> None:
    """H-07, H-08: the case had moved on; nothing changes and nothing typed is lost."""
    case = actions.withdraw(new(), "自己好了", now=MONDAY)
    answer = step(client, case, noun, **fields)
    assert answer.status_code == 409
    assert "这一步已不能进行" in answer.text
    assert "我写了很多" in answer.text
    assert heard(session, case) == ["自己好了"]


@pytest.mark.parametrize("noun", ["words", "pressing", "withdrawal", "confirmation"])
def test_no_step_is_taken_without_the_key(client: Client, cast: Cast, session: Session, noun: str) -> None:
    """H-08: the cookie alone takes no step, so no other page can; nor does the key of another case."""
    case, other = answered(cast), new(phone="+8613900001111", email=None)
    follow(client, case)
    fields = {"text": "别人写的", "satisfied": "no"}
    for proof in (None, "", "A" * 20, key(client.application, other)):
        assert step(client, case, noun, **(fields | {"key": proof})).status_code == 404
    session.refresh(case)
    assert (case.state, case.round, heard(session, case)) == (State.ANSWERED, 1, [])


def test_steps_work_without_cookies(client: Client, cast: Cast, session: Session) -> None:
    case = taken(cast)
    blind = client.application.test_client(use_cookies=False)
    answer = blind.post(
        f"/track/{case.number}/words", data={"key": key(client.application, case), "text": "昨晚又断了"}
    )
    assert blind.get(answer.location, follow_redirects=True).status_code == 200
    assert heard(session, case) == ["昨晚又断了"]


def test_too_long_and_damaged_words_are_refused(client: Client, cast: Cast, session: Session) -> None:
    """V-08."""
    case = taken(cast)
    assert "最多填写 5000 个字。" in step(client, case, "words", text="长" * 5001).text
    body = raw_form(key=key(client.application, case).encode(), text="断网".encode("gb18030"))
    damaged = client.post(f"/track/{case.number}/words", data=body, content_type=MULTIPART)
    assert "部分文字在传输途中成了乱码" in damaged.text
    assert heard(session, case) == []


def test_pressing_is_possible_again_the_next_day(
    client: Client, cast: Cast, session: Session, at: Any
) -> None:
    case = taken(cast)
    assert step(client, case, "pressing").status_code == 303
    at(MONDAY + 3 * HOUR + timedelta(days=1, seconds=1))
    assert step(client, case, "pressing").status_code == 303
