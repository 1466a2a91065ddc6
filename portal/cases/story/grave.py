"""Sentences on meetings with their action items, and the special report (G-04, T-04)."""

from collections.abc import Callable, Mapping

from models.cases.tables import ActionItem, Meeting, SpecialReport
from models.cases.words import DueKind
from portal.cases.story.line import Line, Scene, line
from web.language import _, counted
from web.language.filters import named, when
from web.words import word


def _held(scene: Scene) -> Line:
    meeting = _meeting(scene)
    people = _(", ").join(named(each.staff) for each in meeting.attendances)
    items = [
        (_("Action item"), f"{each.text} · {named(each.owner)} · {when(each.due_at)}")
        for each in meeting.actions
    ]
    assert meeting.held_at is not None, "it was held"
    return line(
        scene,
        "warning",
        _("held the emergency meeting: %(when)s, %(place)s", when=when(meeting.held_at), place=meeting.place),
        more=[(_("Who took part"), people), (_("Decisions"), meeting.decisions), *items],
        secret=True,
    )


def _called(scene: Scene) -> Line:
    meeting = _meeting(scene)
    invited = _(", ").join(named(each.department) for each in meeting.departments if each.invited)
    what = _("called a consultation with %(departments)s", departments=invited)
    return line(scene, "event", what, detail=meeting.question, written=True, secret=True)


def _concluded(scene: Scene) -> Line:
    meeting = _meeting(scene)
    people = _(", ").join(named(each.staff) for each in meeting.attendances)
    assisting = _(", ").join(named(each.department) for each in meeting.departments if each.assists)
    more = [(_("Who took part"), people), (_("Decisions"), meeting.decisions)]
    what = _("concluded the consultation: %(department)s leads", department=named(meeting.lead_department))
    if assisting:
        more.append((_("Assisting departments"), assisting))
    return line(scene, "warning", what, more=more, secret=True)


def _let_go(scene: Scene) -> Line:
    return line(scene, "event", _("let the consultation go: the case went on without it"), secret=True)


def _done(scene: Scene) -> Line:
    item = next(each for each in _meeting(scene).actions if each.id == scene.facts["item"])
    return line(
        scene,
        "event",
        _("finished an action item"),
        detail=_text_of(item),
        written=True,
        secret=True,
    )


def _text_of(item: ActionItem) -> str:
    return f"{item.text}\n{item.remark}" if item.remark else item.text


def _drafted(scene: Scene) -> Line:
    return line(scene, "event", _("worked on the special report"), secret=True)


def _submitted(scene: Scene) -> Line:
    return line(scene, "result", _("submitted the special report to the leading group"), secret=True)


def _acknowledged(scene: Scene) -> Line:
    what = _("acknowledged the special report for the leading group")
    return line(scene, "result", what, detail=_report(scene).review, written=True, secret=True)


def _returned(scene: Scene) -> Line:
    what = _("sent the special report back")
    return line(scene, "warning", what, detail=_report(scene).review, written=True, secret=True)


def _ended(scene: Scene) -> Line:
    dues = _(", ").join(word(DueKind(each)) for each in scene.facts["dues"])
    parts = [dues] if dues else []
    if scene.facts["items"]:
        parts.append(counted("one action item", "%(n)s action items", scene.facts["items"]))
    if scene.facts["report"]:
        parts.append(_("the special report that nobody has read"))
    what = _("ended the duties of a grave case that were open: %(what)s", what=_(", ").join(parts))
    return line(scene, "event", what, secret=True)


def _meeting(scene: Scene) -> Meeting:
    found = scene.entry.rows["meeting"]
    assert isinstance(found, Meeting)
    return found


def _report(scene: Scene) -> SpecialReport:
    found = scene.entry.rows["report"]
    assert isinstance(found, SpecialReport)
    return found


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.meeting_held": _held,
    "case.action_done": _done,
    "case.consultation_called": _called,
    "case.consultation_held": _concluded,
    "case.consultation_dropped": _let_go,
    "case.report_drafted": _drafted,
    "case.report_submitted": _submitted,
    "case.report_acknowledged": _acknowledged,
    "case.report_returned": _returned,
    "case.grave_ended": _ended,
}
