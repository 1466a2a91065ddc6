"""All figures of one view of the results, made ready: what is hidden is gone before a page sees it (S-06)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from models.campaigns.tables import Campaign
from models.clock import local_day, now
from models.people.tables import Staff
from models.results import queries
from models.results.queries import Asked, Became, FirstAndLast, Head
from models.results.rules import (
    Measure,
    MeasureKind,
    Selection,
    Shown,
    Source,
    TwoWay,
    one_way,
    two_way,
)
from models.results.rules.measures import Measures, Place, Tallies
from models.results.rules.sheets import Counted, head_of, tallied
from models.results.words import Attribute, Course, Quiet, SourceKind
from models.surveys.rules.statistics import (
    INSIDE,
    FivePoints,
    Group,
    Recommending,
    Stratum,
    Weighted,
    compare,
    hidden_in_row,
    shown,
    weighted_share,
)
from portal.results.filters import ResultsForm, course_of
from portal.results.labels import Labels
from portal.results.lines import DimensionLine, Moment, OptionLine, OptionTable, QuietLine
from web.language import current_language


class Board:
    """The figures of one selection, for one reader."""

    def __init__(
        self, viewer: Staff, form: ResultsForm, selection: Selection, campaign: Campaign | None
    ) -> None:
        self.viewer, self.form, self.selection, self.campaign = viewer, form, selection, campaign
        self.labels = Labels()
        self.earlier = queries.earlier(campaign) if campaign is not None else []
        self._series = (
            selection.over_campaigns(each.id for each in self.earlier) if self.earlier else selection
        )
        self.measures: Measures = queries.measures(self._series)

    @cached_property
    def head(self) -> Head:
        """How many answered."""
        return head_of(self._selected)

    @property
    def readable(self) -> bool:
        """Whether answers may be looked at already; see `may_be_read`."""
        return may_be_read(self.campaign)

    @property
    def shown(self) -> bool:
        """Whether there are enough answers to show anything."""
        return shown(self.head.n) and self.readable

    @cached_property
    def measure(self) -> Measure | None:
        """The measure that the table and the course are of: the chosen one, or the main one."""
        chosen = self.measures.all.get(self.form.measure.data or "")
        if chosen is not None and chosen.kind is MeasureKind.FIVE_POINTS:
            return chosen
        return self.measures.main

    @property
    def places(self) -> Sequence[Place]:
        """Where that measure is asked."""
        return self.measures.places_of(self.measure.code) if self.measure else ()

    @cached_property
    def course(self) -> Course:
        return course_of(self.selection, local_day(now()))

    @cached_property
    def _counted(self) -> Sequence[Counted]:
        """All answers by when they were given, and by what the table is laid out by: they are read once.

        When is the campaign for campaigns, else the month or week.
        """
        course = self.course if self.campaign is None else None
        return queries.by_moment_and_attributes(self.viewer, self._series, course, self.form.attributes)

    @cached_property
    def _selected(self) -> Sequence[Counted]:
        """Those of the selection: without the campaigns before."""
        if self.campaign is None:
            return self._counted
        return [each for each in self._counted if each.keys[0] == self.campaign.id]

    @cached_property
    def _answers(self) -> Tallies[Any]:
        """All answers by when they were given."""
        return tallied(self._counted, self.measures, lambda keys: keys[0])

    def points(self, measure: Measure) -> FivePoints:
        """The points of a measure over the whole selection."""
        keys = None if self.campaign is None else [self.campaign.id]
        return self._answers.five_points(measure.code, keys)

    @cached_property
    def main(self) -> FivePoints | None:
        """The figure at the head; None where it may not be shown or nothing is measured so."""
        if self.measure is None:
            return None
        found = self.points(self.measure)
        return found if shown(found.n) else None

    @cached_property
    def dimensions(self) -> list[DimensionLine]:
        """Every measure on the five points, in the order of the questions."""
        lines = []
        for measure in self.measures.of_kind(MeasureKind.FIVE_POINTS):
            points = self.points(measure)
            if points.n or points.not_applicable:
                figure = Shown(points if shown(points.n) else None)
                lines.append(DimensionLine(measure, self.labels.measure(measure), figure))
        return lines

    @cached_property
    def recommending(self) -> Recommending | None:
        """The first question of its kind, where enough answered it."""
        for measure in self.measures.of_kind(MeasureKind.RECOMMENDING):
            keys = None if self.campaign is None else [self.campaign.id]
            found = Recommending.of(self._answers.counted(measure.code, keys))
            if shown(found.n):
                return found
        return None

    @cached_property
    def options(self) -> list[OptionTable]:
        """Questions with options, where enough answered them."""
        tables = []
        keys = None if self.campaign is None else [self.campaign.id]
        for measure in self.measures.all.values():
            if measure.kind not in (MeasureKind.ONE_OF, MeasureKind.ANY_OF):
                continue
            counted = self._answers.counted(measure.code, keys)
            n = sum(counted.values())
            if not shown(n):
                continue
            base = n if measure.kind is MeasureKind.ONE_OF else None
            lines = [
                OptionLine(
                    option.text.said(current_language()),
                    counted[option.code],
                    counted[option.code] / n if base else None,
                )
                for option in measure.options
            ]
            tables.append(OptionTable(self.labels.measure(measure), base, lines))
        return tables

    @cached_property
    def moments(self) -> list[Moment]:
        """The course of the measure over time, the oldest first; parts that may not be shown say so."""
        if self.measure is None or (self.campaign is None and self.selection.anonymous):
            return []
        code = self.measure.code
        if self.campaign is not None:
            return [
                Moment(each.number, figure, href=self._of_campaign(each))
                for each in self.earlier
                if (points := self._answers.five_points(code, [each.id])).n
                and (figure := Shown(points if shown(points.n) and may_be_read(each) else None))
            ]
        keys = sorted(set(self._answers.keys(code)))
        whole = one_way({key: self._answers.five_points(code, [key]) for key in keys})
        return [_moment(key, figure, self.course) for key, figure in whole.parts.items()]

    def _of_campaign(self, campaign: Campaign) -> str:
        return self.form.address(source=str(Source(SourceKind.CAMPAIGN, campaign.number)))

    @cached_property
    def table(self) -> TwoWay[Any, Any] | None:
        """The measure by two attributes of the cases; None where nothing is measured, or nothing is known."""
        if self.measure is None:
            return None
        attributes = self.form.attributes
        tallies = tallied(self._selected, self.measures, lambda keys: keys[1:], only=self.measure.code)
        counted: dict[tuple[Any, Any], list[FivePoints]] = {}
        for keys in set(tallies.keys(self.measure.code)):
            points = tallies.five_points(self.measure.code, [keys])
            row, column = (self._folded(each, key) for each, key in zip(attributes, keys, strict=True))
            counted.setdefault((row, column), []).append(points)
        if all(row is None and column is None for row, column in counted):
            return None
        rows = self.labels.ordered(attributes[0], list({row for row, _column in counted}))
        columns = self.labels.ordered(attributes[1], list({column for _row, column in counted}))
        return two_way({place: FivePoints.together(parts) for place, parts in counted.items()}, rows, columns)

    def _folded(self, attribute: Attribute, key: Any) -> Any:
        """Categories are laid out by their first level, unless one of these was chosen."""
        if attribute is Attribute.CATEGORY and not self.selection.categories:
            return self.labels.first_level(key)
        return key

    @cached_property
    def _asked(self) -> Sequence[Asked] | None:
        """Everybody who was to be asked, read once; not for chats, which have no reasons."""
        if self.selection.open or self.selection.source.kind is SourceKind.CHAT:
            return None
        return queries.everybody_asked(self.viewer, self.selection)

    @cached_property
    def became(self) -> Became | None:
        """What became of everybody who was to be asked; None where nobody was drawn."""
        return queries.response(self.viewer, self.selection, self.head, self._asked)

    @cached_property
    def rounds(self) -> FirstAndLast | None:
        """First and last answers, where enough cases have them."""
        found = queries.first_and_last(self.viewer, self.selection)
        return found if found is not None and shown(found.first.n) else None

    @cached_property
    def quiet(self) -> dict[Quiet, list[QuietLine]]:
        """Those who answered beside those who did not; empty where that cannot be told."""
        groups = queries.silent(self.viewer, self.selection, self._asked)
        if not groups:
            return {}
        found = {}
        for quiet, kinds in groups.items():
            lines = self._quiet(quiet, kinds)
            if lines:
                found[quiet] = lines
        return found

    def _quiet(self, quiet: Quiet, kinds: Mapping[Any, Group]) -> list[QuietLine]:
        """Kinds in order; none where either side is too small, and none of a kind that is."""
        sides = ([group.answered for group in kinds.values()], [group.silent for group in kinds.values()])
        if any(sum(side) < INSIDE for side in sides) or len(kinds) < 2:
            return []
        hidden = hidden_in_row([sum(group) for group in kinds.values()])
        names = {key: self.labels.quiet(quiet, key) for key in kinds}
        places = {key: place for place, key in enumerate(kinds)}
        order = (
            sorted(kinds, key=lambda key: (key is None, key))
            if quiet is not Quiet.DEPARTMENT
            else self.labels.ordered(Attribute.DEPARTMENT, list(kinds))
        )
        compared = compare(kinds)
        return [QuietLine(names[key], None if places[key] in hidden else compared[key]) for key in order]

    @cached_property
    def weighted(self) -> Weighted | None:
        """The satisfied share of the whole frame, of a campaign drawn by strata that is not anonymous."""
        campaign, measure = self.campaign, self.measure
        sizes = (campaign.strata or {}).get("eligible", {}) if campaign is not None else {}
        if measure is None or self.selection.anonymous or self.selection.open or len(sizes) < 2:
            return None
        if self.selection.narrowed or not queries.sees_all(self.viewer) or self.main is None:
            return None
        tallies = queries.by_stratum(self.viewer, self.selection, self.measures, measure.code)
        strata = []
        for name, size in sizes.items():
            points = tallies.five_points(measure.code, [name])
            strata.append(Stratum(max(size, points.n), points.n, points.count(5, 4)))
        return weighted_share(strata)


def may_be_read(campaign: Campaign | None) -> bool:
    """An anonymous campaign is read when it is over: figures that grow by one tell who has just answered."""
    return campaign is None or not campaign.anonymous or campaign.over


def _moment(key: str, figure: Shown, course: Course) -> Moment:
    """2026-11 as it is, a week by its first day: 11-16."""
    first = queries.first_day(key)
    if course is Course.WEEK:
        return Moment(key[5:], figure, first, first + timedelta(days=6))
    return Moment(key, figure, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
