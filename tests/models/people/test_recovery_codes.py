"""Recovery codes: ten at set-up, each opens a login once in place of the app, kept as keyed hashes (X-01)."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, WrongState
from models.events.queries import history
from models.ids import Signer
from models.people import actions
from models.people.queries import count_recovery_codes
from models.people.rules.recovery_codes import digest_of, looks_like_one
from models.people.tables import LoginSession, RecoveryCode, Staff
from tests.cast import PASSWORD, Cast
from tests.models.people.test_logins import NOW, code

pytestmark = pytest.mark.both_databases
SIGNER = Signer(b"k" * 32)
OTHER = Signer(b"o" * 32)


def came_in(staff: Staff) -> LoginSession:
    opened = actions.log_in(staff.login, PASSWORD, now=NOW)
    assert opened is not None
    return opened[0]


def guarded(staff: Staff) -> list[str]:
    """Sets the second factor up; the codes that come with it."""
    row = came_in(staff)
    actions.enrol_second_factor(staff)
    return actions.finish_enrolment(staff, code(staff, NOW), running=row, signer=SIGNER, now=NOW)


def kinds(staff: Staff) -> list[str]:
    return [event.kind for event in history(staff.audit_name) if event.kind.startswith("second_factor")]


def test_ten_come_with_the_second_factor(session: Session, cast: Cast) -> None:
    """Different, easy to read and to type; stored are only digests that need the installation's key."""
    codes = guarded(cast.agent)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", each) for each in codes)
    rows = session.scalars(select(RecoveryCode)).all()
    assert {row.digest for row in rows} == {digest_of(each, cast.agent.id, SIGNER) for each in codes}
    assert {digest_of(each, cast.agent.id, OTHER) for each in codes}.isdisjoint({row.digest for row in rows})
    assert digest_of(codes[0], cast.agent.id, SIGNER) != digest_of(codes[0], cast.head.id, SIGNER)
    assert kinds(cast.agent) == ["second_factor.on", "second_factor.codes_made"]
    assert count_recovery_codes(cast.agent) == 10


def test_each_opens_a_login_once(session: Session, cast: Cast) -> None:
    """However it is typed; using it is an event with how many are left."""
    codes = guarded(cast.agent)
    row = came_in(cast.agent)
    assert actions.confirm_second_factor(row, f" {codes[0].replace('-', ' ')} ", signer=SIGNER, now=NOW)
    assert row.second_factor_at == NOW
    used = history(cast.agent.audit_name)[-1]
    assert (used.kind, used.facts, used.staff_id) == (
        "second_factor.code_used",
        {"remaining": 9},
        cast.agent.id,
    )
    again = came_in(cast.agent)
    assert not actions.confirm_second_factor(again, codes[0], signer=SIGNER, now=NOW)
    assert again.second_factor_at is None
    assert cast.agent.failed_logins == 1
    assert actions.confirm_second_factor(again, codes[1], signer=SIGNER, now=NOW)
    assert (cast.agent.failed_logins, count_recovery_codes(cast.agent)) == (0, 8)


def test_nobody_elses_and_none_of_another_key(cast: Cast) -> None:
    """X-03: a copied database opens nothing elsewhere."""
    codes, others = guarded(cast.agent), guarded(cast.head)
    row = came_in(cast.agent)
    assert not actions.confirm_second_factor(row, others[0], signer=SIGNER, now=NOW)
    assert not actions.confirm_second_factor(row, codes[0], signer=OTHER, now=NOW)
    assert count_recovery_codes(cast.agent) == count_recovery_codes(cast.head) == 10


def test_guessing_locks(cast: Cast) -> None:
    """Wrong codes count like wrong passwords, and the lock ends the login."""
    codes = guarded(cast.agent)
    row = came_in(cast.agent)
    for n in range(5):
        assert not actions.confirm_second_factor(row, f"{n:012}", signer=SIGNER, now=NOW)
    assert row.ended_at == NOW
    assert actions.log_in("agent", PASSWORD, now=NOW) is None
    assert not actions.confirm_second_factor(row, codes[0], signer=SIGNER, now=NOW)
    assert count_recovery_codes(cast.agent) == 10


def test_new_ones_take_the_place_of_the_old(cast: Cast) -> None:
    """Against the password, so that an unwatched screen gives none away."""
    old = guarded(cast.agent)
    with pytest.raises(Invalid) as refused:
        actions.renew_recovery_codes(cast.agent, "wrong", signer=SIGNER, now=NOW)
    assert (refused.value.field, refused.value.why) == ("password", "password_wrong")
    new = actions.renew_recovery_codes(cast.agent, PASSWORD, signer=SIGNER, now=NOW)
    row = came_in(cast.agent)
    assert not actions.confirm_second_factor(row, old[0], signer=SIGNER, now=NOW)
    assert actions.confirm_second_factor(row, new[0], signer=SIGNER, now=NOW)
    assert kinds(cast.agent).count("second_factor.codes_made") == 2


def test_they_go_with_the_second_factor(cast: Cast) -> None:
    guarded(cast.agent)
    actions.remove_second_factor(cast.agent, by=cast.hr, now=NOW)
    assert count_recovery_codes(cast.agent) == 0
    with pytest.raises(WrongState):
        actions.make_recovery_codes(cast.agent, signer=SIGNER, now=NOW)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1234-5678-9012", True), ("123456789012", True), ("123 456", False), ("", False), ("1" * 13, False)],
)
def test_what_is_meant_by_what_is_typed(typed: str, meant: bool) -> None:
    assert looks_like_one(typed) is meant
