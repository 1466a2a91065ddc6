"""GET /portal/improvement/<number>, and its steps, from taking it up to the reward (K-02, C-04)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.clock import local_day, now
from models.errors import Invalid
from models.improvement import actions, queries
from models.improvement.rules.effect import Effect
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemState
from models.rulebook.queries import rules_at
from portal.improvement.blueprint import blueprint
from portal.improvement.forms import (
    WORKED,
    ChangeForm,
    ConclusionForm,
    DoneForm,
    ReasonForm,
    TakingForm,
    VoiceForm,
)
from portal.trail.story import story
from web.access import anyone, viewer
from web.commit import commits
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.language import _, counted

TEMPLATE = "portal/improvement/show.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """An item with its voices, its effect and the next steps."""
    return page(TEMPLATE, **_screen(_or_404(number)))


@blueprint.post("/<number>/taking-up")
@anyone
@commits
def take_up(number: str) -> Response:
    item, form = _or_404(number), TakingForm(request.form)
    form.offer(rules_at(now()))
    if not form.validate() or (draft := form.draft()) is None:
        return rejected(TEMPLATE, form, **_screen(item, taking=form))
    try:
        actions.take_up(item, draft, by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(item, taking=form))
    return _done(item, _("Taken up; the owner is told."))


@blueprint.post("/<number>/change")
@anyone
@commits
def change(number: str) -> Response:
    """Another owner, day or measure."""
    item, form = _or_404(number), ChangeForm(request.form)
    if not form.validate() or (draft := form.draft(item)) is None:
        return rejected(TEMPLATE, form, **_screen(item, change=form))
    try:
        actions.change_item(
            item, draft, form.reason.data or "", by=viewer(), now=now(), seen=form.version.version
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(item, change=form))
    return _done(item, _("Changed; those concerned are told."))


@blueprint.post("/<number>/declining")
@anyone
@commits
def decline(number: str) -> Response:
    item, form = _or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(item, declining=form))
    actions.decline(item, form.reason.data or "", by=viewer(), now=now(), seen=form.version.version)
    return _done(item, _("Not taken up; who raised it is told why."))


@blueprint.post("/<number>/voices")
@anyone
@commits
def add_voice(number: str) -> Response:
    item, form = _or_404(number), VoiceForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(item, voice=form))
    case = cases.find(viewer(), (form.case.data or "").strip())
    if case is None:
        form.case.errors = [*form.case.errors, _("There is no such case, or it is not yours to see.")]
        return rejected(TEMPLATE, form, **_screen(item, voice=form))
    try:
        new = actions.add_voice(item, case, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(item, voice=form))
    return _done(
        item, _("Added: this customer is told too.") if new else _("This case is behind it already.")
    )


@blueprint.post("/<number>/voices/cause")
@anyone
@commits
def add_cause(number: str) -> Response:
    """The customers of the cause, all at once."""
    item, seen = _or_404(number), VersionForm(request.form).version.version
    new = actions.add_voices_of_cause(item, by=viewer(), now=now(), seen=seen)
    said = counted(
        "%(n)s customer more is told when it is done.", "%(n)s customers more are told when it is done.", new
    )
    return _done(item, said)


@blueprint.post("/<number>/done")
@anyone
@commits
def finish(number: str) -> Response:
    item, form = _or_404(number), DoneForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(item, done=form))
    try:
        actions.finish(item, form.told.data or "", by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(item, done=form))
    return _done(item, _("Done: the customers who raised it are told."))


@blueprint.post("/<number>/conclusion")
@anyone
@commits
def conclude(number: str) -> Response:
    item, form = _or_404(number), ConclusionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(item, conclusion=form))
    try:
        actions.conclude(
            item,
            form.finding.data or "",
            worked=form.worked.data == WORKED,
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(item, conclusion=form))
    return _done(item, _("Stated, with the figures as they are now."))


@blueprint.post("/<number>/reward")
@anyone
@commits
def reward(number: str) -> Response:
    item = _or_404(number)
    made = actions.nominate_who_suggested(item, by=viewer(), now=now())
    flash(_("Nominated: HR checks it next. You are told what becomes of it."), "good")
    return respond(redirect=url_for("rewards.show", number=made.number))


def _or_404(number: str) -> ImprovementItem:
    return queries.find(viewer(), number) or abort(404)


def _done(item: ImprovementItem, said: str) -> Response:
    flash(said, "good")
    return respond(redirect=url_for("improvement.show", number=item.number))


def _screen(item: ImprovementItem, **typed: Any) -> dict[str, Any]:
    by, at, rules = viewer(), now(), rules_at(now())
    seen = {"version": item.version}
    taking = typed.get("taking") or TakingForm.of(item)
    taking.offer(rules)
    steps = item_steps(item, by)
    return {
        "item": item,
        "steps": {step.value for step in steps},
        "category": rules.category(item.category) if item.category else None,
        "voices": queries.first_voices(item, by),
        "voice_count": queries.count_voices(item),
        "in_english": queries.count_voices(item, "en") if ItemStep.DONE in steps else 0,
        "counted": counted,
        "of_cause": len(queries.who_else_raised(item, by, at)) if ItemStep.VOICE in steps else 0,
        "effect": _effect(item),
        "late": item.state is ItemState.OPEN and item.due_on is not None and item.due_on < local_day(at),
        "story": story(item.audit_name),
        "taking": taking,
        "change": typed.get("change") or ChangeForm.of(item),
        "declining": typed.get("declining") or ReasonForm(None, data=seen),
        "voice": typed.get("voice") or VoiceForm(None),
        "done": typed.get("done") or DoneForm(None, data=seen),
        "conclusion": typed.get("conclusion") or ConclusionForm(None, data=seen),
    }


def _effect(item: ImprovementItem) -> Effect | None:
    """The figures as they are now; once concluded, as they were then."""
    if item.ended_at is None:
        return queries.effect_of(item, now())
    if item.weeks_before is None or item.weeks_after is None:
        return None
    return Effect(
        item.cases_before or 0,
        item.weeks_before,
        item.cases_after or 0,
        item.weeks_after,
        item.ratio,
        item.ratio_low,
        item.ratio_high,
    )
