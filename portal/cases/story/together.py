"""Sentences on assisting departments: asked, answered, accepted, sent back, let go (T-04)."""

from collections.abc import Callable, Mapping

from models.cases.tables import Assistance, AssistanceAnswer
from models.cases.words import Verdict
from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import named


def _asked(scene: Scene) -> Line:
    what = _("asked %(name)s for help", name=_department(scene))
    return line(scene, "event", what, quote=_task(scene).task, secret=True)


def _answered(scene: Scene) -> Line:
    what = _("answered for %(name)s", name=_department(scene))
    return line(scene, "result", what, quote=_answer(scene).text, secret=True)


def _accepted(scene: Scene) -> Line:
    return line(scene, "event", _("accepted the answer of %(name)s", name=_department(scene)), secret=True)


def _returned(scene: Scene) -> Line:
    what = _("sent the answer of %(name)s back", name=_department(scene))
    return line(scene, "warning", what, detail=_answer(scene).review_reason, written=True, secret=True)


def _dropped(scene: Scene) -> Line:
    """Let go with a reason, or over without one: by a change of the lead, or at the end of the work."""
    task, name = _task(scene), _department(scene)
    if task.dropped_because:
        what = _("let the task of %(name)s go", name=name)
        return line(scene, "event", what, detail=task.dropped_because, written=True, secret=True)
    if scene.facts.get("because") == "leads":
        what = _("ended the task of %(name)s: it leads now", name=name)
    elif task.answer is None:
        what = _("ended the task of %(name)s: it had not answered", name=name)
    elif task.answer.verdict is Verdict.REJECTED:
        what = _("ended the task of %(name)s: it had not answered again", name=name)
    else:
        what = _("ended the task of %(name)s: its answer was never accepted", name=name)
    return line(scene, "event", what, secret=True)


def _task(scene: Scene) -> Assistance:
    found = scene.entry.rows["assistance"]
    assert isinstance(found, Assistance)
    return found


def _answer(scene: Scene) -> AssistanceAnswer:
    return next(each for each in _task(scene).answers if each.id == scene.facts["answer"])


def _department(scene: Scene) -> str:
    return named(scene.entry.departments[scene.facts["department"]])


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.assistance_asked": _asked,
    "case.assistance_answered": _answered,
    "case.assistance_accepted": _accepted,
    "case.assistance_returned": _returned,
    "case.assistance_dropped": _dropped,
}
