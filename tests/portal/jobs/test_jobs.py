"""X-08, R-03: what runs by itself, on screen: who holds the clock, each job's last run, faults, next runs."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from time_machine import Traveller

from jobs.schedule import JOBS
from models.jobs.actions import hold, leave, note_run
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.moments import MONDAY
from tests.statements import CountStatements

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HOLDER = "server-1:4711:XYZ123"


def ran(job: str, at: datetime, *, error: str = "", done: int = 1) -> None:
    note_run(
        job,
        holder=HOLDER,
        started_at=at - timedelta(seconds=3),
        ended_at=at,
        done=done,
        failed=1 if error else 0,
        error=error,
    )


@pytest.fixture
def operator(cast: Cast, client: Client, at: Callable[[datetime], Traveller]) -> Client:
    """The administrator, on Monday."""
    at(MONDAY)
    return client.come_in(cast.administrator)


def test_who_holds_the_clock(operator: Client) -> None:
    """A lease that ran out is nobody's; the secret end of the holder's name stays inside."""
    assert "flask jobs start" in region(operator.get("/portal/jobs").text, "#clock")
    hold("clock", HOLDER, length=MINUTE, now=MONDAY)
    words = region(operator.get("/portal/jobs").text, "#clock")
    assert "定时任务运行中" in words
    assert "server-1:4711" in words
    assert "XYZ123" not in words
    leave("clock", HOLDER)
    hold("clock", HOLDER, length=MINUTE, now=MONDAY - 2 * MINUTE)
    assert "flask jobs start" in region(operator.get("/portal/jobs").text, "#clock")


def test_every_job_has_its_line(operator: Client) -> None:
    page = operator.get("/portal/jobs").text
    for job in JOBS:
        assert "尚未运行" in region(page, f"#job-{job.name}")
        assert job.name in region(page, f"#job-{job.name}")


def test_how_a_job_does(operator: Client) -> None:
    """In order, failed with its reason (masked, X-03), silent for too long while the clock runs."""
    hold("clock", HOLDER, length=MINUTE, now=MONDAY)
    ran("seal", MONDAY - MINUTE, done=42)
    ran("deliver", MONDAY - MINUTE, error="7: Refused: no such user zhao@example.com")
    ran("due-times", MONDAY - 40 * MINUTE)
    ran("sweep-logins", MONDAY - 3 * MINUTE)
    page = operator.get("/portal/jobs").text
    assert region(page, "#job-seal") == "封存操作记录 seal 正常 今天 09:593 秒 42 每分钟"
    assert "运行出错7: Refused: no such user z***@example.com" in region(page, "#job-deliver")
    assert "zhao@example.com" not in page
    assert "未按时运行" in region(page, "#job-due-times")
    assert "z***@example.com发送待发消息 · 1 项失败" in region(page, "#faults")
    leave("clock", HOLDER)
    page = operator.get("/portal/jobs").text
    assert "未按时运行" not in page
    assert "待启动" in region(page, "#job-seal")


def test_when_it_runs_next(operator: Client) -> None:
    """Jobs of the day have a moment, the others a rhythm."""
    hold("clock", HOLDER, length=MINUTE, now=MONDAY)
    ran("sweep-runs", MONDAY - 2 * 60 * MINUTE)
    ran("sweep-files", MONDAY - 2 * DAY)
    page = operator.get("/portal/jobs").text
    assert "约 11-24（周二）07:59每天" in region(page, "#job-sweep-runs")
    assert "约 今天 10:00每天" in region(page, "#job-sweep-files")
    assert "每 5 秒" in region(page, "#job-deliver")


def test_the_runs_of_one_job(operator: Client) -> None:
    for minutes in range(3):
        ran("seal", MONDAY - minutes * MINUTE, error="1: IntegrityError: twice" if minutes == 1 else "")
    page = operator.get("/portal/jobs/seal").text
    assert region(page, "#runs").count("server-1:4711") == 3
    assert "1: IntegrityError: twice" in region(page, "#runs")
    assert "此任务尚未运行" in operator.get("/portal/jobs/deliver").text
    assert operator.get("/portal/jobs/nothing").status_code == 404


def test_both_languages(cast: Cast, operator: Client) -> None:
    """X-04."""
    hold("clock", HOLDER, length=MINUTE, now=MONDAY)
    ran("seal", MONDAY - MINUTE)
    for language in Language:
        cast.administrator.language = language
        operator.come_in(cast.administrator)
        for path in ("/portal/jobs", "/portal/jobs/seal", "/portal/jobs/deliver"):
            assert words_in_the_other_language(operator.get(path).text) == []


def test_the_page_costs_the_same_at_any_number_of_runs(operator: Client, statements: CountStatements) -> None:
    counts = []
    for _ in range(2):
        for job in JOBS:
            ran(job.name, MONDAY - MINUTE, error="x")
        operator.get("/portal/jobs")
        with statements() as seen:
            operator.get("/portal/jobs")
        counts.append(seen.count)
    assert counts[0] == counts[1]
