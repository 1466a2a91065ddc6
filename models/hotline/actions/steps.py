"""The way of a report: acknowledged, assessed, investigated, concluded, told, closed (W-05)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from models.clock import local_day
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.opening import involved_in
from models.hotline.queries.reading import read
from models.hotline.queries.watch import watch_in
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.clocks import BEFORE_TOLD, months_after, quarter_of
from models.hotline.rules.content import Involved
from models.hotline.rules.doors import DOORS, ENDED, Verb
from models.hotline.rules.sealing import seal_to
from models.hotline.tables import HotlineReport, HotlineTally
from models.hotline.words import Conclusion, EntryKind, ReportKind, Side
from models.rulebook.queries import hotline_at


def acknowledge(access: Access, text: str, *, seen: int, now: datetime) -> HotlineReport:
    """Tells the reporter that the report was read, with a text of one's own. Raises WrongState, Stale."""
    text = written(text)
    report = _step(access, Verb.ACKNOWLEDGE, seen)
    report.acknowledged_on, report.waits = local_day(now), False
    _tell(access, report, text, now=now, status="acknowledged")
    return report


def confirm_involved(
    access: Access,
    people: Collection[int],
    departments: Collection[int],
    others: str,
    *,
    seen: int,
    now: datetime,
) -> HotlineReport:
    """A reader says whom the report is about; readers who are in conflict then are taken off by the check
    that follows, which whoever calls this runs (`check_reports`). Whose name is taken off stays barred, also
    from a report that lost all its readers: for `mend` their ids are sealed to the reporter too (W-04).
    Raises WrongState on a closed report, Stale.
    """
    report = lock(access)
    if report.state in ENDED:
        raise WrongState("involved", report.state.value)
    expect(report, seen)
    before = involved_in(report, access)
    involved = Involved(
        people=tuple(sorted(people)),
        departments=tuple(sorted(departments)),
        others=others,
        confirmed=True,
        once_people=tuple(sorted({*before.people, *before.once_people} - set(people))),
        once_departments=tuple(sorted({*before.departments, *before.once_departments} - set(departments))),
    )
    pair = access.keys[access.epoch].of(Side.WORK)
    watch = watch_in(report, access)
    report.sealed_epoch = report.epoch
    report.involved_sealed = seal_to(
        involved.to_bytes(), pair.public, places.involved(report.id, report.epoch)
    )
    report.watch_sealed = seal_to(watch, pair.public, places.watch(report.id, report.epoch))
    report.version += 1
    _bar(access, report, before, involved, now=now)
    changed = {"before": before.model_dump(mode="json"), "after": involved.model_dump(mode="json")}
    add_entry(access, report, EntryKind.LOG, Side.WORK, "", now=now, data={"what": "involved", **changed})
    return report


def assess(
    access: Access, text: str, *, seriousness: str, danger: str, proof: str, seen: int, now: datetime
) -> HotlineReport:
    """How serious it is, how likely retaliation, how good the evidence, and what comes next.

    Raises Invalid("involved", "not_confirmed") before somebody has said whom it is about; WrongState, Stale.
    """
    text = written(text)
    if not involved_in(lock(access), access).confirmed:
        raise Invalid("involved", "not_confirmed")
    report = _step(access, Verb.ASSESS, seen)
    report.assessed_on = local_day(now)
    data = {"seriousness": seriousness, "danger": danger, "proof": proof}
    add_entry(access, report, EntryKind.ASSESSMENT, Side.WORK, text, now=now, data=data)
    return report


def investigate(access: Access, text: str, *, seen: int, now: datetime) -> HotlineReport:
    """The investigation begins, with its plan. Raises WrongState, Stale, Invalid."""
    text = written(text)
    report = _step(access, Verb.INVESTIGATE, seen)
    report.investigated_on = local_day(now)
    add_entry(access, report, EntryKind.NOTE, Side.WORK, text, now=now, data={"plan": True})
    _tell(access, report, "", now=now, status="investigating")
    return report


def conclude(access: Access, conclusion: Conclusion, text: str, *, seen: int, now: datetime) -> HotlineReport:
    """What came of it, with the finding. A knowingly false report needs a second reader's word before it is
    told (see `tell`). Raises WrongState, Stale, Invalid."""
    text = written(text)
    report = _step(access, Verb.CONCLUDE, seen)
    report.concluded_on, report.conclusion = local_day(now), conclusion
    data = {"conclusion": conclusion.value}
    add_entry(access, report, EntryKind.FINDING, Side.WORK, text, now=now, data=data)
    return report


def tell(access: Access, text: str, *, seen: int, now: datetime) -> HotlineReport:
    """Tells the reporter the outcome. Raises WrongState, Stale, Invalid; NotAllowed("own_work") where a
    report was found knowingly false by the same reader: that takes two."""
    thread = read(access)
    finding = thread.last(EntryKind.FINDING)
    alone = finding is None or finding.content.staff_id == access.staff_id
    if thread.report.conclusion is Conclusion.KNOWINGLY_FALSE and alone:
        raise NotAllowed("own_work")
    text = written(text)
    report = _step(access, Verb.TELL, seen)
    report.told_on, report.waits = local_day(now), False
    assert report.conclusion is not None, "a concluded report says what came of it"
    _tell(access, report, text, now=now, status="told", conclusion=report.conclusion.value)
    return report


def close(access: Access, *, seen: int, now: datetime) -> HotlineReport:
    """Ends the report and counts it by kind, conclusion and quarter; it is erased after the rulebook's time
    (W-09). Raises WrongState, Stale."""
    kind = ReportKind(read(access).of(EntryKind.REPORT)[0].content.data["kind"])
    erase_on = months_after(local_day(now), hotline_at(now).keep_months)
    report = _step(access, Verb.CLOSE, seen)
    report.closed_on, report.erase_on = local_day(now), erase_on
    assert report.conclusion is not None, "a told report says what came of it"
    _count(quarter_of(report.closed_on), kind, report.conclusion)
    _tell(access, report, "", now=now, status="closed")
    return report


def extend(access: Access, reason: str, *, seen: int, now: datetime) -> HotlineReport:
    """Moves the limit for telling the outcome to the rulebook's longer one, once, and tells the reporter why.

    Raises WrongState, Stale, Invalid.
    """
    report = lock(access)
    expect(report, seen)
    if report.extended or report.state not in BEFORE_TOLD:
        raise WrongState("extension", report.state.value)
    report.extended = True
    report.tell_limit = months_after(report.received_on, hotline_at(now).extended_months)
    report.version += 1
    _tell(access, report, written(reason, "reason", most=1000), now=now, status="extended")
    return report


def expect(report: HotlineReport, seen: int) -> None:
    """Raises Stale where somebody changed the report since it was read."""
    if report.version != seen:
        raise Stale(seen, report.version)


def _step(access: Access, verb: Verb, seen: int) -> HotlineReport:
    if access.keeper_id is None:
        raise NotAllowed("permission")
    report = lock(access)
    before, after = DOORS[verb]
    if report.state not in before:
        raise WrongState(verb.value, report.state.value)
    expect(report, seen)
    report.state = after
    report.version += 1
    return report


def _bar(access: Access, report: HotlineReport, before: Involved, after: Involved, *, now: datetime) -> None:
    """For `mend`, where this names somebody who was not named before."""
    people = set(after.barred_people) - set(before.barred_people)
    departments = set(after.barred_departments) - set(before.barred_departments)
    if people or departments or not before.confirmed:
        data = {"people": after.barred_people, "departments": after.barred_departments}
        add_entry(access, report, EntryKind.BARRED, Side.TALK, "", now=now, data=data)


def _tell(access: Access, report: HotlineReport, text: str, *, now: datetime, **data: Any) -> None:
    add_entry(access, report, EntryKind.STATUS, Side.TALK, text, now=now, data=data)


def _count(quarter: str, kind: ReportKind, conclusion: Conclusion) -> None:
    values = {"quarter": quarter, "kind": kind, "conclusion": conclusion}
    if inserted_id(HotlineTally, **values, reports=1) is None:
        row = db.session.query(HotlineTally).filter_by(**values).with_for_update().one()
        row.reports += 1
        db.session.flush()
