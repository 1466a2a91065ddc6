"""W-03: supervisors' keys: set up, confirmed, unlocked for one login, changed, recovered by two people."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Damaged, Invalid, NotAllowed, WrongSecret, WrongState
from models.hotline.actions.keepers import (
    LONGEST_USE,
    change_passphrase,
    confirm,
    enrol,
    renew_recovery_key,
    unlock,
)
from models.hotline.actions.recovery import begin_recovery, finish_recovery, give_sheet
from models.hotline.queries.keepers import active_keepers, keeper_of, unlocked
from models.hotline.rules.vault import CODE_COSTS, PASSPHRASE_COSTS, Vault, stretched
from models.hotline.tables import HotlineRecovery, HotlineUnlocked
from models.people.actions.roles import grant
from models.people.roles import Role
from tests.cast import Cast
from tests.models.hotline.making import (
    PASSPHRASE,
    VAULT,
    as_reader,
    desk,
    holder,
    name_in_rules,
    readers,
    reported,
    supervise,
)
from tests.moments import MONDAY

NEW = "eleven cranes over the winter harbour"


def test_w03_a_role_alone_makes_no_reader(session: Session, cast: Cast) -> None:
    """A second factor, a strong passphrase, and somebody who confirms the key."""
    with pytest.raises(NotAllowed):
        enrol(cast.supervisor, PASSPHRASE, vault=VAULT, now=MONDAY)
    supervise(cast.supervisor)
    grant(cast.legal, {Role.SUPERVISOR})
    cast.legal.totp_secret, cast.legal.totp_confirmed_at = "A" * 32, MONDAY
    with pytest.raises(Invalid, match="passphrase_short"):
        enrol(cast.legal, "short", vault=VAULT, now=MONDAY)
    made = enrol(cast.legal, PASSPHRASE, vault=VAULT, now=MONDAY)
    assert (made.keeper.active, made.sheets) == (False, None)
    with pytest.raises(NotAllowed):
        unlock(cast.legal, PASSPHRASE, "s", vault=VAULT, now=MONDAY)
    with pytest.raises(NotAllowed):
        confirm(made.keeper, by=made.keeper, now=MONDAY)
    founder = keeper_of(cast.supervisor)
    assert founder is not None
    confirm(made.keeper, by=founder, now=MONDAY)
    assert unlock(cast.legal, PASSPHRASE, "s", vault=VAULT, now=MONDAY).holder.keeper_id == made.keeper.id
    with pytest.raises(WrongState):
        enrol(cast.legal, PASSPHRASE, vault=VAULT, now=MONDAY)


def test_w03_whoever_grants_roles_cannot_found_the_hotline_anew(session: Session, cast: Cast) -> None:
    """An administrator who takes the role from all supervisors and gives it to a friend gets a key that
    waits; the chair, whom the rulebook names, begins anew."""
    people = desk(cast)
    for person in people:
        person.grants.clear()
    grant(cast.hr, {Role.SUPERVISOR})
    for person in (cast.hr, cast.committee):
        person.totp_secret, person.totp_confirmed_at = "A" * 32, MONDAY
    name_in_rules(cast, MONDAY - timedelta(hours=1), chair=cast.committee.number)
    session.flush()
    assert active_keepers(MONDAY) == {}
    friend = enrol(cast.hr, PASSPHRASE, vault=VAULT, now=MONDAY)
    assert (friend.keeper.active, friend.sheets) == (False, None)
    assert enrol(cast.committee, PASSPHRASE, vault=VAULT, now=MONDAY).keeper.active


def test_w03_an_unlocked_key_opens_with_the_cookie_of_its_login_alone(session: Session, cast: Cast) -> None:
    people = desk(cast)
    with pytest.raises(WrongSecret):
        unlock(people.one, "not the passphrase at all", "s", vault=VAULT, now=MONDAY)
    open_key = unlock(people.one, PASSPHRASE, "s", vault=VAULT, now=MONDAY)
    found = unlocked(people.one, "s", open_key.cookie_key, now=MONDAY)
    assert found is not None
    assert found.pair == open_key.holder.pair
    assert unlocked(people.one, "another login", open_key.cookie_key, now=MONDAY) is None
    assert unlocked(people.two, "s", open_key.cookie_key, now=MONDAY) is None
    assert unlocked(people.one, "s", open_key.cookie_key, now=MONDAY + LONGEST_USE) is None
    with pytest.raises(Damaged):
        unlocked(people.one, "s", bytes(32), now=MONDAY)
    (row,) = session.scalars(select(HotlineUnlocked).where(HotlineUnlocked.session_digest == "s"))
    assert open_key.holder.pair.private not in row.private_sealed


def test_w03_another_passphrase_opens_the_same_key(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    person = readers(receipt, people)[0]
    with pytest.raises(WrongSecret):
        change_passphrase(person, "not the passphrase at all", NEW, vault=VAULT, now=MONDAY)
    change_passphrase(person, PASSPHRASE, NEW, vault=VAULT, now=MONDAY)
    with pytest.raises(WrongSecret):
        as_reader(person, receipt)
    assert unlock(person, NEW, "s", vault=VAULT, now=MONDAY)


@pytest.mark.both_databases
def test_w03_two_people_with_the_sheets_recover_a_lost_passphrase(session: Session, cast: Cast) -> None:
    people = desk(cast)
    before = holder(people.two).pair
    recovery = begin_recovery(people.two, NEW, vault=VAULT, now=MONDAY)
    with pytest.raises(WrongState):
        finish_recovery(people.two, NEW, vault=VAULT, now=MONDAY)
    first, second = people.sheets
    with pytest.raises(NotAllowed):
        give_sheet(recovery, first, by=people.two, now=MONDAY)
    give_sheet(recovery, second, by=people.one, now=MONDAY)
    with pytest.raises(NotAllowed):
        give_sheet(recovery, first, by=people.one, now=MONDAY)
    give_sheet(recovery, first, by=cast.leader, now=MONDAY)
    with pytest.raises(WrongSecret):
        finish_recovery(people.two, "another passphrase it is", vault=VAULT, now=MONDAY)
    finish_recovery(people.two, NEW, vault=VAULT, now=MONDAY)
    assert unlock(people.two, NEW, "s", vault=VAULT, now=MONDAY).holder.pair == before
    assert session.scalars(select(HotlineRecovery)).all() == []


def test_w03_sheets_of_another_key_recover_nothing(session: Session, cast: Cast) -> None:
    people = desk(cast)
    first, second = renew_recovery_key(holder(people.one), now=MONDAY)
    recovery = begin_recovery(people.two, NEW, vault=VAULT, now=MONDAY)
    give_sheet(recovery, first, by=people.one, now=MONDAY)
    give_sheet(recovery, second, by=people.three, now=MONDAY)
    with pytest.raises(Invalid, match="sheet_wrong"):
        finish_recovery(people.two, NEW, vault=VAULT, now=MONDAY)
    holder(people.two)  # unlocking once makes the copy for the new key
    finish_recovery(people.two, NEW, vault=VAULT, now=MONDAY + timedelta(minutes=1))


def test_w03_the_real_costs_are_those_of_the_design() -> None:
    """256 MiB and 4 passes for a passphrase, 64 MiB and 3 for a code; once, as it is slow by intent."""
    assert (PASSPHRASE_COSTS.memory_kib, PASSPHRASE_COSTS.passes) == (262_144, 4)
    assert (CODE_COSTS.memory_kib, CODE_COSTS.passes) == (65_536, 3)
    vault = Vault(b"l" * 32, b"c" * 32)
    key = vault.slow_key(b"words", bytes(16), vault.passphrase)
    assert key == stretched(b"words", bytes(16), PASSPHRASE_COSTS)
    assert key != stretched(b"words", bytes(16), CODE_COSTS)
