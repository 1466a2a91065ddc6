"""Coming in: what is counted, what is refused, what ends."""

from datetime import date, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select

from models.clock import SHANGHAI
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.ids import Signer, digest
from models.people import actions
from models.people.queries import running_session, running_sessions_of
from models.people.rules.second_factor import STEP
from models.people.tables import LoginSession, Staff
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)
SIGNER = Signer(b"k" * 32)


def kinds() -> list[str]:
    """The kinds of events since the cast was taken on, oldest first."""
    setting = {"department.added", "department.head", "staff.added"}
    rows = db.session.scalars(select(Event).order_by(Event.id))
    return [row.kind for row in rows if row.kind not in setting and not row.kind.startswith("rulebook")]


def own_kinds() -> list[str]:
    return [kind for kind in kinds() if kind.split(".")[0] in {"login", "staff", "password", "second_factor"}]


def came_in(login: str, now: datetime) -> tuple[LoginSession, str]:
    """A login that was opened with the right password."""
    opened = actions.log_in(login, PASSWORD, now=now)
    assert opened is not None
    return opened


def code(staff: Staff, at: datetime, offset: int = 0) -> str:
    """What the person's app shows."""
    return pyotp.TOTP(staff.totp_secret or "").generate_otp(int(at.timestamp()) // STEP + offset)


def with_second_factor(staff: Staff, now: datetime) -> None:
    """As a person who has set it up a while ago."""
    row, _ = came_in(staff.login, now)
    actions.enrol_second_factor(staff)
    actions.finish_enrolment(staff, code(staff, now), running=row, signer=SIGNER, now=now)


@pytest.mark.both_databases
def test_the_right_password_opens_a_login_for_twelve_hours(cast: Cast) -> None:
    row, token = came_in("AGENT ", NOW)
    assert row.staff is cast.agent
    assert row.token_digest == digest(token)
    assert running_session(digest(token), now=NOW + timedelta(hours=11, minutes=59)) is row
    assert running_session(digest(token), now=NOW + timedelta(hours=12)) is None
    assert own_kinds() == ["login.opened"]


def test_what_the_database_holds_opens_nothing(cast: Cast) -> None:
    """The token itself is nowhere stored."""
    row, token = came_in("agent", NOW)
    assert running_session(row.token_digest, now=NOW) is row
    assert running_session(digest(row.token_digest), now=NOW) is None
    assert token not in {str(value) for value in vars(row).values()}


@pytest.mark.parametrize("login", ["agent", "nobody-of-this-name", "", "AGENT\x00"])
def test_a_wrong_password_or_login_is_refused_alike(cast: Cast, login: str) -> None:
    assert actions.log_in(login, "wrong", now=NOW) is None


@pytest.mark.both_databases
def test_the_fifth_wrong_try_locks_even_the_right_password(cast: Cast) -> None:
    for _try in range(5):
        assert actions.log_in("agent", "wrong", now=NOW) is None
    assert cast.agent.failed_logins == 5
    assert cast.agent.locked_until == NOW + MINUTE
    assert actions.log_in("agent", PASSWORD, now=NOW + MINUTE / 2) is None
    assert actions.log_in("agent", PASSWORD, now=NOW + MINUTE) is not None
    db.session.refresh(cast.agent)
    assert cast.agent.failed_logins == 0
    assert cast.agent.locked_until is None
    assert own_kinds() == ["staff.locked", "login.opened"]


def test_the_lock_grows_with_each_further_try(cast: Cast) -> None:
    at = NOW
    for _try in range(4):
        actions.log_in("agent", "wrong", now=at)
    for minutes in (1, 2, 4, 8, 16, 30, 30):
        actions.log_in("agent", "wrong", now=at)
        assert cast.agent.locked_until == at + minutes * MINUTE
        at += minutes * MINUTE


def test_whoever_left_does_not_come_in(cast: Cast) -> None:
    _row, token = came_in("plain", NOW)
    actions.leave(cast.plain, date(2026, 11, 23), by=cast.hr, now=NOW)
    assert running_session(digest(token), now=NOW) is not None
    tomorrow = datetime(2026, 11, 24, 0, 0, tzinfo=SHANGHAI)
    assert running_session(digest(token), now=tomorrow) is None
    assert actions.log_in("plain", PASSWORD, now=tomorrow) is None


def test_an_old_hash_is_renewed_at_login(cast: Cast) -> None:
    from argon2 import PasswordHasher

    cast.agent.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    assert actions.log_in("agent", PASSWORD, now=NOW) is not None
    assert "m=47104" in (cast.agent.password_hash or "")


def test_ending_logins(cast: Cast) -> None:
    first, _ = came_in("agent", NOW)
    second, _ = came_in("agent", NOW)
    third, _ = came_in("agent", NOW)
    actions.end_session(first, by=cast.agent, now=NOW)
    assert running_sessions_of(cast.agent, now=NOW) == [third, second]
    assert actions.end_other_sessions(cast.agent, by=cast.agent, now=NOW, keep=third) == 1
    assert running_sessions_of(cast.agent, now=NOW) == [third]
    assert own_kinds()[-2:] == ["login.ended", "login.others_ended"]


def test_nobody_ends_another_persons_login(cast: Cast) -> None:
    row, _ = came_in("agent", NOW)
    with pytest.raises(NotAllowed):
        actions.end_session(row, by=cast.second_agent, now=NOW)
    assert row.ended_at is None


def test_a_new_password_ends_the_other_logins(cast: Cast) -> None:
    here, _ = came_in("agent", NOW)
    elsewhere, _ = came_in("agent", NOW)
    actions.change_password(cast.agent, PASSWORD, "a new and longer one", keep=here, now=NOW)
    db.session.refresh(elsewhere)
    assert (here.ended_at, elsewhere.ended_at) == (None, NOW)
    assert actions.log_in("agent", PASSWORD, now=NOW) is None
    assert actions.log_in("agent", "a new and longer one", now=NOW) is not None


@pytest.mark.parametrize(
    ("current", "chosen", "field", "why"),
    [
        ("wrong", "a new and longer one", "current", "password_wrong"),
        (PASSWORD, "short", "chosen", "password_short"),
        (PASSWORD, PASSWORD, "chosen", "password_same"),
        (PASSWORD, "KeFu KeFu 2026", "chosen", "password_plain"),
    ],
)
def test_a_password_that_is_not_accepted_changes_nothing(
    cast: Cast, current: str, chosen: str, field: str, why: str
) -> None:
    before = cast.agent.password_hash
    if why == "password_plain":
        chosen = "abababababab"
    with pytest.raises(Invalid) as refused:
        actions.change_password(cast.agent, current, chosen, keep=None, now=NOW)
    assert (refused.value.field, refused.value.why) == (field, why)
    assert cast.agent.password_hash == before


def test_a_temporary_password_unlocks_and_ends_what_runs(cast: Cast) -> None:
    row, _ = came_in("agent", NOW)
    for _try in range(5):
        actions.log_in("agent", "wrong", now=NOW)
    password = actions.issue_temporary_password(cast.agent, by=cast.hr, now=NOW)
    db.session.refresh(row)
    assert row.ended_at == NOW
    assert cast.agent.password_temporary
    assert actions.log_in("agent", password, now=NOW) is not None
    actions.change_password(cast.agent, password, "a new and longer one", keep=None, now=NOW)
    assert not cast.agent.password_temporary


def test_who_gives_out_temporary_passwords(cast: Cast) -> None:
    """X-01: not to oneself, not to somebody above, not without the permission."""
    for by, person, why in (
        (cast.hr, cast.hr, "own_login"),
        (cast.hr, cast.administrator, "higher_roles"),
        (cast.agent, cast.plain, "permission"),
    ):
        with pytest.raises(NotAllowed) as refused:
            actions.issue_temporary_password(person, by=by, now=NOW)
        assert refused.value.why == why


@pytest.mark.both_databases
def test_a_second_factor_completes_the_login_once(cast: Cast) -> None:
    with_second_factor(cast.administrator, NOW)
    later = NOW + 5 * MINUTE
    row, _ = came_in("administrator", later)
    assert row.second_factor_at is None
    right = code(cast.administrator, later)
    assert actions.confirm_second_factor(row, right, signer=SIGNER, now=later)
    assert row.second_factor_at == later
    other, _ = came_in("administrator", later)
    assert not actions.confirm_second_factor(other, right, signer=SIGNER, now=later)


def test_wrong_codes_lock_and_end_the_login(cast: Cast) -> None:
    with_second_factor(cast.administrator, NOW)
    row, _ = came_in("administrator", NOW)
    for _try in range(4):
        assert not actions.confirm_second_factor(row, "", signer=SIGNER, now=NOW)
        assert row.ended_at is None
    assert not actions.confirm_second_factor(row, "", signer=SIGNER, now=NOW)
    assert row.ended_at == NOW
    assert actions.log_in("administrator", PASSWORD, now=NOW) is None


def test_the_password_does_not_set_wrong_codes_back(cast: Cast) -> None:
    """Who knows the password and not the secret gets five tries, however often they log in again."""
    with_second_factor(cast.administrator, NOW)
    for _try in range(4):
        row, _ = came_in("administrator", NOW)
        assert not actions.confirm_second_factor(row, "", signer=SIGNER, now=NOW)
    waiting, _ = came_in("administrator", NOW)
    row, _ = came_in("administrator", NOW)
    assert not actions.confirm_second_factor(row, "", signer=SIGNER, now=NOW)
    assert actions.log_in("administrator", PASSWORD, now=NOW) is None
    # Nor does a login that was opened before the lock get a try of its own.
    assert not actions.confirm_second_factor(
        waiting, code(cast.administrator, NOW, 1), signer=SIGNER, now=NOW
    )
    assert waiting.ended_at == NOW


def test_a_right_code_sets_the_count_back(cast: Cast) -> None:
    with_second_factor(cast.administrator, NOW)
    assert actions.log_in("administrator", "wrong", now=NOW) is None
    row, _ = came_in("administrator", NOW)
    assert cast.administrator.failed_logins == 1
    assert actions.confirm_second_factor(row, code(cast.administrator, NOW, 1), signer=SIGNER, now=NOW)
    assert cast.administrator.failed_logins == 0


def test_setting_the_second_factor_up_takes_a_right_code(cast: Cast) -> None:
    row, _ = came_in("agent", NOW)
    with pytest.raises(WrongState):
        actions.finish_enrolment(cast.agent, "123456", running=row, signer=SIGNER, now=NOW)
    secret = actions.enrol_second_factor(cast.agent)
    with pytest.raises(Invalid):
        actions.finish_enrolment(cast.agent, "", running=row, signer=SIGNER, now=NOW)
    assert cast.agent.totp_confirmed_at is None
    assert actions.enrol_second_factor(cast.agent) != secret
    actions.finish_enrolment(cast.agent, code(cast.agent, NOW), running=row, signer=SIGNER, now=NOW)
    assert cast.agent.totp_confirmed_at == NOW
    with pytest.raises(WrongState):
        actions.enrol_second_factor(cast.agent)


def test_who_takes_a_second_factor_off(cast: Cast) -> None:
    with_second_factor(cast.agent, NOW)
    with pytest.raises(Invalid):
        actions.remove_second_factor(cast.agent, by=cast.agent, now=NOW, password="wrong")
    with pytest.raises(NotAllowed):
        actions.remove_second_factor(cast.agent, by=cast.second_agent, now=NOW)
    actions.remove_second_factor(cast.agent, by=cast.hr, now=NOW)
    assert (cast.agent.totp_secret, cast.agent.totp_confirmed_at) == (None, None)
    with pytest.raises(WrongState):
        actions.remove_second_factor(cast.agent, by=cast.hr, now=NOW)
    with_second_factor(cast.agent, NOW + MINUTE)
    actions.remove_second_factor(cast.agent, by=cast.agent, now=NOW, password=PASSWORD)
    assert cast.agent.totp_secret is None
