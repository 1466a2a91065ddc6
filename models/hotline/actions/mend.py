"""What only the reporter's key can mend: a report without readers, halves of the identity (W-04, W-07)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models.clock import local_day
from models.db import db
from models.errors import NotAllowed
from models.hotline.actions.keys import give_share, give_version, new_keys
from models.hotline.actions.submit import deal_halves, watched
from models.hotline.actions.texts import lock
from models.hotline.queries.keepers import active_keepers, candidates
from models.hotline.queries.opening import open_as_reporter, readers_of, wants_mending
from models.hotline.queries.reading import read
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.conflict import chosen, concern_of
from models.hotline.rules.content import Identity, Involved
from models.hotline.rules.sealing import Pair, seal_to, unseal_secret, unseal_with
from models.hotline.rules.vault import Vault
from models.hotline.tables import HotlineKeeper, HotlineReport
from models.hotline.words import EntryKind, Side
from models.people.queries import organisation_on
from models.rulebook.queries import hotline_at


def mend(access: Access, *, vault: Vault, now: datetime) -> Access:
    """When a reporter comes back: a report that lost all its readers gets new ones free of conflict, and the
    identity's key is dealt anew where the readers changed. Returns the report with its newest keys.

    Raises NotAllowed for a reader.
    """
    if access.reporter is None:
        raise NotAllowed("permission")
    report = lock(access)
    identity = _identity_key(report, access.reporter)
    readers = [share.keeper for share in readers_of(report.id)]
    if not readers:
        readers = _new_readers(report, access, identity, vault=vault, now=now)
    if len(readers) > 1 and wants_mending(report.id):
        deal_halves(report, identity.private, readers)
    return open_as_reporter(report.id, access.reporter)


def _new_readers(
    report: HotlineReport, access: Access, identity: Pair, *, vault: Vault, now: datetime
) -> list[HotlineKeeper]:
    """A new version for new readers, with whom it is about as the reporter said, and with the old talk.
    Whomever the readers before them named stays barred."""
    thread = read(access)
    told = thread.of(EntryKind.REPORT)[0].content.data
    involved = _involved(told, [entry.content.data for entry in thread.of(EntryKind.BARRED)])
    house = organisation_on(local_day(now))
    concern = concern_of(involved.barred_people, involved.barred_departments)
    found = chosen(candidates(now), concern, house, wanted=hotline_at(now).readers)
    known = active_keepers(now)
    readers = [known[each.keeper_id] for each in found]
    if not readers:
        return []
    keys = new_keys()
    report.epoch += 1
    report.sealed_epoch = report.epoch
    work = keys.of(Side.WORK).public
    sealed = report.identity_sealed or b""
    who = Identity.model_validate_json(unseal_with(sealed, identity, places.identity(report.id)))
    report.involved_sealed = seal_to(involved.to_bytes(), work, places.involved(report.id, report.epoch))
    report.watch_sealed = seal_to(
        watched(who, told["watch"], vault), work, places.watch(report.id, report.epoch)
    )
    report.needs_reader = len(readers) < 2
    db.session.flush()
    give_version(report, keys, readers, now=now)
    for keeper in readers:
        for epoch, old in access.keys.items():
            give_share(report.id, epoch, old, keeper, now=now)
    db.session.flush()
    return readers


def _involved(told: Mapping[str, Any], named: Sequence[Mapping[str, Any]]) -> Involved:
    people, departments = set(told["people"]), set(told["departments"])
    once_people = {*told.get("mentioned", ()), *(each for data in named for each in data["people"])}
    once_departments = {each for data in named for each in data["departments"]}
    return Involved(
        people=tuple(sorted(people)),
        departments=tuple(sorted(departments)),
        others=told["others"],
        once_people=tuple(sorted(once_people - people)),
        once_departments=tuple(sorted(once_departments - departments)),
    )


def _identity_key(report: HotlineReport, reporter: Pair) -> Pair:
    sealed = report.identity_key_sealed or b""
    return Pair.of(unseal_secret(sealed, reporter, places.identity_key(report.id)))
