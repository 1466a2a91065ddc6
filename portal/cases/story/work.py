"""Sentences on the work in the house: triage, owner, plan, notes, nudges (T-05, H-02, H-04)."""

from collections.abc import Callable, Mapping
from typing import Any

from models.cases.tables import Extension, Plan
from models.cases.words import Kind
from models.errors import Invalid
from models.people.tables import Language
from models.products.queries import product_with_id
from portal.cases.story.line import Line, Scene, line, simple, told_of
from portal.cases.suggested import words_of
from web.language import _, current_language
from web.language.filters import moment, named
from web.words import word

WORDS_SHOWN = 6


def _triaged(scene: Scene) -> Line:
    changed = scene.facts.get("changed", {})
    first = "category" in changed and changed["category"][0] is None
    return _first_triage(scene, changed) if first else _later_triage(scene, changed)


def _first_triage(scene: Scene, changed: dict[str, Any]) -> Line:
    """What was decided, the ticked criteria, and whether the system had suggested it (T-05)."""
    grade = changed.get("grade", [None, None])[1]
    category = _category(scene, changed["category"][1])
    what = (
        _("graded the case %(grade)s", grade=named(scene.rules.grade(grade)))
        if grade
        else _("classified the case as %(category)s", category=category)
    )
    parts = [category] if grade else []
    parts += filter(None, [_value(scene, "product_id", changed.get("product_id", [None, None])[1])])
    parts.append(_("lead department %(name)s", name=_department(scene)))
    parts.append(f"P{scene.facts['priority']}")
    if changed.get("urgent", [False, False])[1]:
        parts.append(_("urgent"))
    if changed.get("important", [False, False])[1]:
        parts.append(_("important"))
    detail = "\n".join(filter(None, [_("; ").join(_criteria(scene)), " · ".join(parts)]))
    meta, words = _agreement(scene)
    reason = scene.entry.event.reason
    return line(scene, "event", what, detail=detail, quote=reason, meta=meta, meta_words=words)


def _later_triage(scene: Scene, changed: dict[str, Any]) -> Line:
    """What was decided otherwise than before, from what to what."""
    parts = []
    for name, (before, after) in changed.items():
        old, new = _value(scene, name, before), _value(scene, name, after)
        if old and new:
            parts.append(_("%(before)s → %(after)s", before=old, after=new))
        elif new:
            parts.append(new)
    what = (
        _("triaged the case again: %(changes)s", changes=_("; ").join(parts))
        if parts
        else _("triaged the case again")
    )
    return line(scene, "event", what)


def _value(scene: Scene, name: str, value: Any) -> str:
    """One decided value as people read it; nothing for none."""
    match name:
        case "kind":
            return word(Kind(value))
        case "category":
            return _category(scene, value) if value else ""
        case "product_id":
            return named(product_with_id(value)) if value else ""
        case "grade":
            return named(scene.rules.grade(value)) if value else ""
        case "lead_department_id":
            return named(scene.entry.departments.get(value))
        case "urgent":
            return _("urgent") if value else _("not urgent")
        case "important":
            return _("important") if value else _("not important")
        case _:
            return ""


def _criteria(scene: Scene) -> list[str]:
    english = current_language() is Language.EN
    ticked = scene.facts.get("criteria", [])
    return [sign.text_en if english else sign.text_zh for sign in scene.rules.criteria if sign.code in ticked]


def _agreement(scene: Scene) -> tuple[str, str]:
    """Whether the person decided as the system had suggested, and by which words of the customer."""
    agreed = scene.facts.get("agreed", {})
    if not agreed or not all(agreed.values()):
        return "", ""
    words = words_of(scene.case, scene.rules)
    if not words:
        return _("as the system suggested"), ""
    quoted = "".join(_("“%(word)s”", word=each) for each in words[:WORDS_SHOWN])
    return _("as the system suggested, by"), f" {quoted}"


def _category(scene: Scene, code: str) -> str:
    try:
        category = scene.rules.category(code)
    except Invalid:
        return code
    parent = named(scene.rules.category(category.parent)) if category.parent else ""
    return f"{parent} / {named(category)}" if parent else named(category)


def _department(scene: Scene) -> str:
    return named(scene.entry.departments.get(scene.facts.get("department", 0)))


def _assigned(scene: Scene) -> Line:
    owner = scene.entry.people.get(scene.facts["owner"])
    before = scene.entry.people.get(scene.facts.get("owner_before") or 0)
    if scene.entry.event.staff_id == scene.facts["owner"]:
        return line(scene, "event", _("took the case"))
    if before is not None and before is not owner:
        return line(
            scene,
            "event",
            _("passed the case from %(before)s to %(name)s", before=named(before), name=named(owner)),
        )
    return line(scene, "event", _("gave the case to %(name)s", name=named(owner)))


def _planned(scene: Scene) -> Line:
    plan: Plan = scene.entry.rows["plan"]  # type: ignore[assignment]
    more = [
        (f"{moment(each.due_at)} · {named(scene.entry.people.get(each.owner_id))}", each.text)
        for each in plan.milestones
    ]
    return line(scene, "event", _("made a plan"), detail=plan.text, written=True, more=more)


def _milestone_done(scene: Scene) -> Line:
    milestone = scene.entry.milestones.get(scene.facts["milestone"])
    if milestone is None:
        return line(scene, "event", _("finished a milestone"))
    return line(scene, "event", _("finished the milestone “%(what)s”", what=milestone.text))


def _milestone_dropped(scene: Scene) -> Line:
    milestone = scene.entry.milestones.get(scene.facts["milestone"])
    if milestone is None:
        return line(scene, "event", _("dropped a milestone"))
    return line(
        scene,
        "event",
        _("dropped the milestone “%(what)s”", what=milestone.text),
        detail=milestone.dropped_because,
        written=True,
        secret=True,
    )


def _noted(scene: Scene) -> Line:
    return line(scene, "note", _("noted"), detail=scene.entry.row.text, written=True, secret=True)


def _extension_asked(scene: Scene) -> Line:
    row: Extension = scene.entry.rows["extension"]  # type: ignore[assignment]
    what = _("asked for %(n)s working days more", n=row.days)
    return line(scene, "event", what, detail=row.reason, written=True, secret=True)


def _extended(scene: Scene) -> Line:
    row: Extension = scene.entry.rows["extension"]  # type: ignore[assignment]
    old, new = row.old_due_at, row.new_due_at or row.old_due_at
    return line(
        scene,
        "event",
        _("granted %(n)s working days more", n=row.days),
        quote=row.words,
        detail=row.decision,
        written=True,
        meta=_("from %(old)s to %(new)s", old=moment(old), new=moment(new)),
    )


def _extension_refused(scene: Scene) -> Line:
    row: Extension = scene.entry.rows["extension"]  # type: ignore[assignment]
    what = _("refused %(n)s working days more", n=row.days)
    return line(scene, "warning", what, detail=row.decision, written=True, secret=True)


def _nudged(scene: Scene) -> Line:
    told = told_of(scene)
    what = _("nudged: %(who)s", who=told) if told else _("nudged")
    return line(scene, "warning", what, secret=True)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.triaged": _triaged,
    "case.assigned": _assigned,
    "case.planned": _planned,
    "case.milestone_done": _milestone_done,
    "case.milestone_dropped": _milestone_dropped,
    "case.noted": _noted,
    "case.extension_asked": _extension_asked,
    "case.extended": _extended,
    "case.extension_refused": _extension_refused,
    "case.nudged": _nudged,
    "case.revealed": simple("event", lambda: _("looked at the customer’s contact details"), secret=True),
}
