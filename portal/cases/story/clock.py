"""Sentences on reminders: which promise, how far, and who was told (H-04)."""

from collections.abc import Callable, Mapping

from models.cases.words import DueKind
from portal.cases.story.line import Line, Scene, line, told_of
from web.language import _
from web.language.filters import named
from web.words import word


def _reminded(scene: Scene) -> Line:
    facts = scene.facts
    rung = next((each for each in scene.rules.reminders if each.code == facts.get("rung")), None)
    what = word(DueKind(facts["due"]))
    kind = "system" if facts["notice"] == "case_due_soon" else "warning"
    if rung is None:
        return line(scene, kind, _("reminded of “%(what)s”", what=what))
    told = told_of(scene)
    if not told:
        return line(scene, kind, _("reminder: %(what)s: %(rung)s", what=what, rung=named(rung)))
    return line(
        scene, kind, _("reminder: %(what)s: %(rung)s; told: %(who)s", what=what, rung=named(rung), who=told)
    )


TELLERS: Mapping[str, Callable[[Scene], Line]] = {"case.reminded": _reminded}
