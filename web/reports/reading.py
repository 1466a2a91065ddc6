"""What a page or paper of one report shows, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from markupsafe import Markup

from models.clock import local_day
from models.reports.document import Estimate, Figure, Figures, Line
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import CorrectionPart, Passage, ReportState
from models.surveys.document import Text
from web.charts import Part, Point, Row, course, span, stack
from web.language import _, current_language
from web.language.filters import percent


@dataclass(frozen=True)
class Compared:
    """One dimension as it was published, and as it is corrected."""

    name: str
    was: Figure | None
    now: Figure | None


@dataclass
class Reading:
    """One report with what was corrected since. `corrections` are published ones, the oldest first."""

    report: SatisfactionReport
    corrections: Sequence[ReportCorrection] = ()
    preview: bool = False
    paper: bool = False
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        self.figures = self.report.content

    @classmethod
    def of(cls, report: SatisfactionReport, *, preview: bool = False, paper: bool = False) -> "Reading":
        """With the corrections that are published."""
        done = [each for each in report.corrections if each.state is ReportState.PUBLISHED]
        return cls(report, done, preview, paper)

    def said(self, text: Text) -> str:
        """A frozen name or sentence."""
        return text.said(current_language())

    def headed(self, text: Text) -> str:
        """A name as it begins a line."""
        said = self.said(text)
        return said[:1].upper() + said[1:]

    @property
    def title(self) -> str:
        return self.headed(self.figures.name)

    def day(self, moment: datetime) -> str:
        """The day of a moment, as papers write it: 2027-01-08."""
        return local_day(moment).isoformat()

    @property
    def published_at(self) -> datetime | None:
        return self.report.ended_at if self.report.state is ReportState.PUBLISHED else None

    def passage(self, name: str) -> str:
        """What people wrote, in the reader's language or, while it is missing, in the other."""
        here, there = ("en", "zh") if current_language() == "en" else ("zh", "en")
        passage = Passage(name)
        return self.report.passage(passage, here) or (
            self.report.passage(passage, there) if self.preview else ""
        )

    def sentences(self, name: str) -> str:
        """What the system says of a section; empty where it says nothing."""
        between = " " if current_language() == "en" else ""
        return between.join(self.said(text) for text in self.figures.said(Passage(name)))

    def corrected(self, correction: ReportCorrection, name: str) -> str:
        """A part of a correction."""
        return correction.part(CorrectionPart(name), str(current_language()))

    def compared(self, correction: ReportCorrection) -> list[Compared]:
        """The dimensions whose figures a correction changes."""
        counted = correction.content
        if counted is None:
            return []
        now = {line.code: line for line in counted.dimensions}
        was = {line.code: line for line in self.figures.dimensions}
        lines: dict[str, Line] = was | {code: line for code, line in now.items() if code not in was}
        found = []
        for code, line in lines.items():
            before, after = (each[code].figure if code in each else None for each in (was, now))
            if before != after:
                found.append(Compared(self.said(line.name), before, after))
        return found

    @cached_property
    def shown(self) -> list[Line]:
        """The dimensions that may be shown, the main one first."""
        lines = [line for line in self.figures.dimensions if line.figure is not None]
        return sorted(lines, key=lambda line: line.code != self.figures.main)

    @cached_property
    def hidden(self) -> list[Line]:
        """The dimensions that may not."""
        return [line for line in self.figures.dimensions if line.figure is None]

    def course(self) -> Markup:
        """The chart of this and earlier reports."""
        points = [
            Point(
                each.period, each.satisfied.value, each.satisfied.low, each.satisfied.high, each.n, each.few
            )
            for each in self.figures.course
        ]
        told = _("Satisfied share over time: %(points)s", points=self.listed())
        return course(points, told, paper=self.paper).drawing

    def stacks(self, lines: Sequence[Line]) -> list[Row]:
        """The five points of each line that may be shown, as parts of a bar."""
        return [
            stack(self.said(line.name), [Part(count) for count in line.figure.counts], paper=self.paper)
            for line in lines
            if line.figure
        ]

    def spans(self, lines: Sequence[Line]) -> list[Row]:
        """The satisfied share of each line that may be shown, with its interval."""
        found = []
        for line in lines:
            if line.figure:
                share, few = line.figure.satisfied, line.figure.few
                point = Point(self.said(line.name), share.value, share.low, share.high, line.figure.n, few)
                found.append(span(point, paper=self.paper))
        return found

    def listed(self) -> str:
        """The points of the course in words."""
        return _("; ").join(f"{each.period} {percent(each.satisfied.value)}" for each in self.figures.course)

    def interval(self, estimate: Estimate) -> str:
        """The limits of a share: 67.4% to 87.3%; empty where it has none."""
        if estimate.low is None or estimate.high is None:
            return ""
        return _("%(low)s to %(high)s", low=percent(estimate.low), high=percent(estimate.high))
