"""What sealed data is called on screen: it holds plain values, as it is written as JSON."""

from datetime import date

from flask_babel.speaklater import LazyString

from models.accountability.words import MatterKind, MeasureKind
from models.hotline.queries.watch import POINTS, TRANSFER
from models.hotline.rules.content import Content
from models.hotline.words import Conclusion, ReportKind, Source
from models.kpi.rules.months import Month
from portal.hotline.blueprint import blueprint
from web.kpi.telling import month_name
from web.language import _, lazy
from web.language.filters import day, in_megabytes
from web.words import word
from web.words.hotline import status_told

_LOG: dict[str, LazyString] = {
    "asked": lazy("asked to open who reported"),
    "opened": lazy("agreed, and who reported was opened to both"),
    "refused": lazy("refused to open who reported"),
    "reader_added": lazy("shared the report"),
    "reader_replaced": lazy("a share was given in place of one that was taken back"),
    "conflict": lazy("readers in conflict were taken off"),
    "read": lazy("read what the reporter wrote; nothing to answer"),
    "recused": lazy("left the report"),
    "handed_over": lazy("handed the report over"),
    "involved": lazy("confirmed whom it is about"),
    "reward_proposed": lazy("proposed a reward"),
    "reward_refused": lazy("refused the reward, or took it back"),
    "reward_granted": lazy("granted the reward"),
}
_LEVELS: dict[str, LazyString] = {"low": lazy("low"), "some": lazy("some"), "high": lazy("high")}
_BLOWS: dict[str, LazyString] = {TRANSFER: lazy("Transfer"), POINTS: lazy("Points taken")}


@blueprint.app_template_filter()
def hotline_status(what: str) -> str:
    """What the reporter was told."""
    return status_told(what)


@blueprint.app_template_filter()
def hotline_log(what: str) -> str:
    """What a reader did."""
    return str(_LOG.get(what, what))


@blueprint.app_template_filter()
def level(value: str) -> str:
    """How much: low, some, high."""
    return str(_LEVELS.get(value, value))


@blueprint.app_template_filter()
def report_kind(value: str) -> str:
    """What is reported."""
    return word(ReportKind(value))


@blueprint.app_template_filter()
def conclusion_word(value: str) -> str:
    """What came of it."""
    return word(Conclusion(value))


@blueprint.app_template_filter()
def blow_word(value: str) -> str:
    """What befell somebody: a penalty, points, a transfer."""
    return str(_BLOWS[value]) if value in _BLOWS else word(MeasureKind(value))


@blueprint.app_template_filter()
def sealed_day(value: str) -> str:
    """A day that lies sealed as 2026-11-21."""
    return day(date.fromisoformat(value))


@blueprint.app_template_filter()
def sealed_month(value: str) -> str:
    """A month that lies sealed as its first day."""
    return month_name(Month(date.fromisoformat(value)))


@blueprint.app_template_filter()
def quarter_name(value: str) -> str:
    """A quarter that is kept as 2026Q4."""
    year, quarter = value.split("Q")
    return _("Q%(n)s %(year)s", n=quarter, year=year)


@blueprint.app_template_filter()
def entry_name(content: Content) -> str:
    """What a sealed text is; the plan of the investigation is a note of its own kind."""
    return _("Plan of the investigation") if content.data.get("plan") else word(content.kind)


@blueprint.app_template_filter()
def matter_kind(value: str) -> str:
    """Of what kind the conduct is that accountability is to look into."""
    return word(MatterKind(value))


@blueprint.app_template_filter()
def megabytes(size: int) -> str:
    """A file's size."""
    return in_megabytes(size)


@blueprint.app_template_filter()
def source_word(value: str) -> str:
    """By which way a report came."""
    return word(Source(value))
