"""What a reader finds on the desk: their own reports and what is due on them; figures (W-05, W-09)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.hotline.queries.opening import concern_in, reports_read_by
from models.hotline.rules import places
from models.hotline.rules.access import Access, KeyHolder, keys_in_share
from models.hotline.rules.clocks import Clocks, late, over_the_limit, quarter_of, soon
from models.hotline.rules.conflict import barred
from models.hotline.rules.content import Content
from models.hotline.rules.doors import ENDED, HELD
from models.hotline.rules.sealing import unseal_with
from models.hotline.rules.second import waits_for
from models.hotline.tables import (
    HotlineEntry,
    HotlineKeeper,
    HotlineReport,
    HotlineShare,
    HotlineTally,
    IdentityRequest,
)
from models.hotline.words import Conclusion, ReportKind, ReportState, Side
from models.people.queries import organisation_on
from models.rulebook.queries import hotline_at

Part = TypeVar("Part", ReportKind, Conclusion)


@dataclass(frozen=True)
class Line:
    """One report on the desk: its row, and of what kind it is."""

    report: HotlineReport
    kind: ReportKind
    late: bool
    over: bool
    second: bool
    """Whether somebody else's step waits for this reader: an identity to open, a summary, a reward."""

    @property
    def open(self) -> bool:
        return self.report.state not in ENDED


def inbox(holder: KeyHolder, *, now: datetime) -> list[Line]:
    """One's own reports, what waits first. Five queries, and three for the house, however many they are.

    A report that its reader may not read as the house stands today is not among them.
    """
    reports = reports_read_by(holder.keeper_id)
    ids = [report.id for report in reports]
    shares: dict[int, list[HotlineShare]] = {}
    for share in db.session.scalars(
        select(HotlineShare).where(
            HotlineShare.keeper_id == holder.keeper_id, HotlineShare.report_id.in_(ids)
        )
    ):
        shares.setdefault(share.report_id, []).append(share)
    first = {
        entry.report_id: entry
        for entry in db.session.scalars(
            select(HotlineEntry).where(HotlineEntry.report_id.in_(ids), HotlineEntry.position == 1)
        )
    }
    house, today = organisation_on(local_day(now)), local_day(now)
    opened: list[tuple[HotlineReport, Access]] = []
    for report in reports:
        keys = {
            share.epoch: keys_in_share(share.sealed, holder, report.id, share.epoch)
            for share in shares[report.id]
        }
        access = Access(report.id, report.epoch, keys, holder.keeper_id, holder.staff_id)
        if barred(holder.staff_id, concern_in(report, access), house):
            continue
        opened.append((report, access))
    second = _wanted_as_second(opened, holder)
    lines = [
        Line(
            report,
            _kind(first[report.id], access),
            late(report.state, clocks_of(report), today),
            over_the_limit(report.state, clocks_of(report), today),
            report.id in second,
        )
        for report, access in opened
    ]
    return sorted(lines, key=_order)


def clocks_of(report: HotlineReport) -> Clocks:
    """Both clocks of a report."""
    return Clocks(report.acknowledge_target, report.acknowledge_limit, report.tell_target, report.tell_limit)


def keepers_to_tell(now: datetime) -> list[int]:
    """The staff ids of readers for whom something waits: a word of the reporter's, a clock that runs out, a
    share to be granted, an identity that another reader asks to open. It says not which, and not on what:
    all readers of a report are free of conflict.
    """
    today = local_day(now)
    found = (
        select(HotlineReport, HotlineShare)
        .join(HotlineShare, HotlineShare.report_id == HotlineReport.id)
        .where(
            HotlineShare.epoch == HotlineReport.epoch,
            HotlineReport.state.not_in(ENDED),
        )
    )
    told = {
        share.keeper.staff_id
        for report, share in db.session.execute(found)
        if report.waits or report.needs_reader or soon(report.state, clocks_of(report), today)
    }
    asked = select(HotlineKeeper.staff_id).join(
        IdentityRequest, IdentityRequest.asked_of_id == HotlineKeeper.id
    )
    told |= set(db.session.scalars(asked.where(IdentityRequest.opened_on.is_(None))))
    return sorted(told)


def readers_at_all() -> list[int]:
    """The staff ids of everybody who reads a report that is open."""
    found = (
        select(HotlineShare)
        .join(HotlineReport, HotlineReport.id == HotlineShare.report_id)
        .where(HotlineShare.epoch == HotlineReport.epoch, HotlineReport.state != ReportState.ERASED)
    )
    return sorted({share.keeper.staff_id for share in db.session.scalars(found)})


def due_for_erasure(now: datetime) -> list[int]:
    """The ids of closed reports whose time is over, and of those whose keys are gone already (W-09)."""
    today = local_day(now)
    found = select(HotlineReport.id).where(
        (HotlineReport.state == ReportState.ERASED)
        | ((HotlineReport.state == ReportState.CLOSED) & (HotlineReport.erase_on <= today))
    )
    return list(db.session.scalars(found))


@dataclass(frozen=True)
class Figures:
    """Reports closed in a quarter, by kind and by conclusion; None stands for a figure that is not shown."""

    quarter: str
    total: int | None
    kinds: Mapping[ReportKind, int | None]
    conclusions: Mapping[Conclusion, int | None]


def figures(now: datetime) -> Sequence[Figures]:
    """Counts for management, newest quarter first: none below the rulebook's least number, and nothing from
    which one could be reckoned: where one part is hidden, so is the next smallest (W-09). A quarter is shown
    when it is over: who looks at a running one from day to day sees single reports being closed."""
    least, running = hotline_at(now).least_shown, quarter_of(local_day(now))
    kinds: dict[str, Counter[ReportKind]] = {}
    conclusions: dict[str, Counter[Conclusion]] = {}
    for row in db.session.scalars(select(HotlineTally)):
        kinds.setdefault(row.quarter, Counter())[row.kind] += row.reports
        conclusions.setdefault(row.quarter, Counter())[row.conclusion] += row.reports
    return [
        Figures(
            quarter,
            _shown(sum(kinds[quarter].values()), least),
            _parts({kind: kinds[quarter][kind] for kind in ReportKind}, least),
            _parts({each: conclusions[quarter][each] for each in Conclusion}, least),
        )
        for quarter in sorted(kinds, reverse=True)
        if quarter < running
    ]


def _shown(number: int, least: int) -> int | None:
    return number if number >= least else None


def _parts(counts: Mapping[Part, int], least: int) -> dict[Part, int | None]:
    """Small counts are hidden, nothing included, as it tells as much; alone, one would be what is missing to
    the total, so the smallest of the others is hidden with it."""
    shown = {part: _shown(number, least) for part, number in counts.items()}
    hidden = [part for part, number in shown.items() if number is None]
    visible = [part for part, number in shown.items() if number is not None]
    if visible and sum(counts[part] for part in hidden) < least and hidden:
        shown[min(visible, key=lambda part: counts[part])] = None
    return shown


def _kind(entry: HotlineEntry, access: Access) -> ReportKind:
    content = _content(entry, access)
    return ReportKind(content.data["kind"]) if content is not None else ReportKind.OTHER


def _content(entry: HotlineEntry, access: Access) -> Content | None:
    pair = access.pair(entry.side, entry.epoch)
    if pair is None:
        return None
    plain = unseal_with(entry.sealed, pair, places.entry(entry.id, entry.report_id, entry.epoch))
    return Content.model_validate_json(plain)


def _wanted_as_second(opened: Sequence[tuple[HotlineReport, Access]], holder: KeyHolder) -> set[int]:
    """The reports on which another reader's step waits for this one. Two queries; what lies sealed is opened
    only of reports that were upheld and are not closed, as nothing else waits for a second reader there."""
    asked = select(IdentityRequest.report_id).where(
        IdentityRequest.asked_of_id == holder.keeper_id, IdentityRequest.opened_on.is_(None)
    )
    found = set(db.session.scalars(asked))
    held = {
        report.id: access
        for report, access in opened
        if report.conclusion in HELD and report.state not in ENDED and report.id not in found
    }
    said: dict[int, list[tuple[int, Content]]] = {}
    rows = select(HotlineEntry).where(HotlineEntry.report_id.in_(held.keys()), HotlineEntry.side == Side.WORK)
    for row in db.session.scalars(rows.order_by(HotlineEntry.position)):
        content = _content(row, held[row.report_id])
        if content is not None:
            said.setdefault(row.report_id, []).append((row.position, content))
    return found | {key for key, texts in said.items() if waits_for(texts, holder.staff_id)}


def _order(line: Line) -> tuple[bool, bool, bool, bool, date]:
    report = line.report
    return (not line.open, not line.second, not line.late, not report.waits, report.received_on)
