"""Taking in a report: its readers are chosen and it is sealed before anything is written (W-01 … W-04)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

from nacl.utils import random
from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.hotline.actions.keys import give_version, new_keys, wipe
from models.hotline.actions.texts import add_entry, written
from models.hotline.queries.keepers import active_keepers, candidates
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.clocks import clocks_from
from models.hotline.rules.codes import Code, new_code
from models.hotline.rules.conflict import chosen, concern_of
from models.hotline.rules.content import Draft, Identity, Involved
from models.hotline.rules.sealing import KEY, Pair, seal, seal_secret, seal_to, split
from models.hotline.rules.vault import SALT, Vault
from models.hotline.tables import HotlineKeeper, HotlineReport, IdentityHalf
from models.hotline.words import Author, EntryKind, Side, Source
from models.ids import random_code, random_key
from models.people.queries import organisation_on
from models.people.tables import Department, Staff
from models.rulebook.queries import hotline_at, rules_at

NUMBER_LENGTH = 10


@dataclass(frozen=True)
class Receipt:
    """What a reporter gets: the code, shown once, and the report open for its files."""

    code: Code
    access: Access = field(repr=False)


def submit(draft: Draft, *, vault: Vault, now: datetime) -> Receipt:
    """Seals a new report to at least two supervisors free of conflict, and to its receipt code.

    Adds the report, its first key version with a share for each reader, the identity apart with halves for
    each two readers, and the report's text as its first entry. Records no event and tells nobody now: the
    daily job tells readers that something waits. `vault.slowly` runs first, and may end the transaction.
    Raises Invalid: "text" "required", "people" or "departments" "unknown", "report" "hotline_nobody_free"
    where nobody who holds a key is free of conflict, "hotline_no_keys" where nobody holds one.
    """
    text = written(draft.text)
    code, salt = new_code(), random(SALT)
    code_key = vault.peppered(vault.slow_key(code.secret.encode(), salt, vault.code))
    _known(draft)
    readers = _readers(draft, now)
    reporter, identity = Pair.new(), Pair.new()
    report_id = random_key()
    rules, hotline, day = rules_at(now), hotline_at(now), local_day(now)
    clocks = clocks_from(day, rules, hotline)
    report = HotlineReport(
        id=report_id,
        number=random_code(NUMBER_LENGTH),
        locator=vault.locate(code.found_by),
        code_salt=salt,
        code_memory_kib=vault.code.memory_kib,
        code_passes=vault.code.passes,
        reporter_public=reporter.public,
        reporter_sealed=seal(reporter.private, code_key, places.reporter_key(report_id)),
        epoch=1,
        entries=0,
        identity_public=identity.public,
        identity_sealed=seal_to(draft.identity.to_bytes(), identity.public, places.identity(report_id)),
        identity_key_sealed=seal_secret(identity.private, reporter.public, places.identity_key(report_id)),
        received_on=day,
        acknowledge_target=clocks.acknowledge_target,
        acknowledge_limit=clocks.acknowledge_limit,
        tell_target=clocks.tell_target,
        tell_limit=clocks.tell_limit,
    )
    keys = new_keys()
    work = keys.of(Side.WORK)
    watch = watched(draft.identity, draft.watch, vault)
    involved = Involved(
        people=draft.people,
        departments=draft.departments,
        others=draft.others,
        once_people=draft.mentioned,
    )
    report.involved_sealed = seal_to(involved.to_bytes(), work.public, places.involved(report_id, 1))
    report.watch_sealed = seal_to(watch, work.public, places.watch(report_id, 1))
    db.session.add(report)
    db.session.flush()
    give_version(report, keys, readers, now=now)
    deal_halves(report, identity.private, readers)
    access = Access(report_id, 1, {1: keys}, reporter=reporter)
    told = draft.model_dump(mode="json", exclude={"text", "identity"}) | {"named": draft.identity.named}
    author = Author.INTAKE if draft.source in {Source.PHONE, Source.PAPER} else Author.REPORTER
    add_entry(access, report, EntryKind.REPORT, Side.TALK, text, now=now, author=author, data=told)
    return Receipt(code, access)


def deal_halves(report: HotlineReport, identity: bytes, readers: Sequence[HotlineKeeper]) -> None:
    """Splits the identity's key anew for each two readers; what halves there were are removed (W-07)."""
    wipe(IdentityHalf, IdentityHalf.report_id == report.id)
    for pair, two in enumerate(combinations(readers, 2), start=1):
        for keeper, half in zip(two, split(identity), strict=True):
            place = places.identity_half(report.id, pair, keeper.id)
            db.session.add(
                IdentityHalf(
                    report_id=report.id,
                    pair=pair,
                    keeper_id=keeper.id,
                    sealed=seal_secret(half, keeper.public_key, place),
                )
            )
    db.session.flush()


def watched(who: Identity, wanted: bool, vault: Vault) -> bytes:
    """The mark of whom to watch over, which tells nothing without the installation's pepper; zeros for nobody
    (W-08)."""
    number = who.staff_number.strip()
    return vault.mark("watch", number) if wanted and number else bytes(KEY)


def _readers(draft: Draft, now: datetime) -> list[HotlineKeeper]:
    house = organisation_on(local_day(now))
    concern = concern_of((*draft.people, *draft.mentioned), draft.departments)
    wanted = hotline_at(now).readers
    able = candidates(now)
    if not able:
        raise Invalid("report", "hotline_no_keys")
    found = chosen(able, concern, house, wanted=wanted)
    if not found:
        raise Invalid("report", "hotline_nobody_free")
    keepers = active_keepers(now)
    return [keepers[each.keeper_id] for each in found]


def _known(draft: Draft) -> None:
    """All ids are fetched: those that are asked for would stand in the database server's log (W-03)."""
    for field_name, entity, ids in (
        ("people", Staff, (*draft.people, *draft.mentioned)),
        ("departments", Department, draft.departments),
    ):
        if set(ids) - set(db.session.scalars(select(entity.id))):
            raise Invalid(field_name, "unknown")
