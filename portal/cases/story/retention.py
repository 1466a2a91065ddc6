"""Sentences on how long a case keeps personal data: held, lifted, gone (X-03)."""

from collections.abc import Callable, Mapping
from datetime import date

from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import day


def _held(scene: Scene) -> Line:
    until = day(date.fromisoformat(scene.facts["held_through"]))
    return line(
        scene, "event", _("held the case: its personal data stay through %(day)s", day=until), secret=True
    )


def _lifted(scene: Scene) -> Line:
    return line(scene, "event", _("lifted the hold of the case"), secret=True)


def _expired(scene: Scene) -> Line:
    return line(scene, "warning", _("removed the personal data, as the retention period is over"))


def _gone_through(scene: Scene) -> Line:
    said = _("removed personal data from what was written after the retention period was over")
    return line(scene, "event", said)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.held": _held,
    "case.hold_lifted": _lifted,
    "case.expired": _expired,
    "case.gone_through": _gone_through,
}
