"""Sentences on reminders: which promise, how far, and who was told (H-04)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from models.cases.words import DueKind
from portal.cases.story.line import Line, Scene, line, told_of
from web.language import _
from web.language.filters import moment, named
from web.words import word


def _reminded(scene: Scene) -> Line:
    facts = scene.facts
    rung = next((each for each in scene.rules.reminders if each.code == facts.get("rung")), None)
    what = word(DueKind(facts["due"]))
    kind = "system" if facts["notice"] == "case_due_soon" else "warning"
    if rung is None:
        return line(scene, kind, _("reminded of “%(what)s”", what=what))
    department = scene.entry.departments.get(facts.get("department", 0))
    told = _(", ").join(each for each in (named(department) if department else "", told_of(scene)) if each)
    if not told:
        return line(scene, kind, _("reminder: %(what)s: %(rung)s", what=what, rung=named(rung)))
    return line(
        scene, kind, _("reminder: %(what)s: %(rung)s; told: %(who)s", what=what, rung=named(rung), who=told)
    )


def _reckoned(scene: Scene) -> Line:
    """H-03: why what is due moved, and from when to when."""
    facts = scene.facts
    said = {
        "days": _(
            "due times reckoned anew: edition %(n)s of the rules knows other days off", n=facts["edition"]
        ),
        "rules": _(
            "due times reckoned anew: edition %(n)s of the rules holds for open cases", n=facts["edition"]
        ),
        "grade": _("due times reckoned anew for the new grade"),
        "importance": _("due times reckoned anew, as the case is no longer important"),
    }
    moved = [
        _(
            "%(what)s: %(old)s → %(new)s",
            what=word(DueKind(kind)),
            old=moment(datetime.fromisoformat(old)),
            new=moment(datetime.fromisoformat(new)),
        )
        for kind, old, new in facts["moved"]
    ]
    if "waits" in facts:
        old, new = (moment(datetime.fromisoformat(each)) for each in facts["waits"])
        moved.append(
            _("%(what)s: %(old)s → %(new)s", what=_("Waits for the customer until"), old=old, new=new)
        )
    return line(scene, "system", said[facts["because"]], detail=_("; ").join(moved))


TELLERS: Mapping[str, Callable[[Scene], Line]] = {"case.reckoned": _reckoned, "case.reminded": _reminded}
