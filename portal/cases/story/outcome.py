"""Sentences on results, their review, and the end of a case (H-06, R-01, H-09)."""

from collections.abc import Callable, Mapping

from models.cases.tables import Result
from models.cases.words import Closing
from models.events.tables import Party
from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import named
from web.words import word


def _submitted(scene: Scene) -> Line:
    result: Result = scene.entry.rows["result"]  # type: ignore[assignment]
    return line(
        scene,
        "result",
        _("submitted the result for review"),
        who=_with_department(scene),
        more=[
            (_("What was found"), result.cause),
            (_("What was done"), result.done),
            (_("Reply to the customer"), result.reply),
        ],
    )


def _approved(scene: Scene) -> Line:
    return line(scene, "result", _("approved the result"), who=_with_department(scene))


def _rejected(scene: Scene) -> Line:
    result: Result = scene.entry.rows["result"]  # type: ignore[assignment]
    return line(
        scene,
        "warning",
        _("sent the result back"),
        who=_with_department(scene),
        detail=result.review_reason,
        written=True,
        secret=True,
    )


def _closed(scene: Scene) -> Line:
    how = word(Closing(scene.facts["closing"]))
    who = "" if scene.entry.event.party is Party.STAFF else _("System")
    return line(scene, "event", _("closed the case: %(how)s", how=how), who=who)


def _decided(scene: Scene) -> Line:
    what = _("decided for the leading group that the case goes on")
    return line(scene, "warning", what, who=_with_department(scene), secret=True)


def _with_department(scene: Scene) -> str:
    """Who did it and of which department, as results and reviews are signed."""
    if scene.entry.staff is None:
        return _("System")
    person = scene.entry.staff
    return _("%(name)s (%(department)s)", name=named(person), department=named(person.department))


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.result_submitted": _submitted,
    "case.result_approved": _approved,
    "case.result_rejected": _rejected,
    "case.closed": _closed,
    "case.decided": _decided,
}
