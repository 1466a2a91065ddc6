"""Sentences on regulators and mediators, and on second handlers (H-10, H-11)."""

from collections.abc import Callable, Mapping
from datetime import date

from models.cases.tables import OutsideComplaint
from models.cases.words import OutsideOutcome
from portal.cases.files import as_shown
from portal.cases.story.line import Line, Scene, line
from web.language import _
from web.language.filters import day, named
from web.words import word


def _recorded(scene: Scene) -> Line:
    row = _row(scene)
    before, after = scene.facts["priority"]
    more = [
        (_("Body’s number"), row.number),
        (_("Letter received"), day(row.received_on)),
        (_("What it is about there"), row.remark),
    ]
    raised = _("Priority raised from P%(before)s to P%(after)s.", before=before, after=after)
    return line(
        scene,
        "warning",
        _("recorded that %(body)s asks us about the complaint", body=_body(row)),
        detail=raised if before != after else "",
        more=[part for part in more if part[1]],
        files=_papers(scene, row),
        secret=True,
    )


def _changed(scene: Scene) -> Line:
    row = _row(scene)
    name = _body(row)
    what = _("kept what %(body)s wrote further", body=name)
    if moved := scene.facts.get("days_moved"):
        old, new = (day(date.fromisoformat(each)) for each in moved)
        what = _("%(body)s wants our answer by another day: %(old)s → %(new)s", body=name, old=old, new=new)
    return line(scene, "event", what, files=_papers(scene, row), secret=True)


def _answered(scene: Scene) -> Line:
    row = _row(scene)
    answer = next(each for each in row.answers if each.id == scene.facts["outside_answer"])
    what = _("answered %(body)s on %(day)s", body=_body(row), day=day(answer.sent_on))
    papers = _papers(scene, row)
    return line(scene, "result", what, detail=answer.text, written=True, files=papers, secret=True)


def _ended(scene: Scene) -> Line:
    row = _row(scene)
    outcome = word(OutsideOutcome(scene.facts["outside_outcome"]))
    what = _("recorded how it ended with %(body)s: %(outcome)s", body=_body(row), outcome=outcome)
    remark = row.closing_remark
    return line(scene, "result", what, detail=remark, written=True, files=_papers(scene, row), secret=True)


def _second_named(scene: Scene) -> Line:
    name = named(scene.entry.people[scene.facts["second"]])
    return line(scene, "event", _("made %(name)s the second handler", name=name), secret=True)


def _second_ended(scene: Scene) -> Line:
    name = named(scene.entry.people[scene.facts["second_before"]])
    what = _("ended that %(name)s handles the case beside its owner", name=name)
    return line(scene, "event", what, secret=True)


def _papers(scene: Scene, row: OutsideComplaint) -> list[dict[str, str]]:
    """The papers that came with the event."""
    ids = set(scene.facts.get("papers", ()))
    return as_shown(scene.case, [paper for paper in row.papers if paper.file_id in ids])


def _row(scene: Scene) -> OutsideComplaint:
    found = scene.entry.rows["outside"]
    assert isinstance(found, OutsideComplaint)
    return found


def _body(row: OutsideComplaint) -> str:
    return row.body_name or word(row.body)


TELLERS: Mapping[str, Callable[[Scene], Line]] = {
    "case.outside_recorded": _recorded,
    "case.outside_changed": _changed,
    "case.outside_answered": _answered,
    "case.outside_ended": _ended,
    "case.second_named": _second_named,
    "case.second_ended": _second_ended,
}
