"""Counting the figures of a report, once: what comes out is the document that is published (S-06, S-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from models.campaigns.rules.audience import audience_of, sample_of
from models.campaigns.tables import Campaign
from models.campaigns.words import OVER, CampaignKind
from models.clock import local_day
from models.db import db
from models.people.tables import Staff
from models.reports.document import (
    Figures,
    Groups,
    OpenSurvey,
    Whole,
)
from models.reports.installed import named, words
from models.reports.queries.names import Names
from models.reports.queries.parts import course, now_of, rate, recommended
from models.reports.queries.reports import beside, earlier, taken
from models.reports.rules.method import Method, told
from models.reports.rules.overlap import Told
from models.reports.rules.period import Period
from models.reports.rules.publishing import Counted, groups, lines, with_changes
from models.reports.rules.sentences import drafted
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportSource, Undivided
from models.results import queries as results
from models.results.queries import Became, Head
from models.results.queries.joined import answered
from models.results.rules import Measure, MeasureKind, Selection, Source
from models.results.rules.measures import Measures, Tallies
from models.results.words import Attribute, SourceKind
from models.surveys.document import Document, Text
from models.surveys.rules.statistics import (
    PUBLISHED,
    FivePoints,
    Stratum,
    shown,
    weighted_share,
)
from models.surveys.tables import Invitation, QuestionnaireVersion

LAID_OUT_BY = (Attribute.DEPARTMENT, Attribute.CHANNEL, Attribute.CATEGORY, Attribute.REACH)
COURSE = 8
"""How many reports the course over time shows, this one included."""


@dataclass(frozen=True)
class _Subject:
    """What is counted: a name, days, answers, and the campaign where it is one."""

    key: str
    name: Text
    source: ReportSource
    first: date
    last: date
    selection: Selection
    campaign: Campaign | None = None


def count(report: SatisfactionReport, *, by: Staff, now: datetime) -> Figures:
    """The figures of a report as answers stand now."""
    if report.campaign is not None:
        return count_campaign(report.campaign, by=by, now=now)
    period = Period.read(report.period)
    if period is None:
        raise LookupError(report.period)
    return count_period(period, by=by, now=now)


def count_key(key: str, *, by: Staff, now: datetime) -> Figures | None:
    """The figures of a period or campaign that may be reported and has no report; None for any other.

    For whoever counts before taking turns with those who write: `actions.draft` takes them then.
    """
    if taken(key) is not None:
        return None
    period = Period.read(key)
    if period is not None:
        return count_period(period, by=by, now=now) if period.over(local_day(now)) else None
    campaign = results.campaign(key)
    if campaign is None or not campaign.over or (campaign.anonymous and campaign.sealed_at is None):
        return None
    return count_campaign(campaign, by=by, now=now)


def count_period(period: Period, *, by: Staff, now: datetime) -> Figures:
    """Over the revisits of a quarter or month. `by` must read the results of the whole company."""
    selection = Selection(source=Source(SourceKind.REVISIT), since=period.first, until=period.last)
    found = results.chosen(selection.source, selection)
    assert found is not None
    subject = _Subject(period.key, period.name, ReportSource.REVISIT, period.first, period.last, found[0])
    return _counted(subject, by=by, now=now)


def count_campaign(campaign: Campaign, *, by: Staff, now: datetime) -> Figures:
    """Over a campaign that is over. Raises LookupError for one that was never started."""
    found = results.chosen(Source(SourceKind.CAMPAIGN, campaign.number), Selection())
    first, last = window_of(campaign)
    if found is None:
        raise LookupError(campaign.number)
    subject = _Subject(
        campaign.number, name_of(campaign), ReportSource.CAMPAIGN, first, last, found[0], campaign
    )
    return _counted(subject, by=by, now=now)


def window_of(campaign: Campaign) -> tuple[date, date]:
    """The first and the last day on which a campaign could be answered."""
    begin = campaign.opens_at or campaign.started_at
    end = campaign.closes_at
    if begin is None or end is None:
        raise LookupError(campaign.number)
    last = min(end, campaign.ended_at or end)
    return local_day(begin), max(local_day(begin), local_day(last))


def name_of(campaign: Campaign) -> Text:
    """What a campaign is called in both languages."""
    return Text(zh=campaign.name_zh, en=campaign.name_en or campaign.name_zh)


def _counted(subject: _Subject, *, by: Staff, now: datetime) -> Figures:
    selection, openly = subject.selection, subject.selection.open
    measures = results.measures(selection)
    head = results.head(by, selection)
    tallies: Tallies[Any] = results.by_campaign(by, selection, measures)
    others = beside(subject.key) if subject.source is ReportSource.REVISIT else []
    found = lines(_dimensions(measures, tallies), subject.key, others, openly=openly)
    past = earlier(subject.source, subject.key, subject.first, subject.campaign)[-(COURSE - 1) :]
    last = past[-1] if past and not openly else None
    if last is not None:
        before = {line.code: line.figure for line in last.figures.dimensions if line.figure is not None}
        found = with_changes(found, before)
    chief = measures.main.code if measures.main is not None else ""
    main = chief if any(line.code == chief and line.figure is not None for line in found) else ""
    undivided = _undivided(subject, others)
    became = results.response(by, selection, head)
    whole = _whole(subject, by, measures, main)
    figures = Figures(
        period=subject.key,
        name=subject.name,
        source=subject.source,
        open=openly,
        anonymous=selection.anonymous,
        first_day=subject.first,
        last_day=subject.last,
        counted_at=now,
        answers=head.n,
        main=main,
        dimensions=found,
        whole=whole,
        recommended=recommended(subject.key, measures, tallies, others, openly=openly),
        groups=_groups(subject, by, measures, main, now) if main and undivided is None else (),
        undivided=undivided,
        rate=rate(became),
        before=last.figures.name if last is not None else None,
        course=course(past),
        open_surveys=_open_surveys(subject, by),
        method=told(_method(subject, by, measures, became, weighted=whole is not None, now=now)),
    )
    points = (*figures.course, *now_of(figures))
    figures = figures.model_copy(update={"course": points if len(points) > 1 else ()})
    return figures.model_copy(update={"sentences": drafted(figures)})


def _dimensions(measures: Measures, tallies: Tallies[Any]) -> list[Counted]:
    return [
        Counted(measure.code, _name(measure), tallies.five_points(measure.code))
        for measure in measures.of_kind(MeasureKind.FIVE_POINTS)
    ]


def _name(measure: Measure) -> Text:
    return named("dimension", measure.dimension.value) if measure.dimension is not None else measure.text


def _undivided(subject: _Subject, others: Sequence[Told]) -> Undivided | None:
    if subject.selection.anonymous:
        return Undivided.ANONYMOUS
    if subject.selection.open:
        return Undivided.OPEN
    return Undivided.OVERLAPS if any(each.overlaps(subject.key) for each in others) else None


def _groups(subject: _Subject, by: Staff, measures: Measures, main: str, now: datetime) -> tuple[Groups, ...]:
    names = Names(now)
    found = []
    for attribute in LAID_OUT_BY:
        tallies = results.by_attributes(by, subject.selection, measures, main, [attribute])
        folded: dict[str, list[FivePoints]] = {}
        for keys in sorted(set(tallies.keys(main)), key=str):
            code = names.code(attribute, keys[0])
            folded.setdefault(code, []).append(tallies.five_points(main, [keys]))
        counted = [
            Counted(code, names.name(attribute, code), FivePoints.together(parts))
            for code, parts in folded.items()
        ]
        counted.sort(key=lambda each: names.place(attribute, each.code))
        made = groups(attribute.value, named("groups", attribute.value), counted)
        if made is not None:
            found.append(made)
    return tuple(found)


def _whole(subject: _Subject, by: Staff, measures: Measures, main: str) -> Whole | None:
    """The estimate for the whole frame, of a campaign drawn by strata that is not anonymous (S-03)."""
    campaign = subject.campaign
    sizes = (campaign.strata or {}).get("eligible", {}) if campaign is not None else {}
    if not main or subject.selection.anonymous or subject.selection.open or len(sizes) < 2:
        return None
    tallies = results.by_stratum(by, subject.selection, measures, main)
    strata = []
    for name, size in sizes.items():
        points = tallies.five_points(main, [name])
        strata.append(Stratum(max(size, points.n), points.n, points.count(5, 4)))
    found = weighted_share(strata)
    if found is None:
        return None
    return Whole(
        value=round(found.value, 6),
        low=round(found.low, 6),
        high=round(found.high, 6),
        effective=round(found.effective, 3),
        covered=round(found.covered, 6),
    )


def _open_surveys(subject: _Subject, by: Staff) -> tuple[OpenSurvey, ...]:
    """The open surveys whose window closed in the period; beside a campaign those with the same questions."""
    if subject.selection.open:
        return ()
    wanted = select(Campaign).where(Campaign.kind == CampaignKind.OPEN, Campaign.state.in_(OVER))
    if subject.campaign is not None:
        wanted = wanted.where(Campaign.questionnaire == subject.campaign.questionnaire)
    found = []
    for campaign in db.session.scalars(wanted.order_by(Campaign.id)):
        if not subject.first <= window_of(campaign)[1] <= subject.last:
            continue
        chosen = results.chosen(Source(SourceKind.CAMPAIGN, campaign.number), Selection())
        assert chosen is not None
        measures = results.measures(chosen[0])
        head: Head = results.head(by, chosen[0])
        counted = _dimensions(measures, results.by_campaign(by, chosen[0], measures))
        enough = shown(head.n, PUBLISHED)
        found.append(
            OpenSurvey(
                number=campaign.number,
                name=name_of(campaign),
                n=head.n if enough else None,
                lines=lines(counted, openly=True) if enough else (),
            )
        )
    return tuple(found)


def _method(
    subject: _Subject, by: Staff, measures: Measures, became: Became | None, *, weighted: bool, now: datetime
) -> Method:
    campaign = subject.campaign
    used = answered(by, subject.selection, Invitation.version_id).distinct()
    versions = db.session.scalars(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.id.in_(used))
        .order_by(QuestionnaireVersion.id)
    )
    titles = []
    for version in versions:
        title = Document.model_validate(version.document).title
        titles.append(
            Text(zh=f"{title.zh}（第 {version.number} 版）", en=f"{title.en} (version {version.number})")
        )
    used_means: set[Any] = set()
    if measures.main is not None:
        code = measures.main.code
        reaches = results.by_attributes(by, subject.selection, measures, code, [Attribute.REACH])
        used_means = {keys[0] for keys in reaches.keys(code)}
    means = [named("reach", code) for code in words()["reach"] if code in used_means]
    drawn = became.dispositions if became is not None else None
    sample = None
    if campaign is not None and not subject.selection.open:
        sample = sample_of(campaign.sample, audience_of(campaign.audience)).method.value
    return Method(
        source=subject.source,
        first_day=subject.first,
        last_day=subject.last,
        counted_on=local_day(now),
        means=means,
        questionnaires=titles,
        open=subject.selection.open,
        anonymous=subject.selection.anonymous,
        weighted=weighted,
        sample=sample,
        eligible=(campaign.eligible or 0) if campaign is not None else 0,
        drawn=drawn.eligible + drawn.ineligible if drawn is not None else 0,
    )
