"""The list of messages: what an operator finds, and what stays masked."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.clock import now
from models.jobs.actions import hold, note_run
from models.outbox.actions import withdraw
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.portal.outbox.conftest import OpenCase, fail, message_about
from tests.statements import CountStatements


def test_an_empty_outbox_says_what_would_be_there(operator: Client) -> None:
    page = operator.get("/portal/outbox")
    assert "还没有发出任何消息" in region(page.text, "#messages")
    assert "没有符合条件的消息" in region(operator.get("/portal/outbox?state=failed").text, "#messages")


def test_x03_addresses_are_masked_and_words_not_shown(operator: Client, complain: OpenCase) -> None:
    case = complain()
    shown = operator.get("/portal/outbox").text
    row = region(shown, f"#message-{message_about(case).id}")
    assert "z***@example.com" in row
    assert case.number in row
    assert "待发送" in row
    for secret in ("zhao.lan", "赵玉兰", case.title):
        assert secret not in shown


@pytest.mark.parametrize("words", ["zhao", "ZHAO.LAN", "z", "lan@", "example.com"])
def test_x03_a_masked_address_cannot_be_spelt_out_by_searching(
    operator: Client, complain: OpenCase, words: str
) -> None:
    case = complain()
    assert case.number not in region(operator.get(f"/portal/outbox?q={words}").text, "#messages")


@pytest.mark.usefixtures("demo")
def test_in_the_demo_a_part_of_an_address_will_do(operator: Client, complain: OpenCase) -> None:
    case = complain()
    assert case.number in region(operator.get("/portal/outbox?q=ZHAO.LAN").text, "#messages")


def test_states_can_be_chosen_and_are_counted(
    session: Session, cast: Cast, operator: Client, complain: OpenCase
) -> None:
    waiting, failed, recalled = complain(), complain(), complain()
    fail(message_about(failed))
    withdraw(message_about(recalled), by=cast.administrator, now=now())
    session.commit()
    for state, case, words in (
        ("waiting", waiting, "待发送 1"),
        ("failed", failed, "发送失败 1"),
        ("cancelled", recalled, "已撤回 1"),
    ):
        page = operator.get(f"/portal/outbox?state={state}").text
        rows = region(page, "#messages")
        assert case.number in rows
        assert [other.number in rows for other in (waiting, failed, recalled)].count(True) == 1
        assert words in region(page, "//nav[contains(@class, 'tabs')]")
    assert "全部 3" in region(
        operator.get("/portal/outbox?state=nonsense").text, "//nav[contains(@class, 'tabs')]"
    )


@pytest.mark.parametrize("words", ["zhao.lan@example.com", "ZHAO.LAN@example.com", "{number}", "{lower}"])
def test_a_message_is_found_by_address_or_number(operator: Client, complain: OpenCase, words: str) -> None:
    case = complain()
    other = complain(email="somebody@example.com")
    asked = words.format(number=case.number, lower=case.number.lower())
    rows = region(operator.get("/portal/outbox", query_string={"q": asked}).text, "#messages")
    assert (case.number in rows, other.number in rows) == (True, False)


def test_signs_of_a_pattern_are_searched_as_signs(operator: Client, complain: OpenCase) -> None:
    complain()
    for words in ("%", "_", "\\"):
        rows = region(operator.get("/portal/outbox", query_string={"q": words}).text, "#messages")
        assert "没有符合条件的消息" in rows


def test_the_error_of_a_failed_message_is_shown(
    session: Session, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    fail(message_about(case), "550 mailbox full")
    session.commit()
    assert "550 mailbox full" in region(operator.get("/portal/outbox").text, "#messages")


def test_x08_it_says_when_nobody_runs_the_clock(session: Session, operator: Client) -> None:
    assert "没有进程在运行定时任务" in operator.get("/portal/outbox").text
    hold("clock", "here:1", length=timedelta(minutes=5), now=now())
    assert "没有进程在运行定时任务" not in operator.get("/portal/outbox").text


def test_x08_it_says_when_no_mail_can_leave(session: Session, operator: Client) -> None:
    for error in ("mail.example.com:25: Connection refused", ""):
        moment = now()
        note_run(
            "deliver",
            holder="h",
            started_at=moment,
            ended_at=moment,
            done=0,
            failed=int(bool(error)),
            error=error,
        )
        page = operator.get("/portal/outbox").text
        assert ("目前无法发出邮件" in page, "Connection refused" in page) == (bool(error), bool(error))


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    operator: Client, complain: OpenCase, statements: CountStatements
) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            complain()
        operator.get("/portal/outbox")
        with statements() as seen:
            operator.get("/portal/outbox")
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_pages_beyond_the_last_show_the_last(operator: Client, complain: OpenCase) -> None:
    case = complain()
    for page in ("99", "-1", "x"):
        assert case.number in region(operator.get(f"/portal/outbox?page={page}").text, "#messages")


def test_x04_the_page_is_in_english_too(cast: Cast, operator: Client, complain: OpenCase, app: Flask) -> None:
    complain()
    operator.send("/portal/account/language", language="en")
    page = operator.get("/portal/outbox").text
    assert "Waiting" in region(page, "#messages")
    assert words_in_the_other_language(page, [cast.administrator.name]) == []
