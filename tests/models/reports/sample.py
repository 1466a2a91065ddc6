"""A document of figures made by the rules alone, without a single answer in the database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from models.db import db
from models.people.tables import Staff
from models.reports.document import Figures, Point, Rate
from models.reports.installed import named
from models.reports.rules.method import Method, told
from models.reports.rules.period import Period
from models.reports.rules.publishing import Counted, figure, groups, lines, with_changes
from models.reports.rules.sentences import drafted
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportSource
from models.surveys.document import Text
from models.surveys.rules.statistics import FivePoints

COUNTED = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


THREE_CHANNELS = {"hotline": (20, 14, 5, 7, 5), "web": (18, 14, 4, 4, 2), "store": (2, 2, 1, 1, 1)}
"""They make up the 100 answers of `sample`."""


def counted(code: str, *counts: int, kind: str = "dimension") -> Counted:
    """Answers under a code: for 5, 4, 3, 2, 1."""
    five, four, three, two, one = counts
    return Counted(code, named(kind, code), FivePoints((five, four, three, two, one)))


def sample(
    key: str = "2026Q3",
    main: tuple[int, ...] = (40, 30, 10, 12, 8),
    before: tuple[int, ...] | None = None,
    by_channel: Mapping[str, tuple[int, ...]] | None = None,
    **others: Any,
) -> Figures:
    """The figures of a period with one dimension, with sentences and method."""
    period = Period.read(key)
    assert period is not None
    found = lines([counted("handling", *main)])
    if before is not None:
        five, four, three, two, one = before
        found = with_changes(found, {"handling": figure(FivePoints((five, four, three, two, one)))})
    laid_out = (
        groups(
            "channel",
            named("groups", "channel"),
            [counted(code, *counts, kind="channel") for code, counts in by_channel.items()],
        )
        if by_channel
        else None
    )
    n = sum(main)
    made = Figures(
        period=key,
        name=period.name,
        source=ReportSource.REVISIT,
        first_day=period.first,
        last_day=period.last,
        counted_at=COUNTED,
        answers=n,
        main="handling" if found[0].figure is not None else "",
        dimensions=found,
        groups=(laid_out,) if laid_out is not None else (),
        rate=Rate(
            complete=n,
            partial=0,
            refused=9,
            not_reached=70,
            not_asked=11,
            waiting=0,
            undelivered=10,
            ineligible=0,
            eligible=n + 100,
            value=n / (n + 100),
        ),
        before=Text(zh="2026 年第二季度", en="second quarter of 2026") if before is not None else None,
        method=told(
            Method(
                ReportSource.REVISIT,
                period.first,
                period.last,
                date(2026, 10, 12),
                [named("reach", "email")],
                [Text(zh="处理结果回访（第 1 版）", en="How did we do? (version 1)")],
            )
        ),
        **others,
    )
    return made.model_copy(update={"sentences": drafted(made)})


def point(figures: Figures) -> Point:
    """The main figure as a point of a course."""
    main = figures.headline
    assert main is not None
    assert main.figure is not None
    return Point(
        period=figures.period,
        name=figures.name,
        n=main.figure.n,
        satisfied=main.figure.satisfied,
        few=main.figure.few,
    )


def stored(figures: Figures, by: Staff) -> SatisfactionReport:
    """A draft with these figures."""
    report = SatisfactionReport(
        period=figures.period,
        source=figures.source,
        first_day=figures.first_day,
        last_day=figures.last_day,
        title_zh=figures.name.zh,
        title_en=figures.name.en,
        figures=figures.model_dump(mode="json"),
        counted_at=figures.counted_at,
        started_by_id=by.id,
    )
    db.session.add(report)
    db.session.flush()
    return report
