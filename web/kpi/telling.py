"""Figures, intervals, times and names as people read them."""

from collections.abc import Mapping

from models.kpi.queries import Reading, Subject
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.rules.targets import held_against, reaches
from models.kpi.tables import KpiName
from models.kpi.words import Facet, Figure, SubjectKind
from models.people.queries import every_department, staff_with_ids
from models.rulebook.document import KpiRules, Rules
from models.rulebook.words import Channel
from web.language import _
from web.language.filters import named, percent
from web.words import word

HOUR, DAY = 60, 24 * 60
SHORT = 3 * HOUR


def amount(figure: Figure, measure: float | None) -> str:
    """A share in per cent, or a time; a dash over nothing."""
    if measure is None:
        return "–"
    return percent(measure) if NATURE[figure].unit is Unit.SHARE else length(measure)


def length(minutes: float) -> str:
    """A time of the wall clock: minutes, hours, or days."""
    if minutes < SHORT:
        return _("%(n)s minutes", n=f"{minutes:g}")
    if minutes < 2 * DAY:
        return _("%(n)s h", n=f"{minutes / HOUR:.1f}")
    return _("%(n)s days", n=f"{minutes / DAY:.1f}")


def shown(reading: Reading) -> str:
    """A reading's main figure, as corrected where it was."""
    right = reading.right
    if not right.n:
        return "–"
    return amount(right.figure, right.measure) if right.shown else _("not shown")


def basis(reading: Reading) -> str:
    """What a reading rests on, under its figure."""
    right = reading.right
    if not right.n:
        return _("nothing to count")
    if not right.shown:
        return _("n = %(n)s, too few", n=right.n)
    if right.hits is None:
        return _("nine of ten within %(time)s · n = %(n)s", time=length(right.p90 or 0), n=right.n)
    return _("%(hits)s of %(n)s", hits=right.hits, n=right.n)


def interval(reading: Reading) -> str:
    """The 95 % interval of a share, where there is one."""
    share = reading.share
    if share is None or not reading.shown:
        return "–"
    return f"{percent(share.low, 0)} – {percent(share.high, 0)}"


def target_of(figure: Figure, rules: KpiRules) -> str:
    """The target of a figure, in words; nothing where the rules name none."""
    target = rules.target(figure)
    if target is None:
        return ""
    bound = amount(figure, held_against(figure, target.target))
    return (
        _("at least %(bound)s", bound=bound)
        if NATURE[figure].more_is_better
        else _("at most %(bound)s", bound=bound)
    )


def tone(reading: Reading, rules: KpiRules) -> str:
    """Whether a figure reaches its target: good or bad; nothing without a target, or over too little."""
    right = reading.right
    target = rules.target(right.figure)
    if target is None or right.measure is None or right.n < rules.least or not right.shown:
        return ""
    return "good" if reaches(right.figure, right.measure, target.target) else "bad"


def subject_name(subject: Subject, names: Mapping[str, KpiName]) -> str:
    """Whose figures they are, by the name of then where the month kept one."""
    if subject.kind is SubjectKind.COMPANY:
        return _("The company")
    if (kept := names.get(subject.key)) is not None:
        return named(kept)
    if subject.kind is SubjectKind.PERSON:
        return named(staff_with_ids([subject.id])[subject.id])
    return named(next(row for row in every_department() if row.id == subject.id))


def value_name(facet: Facet, value: str, rules: Rules) -> str:
    """What a part of the work is called: a grade, a channel, a category."""
    if facet is Facet.CHANNEL and value in set(Channel):
        return word(Channel(value))
    if facet is Facet.GRADE and value in ("1", "2", "3"):
        return named(rules.grade(int(value)))
    found = next((each for each in rules.categories if each.code == value), None)
    return named(found) if found else value


def month_name(month: Month) -> str:
    """A month as people read it, in the order of the language."""
    return _("%(year)s-%(month)s", year=month.first.year, month=f"{month.first.month:02d}")


def expected(reading: Reading) -> str:
    """What the same mix of work would let expect."""
    return percent(reading.expected) if reading.expected is not None and reading.shown else "–"


def verdict(reading: Reading) -> str:
    """How a subject does against like work, in words that claim no more than the figures bear."""
    if reading.few:
        return _("too few to compare")
    if not reading.verdict:
        return _("as its work lets expect")
    return (
        _("better than its work lets expect") if reading.verdict > 0 else _("worse than its work lets expect")
    )


def kept(figure: Figure, month: Mapping[str, object]) -> str:
    """A figure as a flag keeps it."""
    n, hits, median = month["n"], month["hits"], month["median"]
    if isinstance(hits, int) and isinstance(n, int):
        return amount(figure, hits / n)
    return amount(figure, float(str(median)))


def bound(figure: Figure, value: int) -> str:
    """What a figure was held against."""
    return amount(figure, held_against(figure, value))


def named_row(row: KpiName) -> str:
    """A department or person by the name of then."""
    return named(row)
