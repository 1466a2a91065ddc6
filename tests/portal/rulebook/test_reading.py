"""What holds today, to be read: the rules in force, and who made each version (RB-01, RB-02)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from time_machine import Traveller

from models.db import db
from models.people.actions.roles import grant
from models.people.roles import Role
from models.rulebook import actions
from models.rulebook.installed import first_document
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.moments import MONDAY
from tests.statements import CountStatements

VERSIONS = "//section[.//h2[normalize-space()='版本']]"


def add_version(cast: Cast, name: str, days: int) -> None:
    """A version that the administrator wrote and a second one put in force."""
    actions.put_in_force(
        actions.draft(
            first_document(),
            name=name,
            effective_from=MONDAY + timedelta(days=days),
            note="",
            by=cast.administrator,
            now=MONDAY,
        ),
        by=cast.hr,
        now=MONDAY,
    )


def test_who_wrote_a_version_and_who_put_it_in_force(
    cast: Cast, client: Client, at: Callable[[datetime], Traveller], statements: CountStatements
) -> None:
    """RB-02: two people, by name; the first edition comes with the product. No query a version."""
    at(MONDAY)
    grant(cast.hr, {Role.ADMINISTRATOR})
    client.come_in(cast.auditor)
    client.get("/portal/rulebook")
    with statements() as one:
        assert "随产品提供" in region(client.get("/portal/rulebook").text, VERSIONS)
    for n in range(3):
        add_version(cast, f"第 {n} 版", 10 + n)
    db.session.commit()
    with statements() as four:
        words = region(client.get("/portal/rulebook").text, VERSIONS)
    assert "管理起草 · 任事批准施行 · 2026-12-03（周四）起" in words
    assert one.count == four.count


def test_whole_hours_are_told_as_hours(cast: Cast, client: Client) -> None:
    """RB-01: 240 minutes are read as four hours, 30 minutes stay minutes."""
    words = region(client.come_in(cast.auditor).get("/portal/rulebook").text, "//main")
    assert "4 小时（工作时间）" in words
    assert "30 分钟（工作时间）" in words
    assert "240" not in words
