"""GET /portal/bodies/meetings/<number>, its steps until it is open, its calendar file, its paper (M-01)."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.bodies import actions, queries
from models.bodies.actions import AgendaDraft
from models.bodies.rules.steps import meeting_steps, waits_to_be_carried_out
from models.bodies.tables import AgendaItem, BodyMeeting
from models.bodies.words import Seat, SessionState, Topic
from models.cases import queries as cases
from models.clock import local_day, now
from models.errors import Invalid
from models.events.queries import history
from models.people.queries import staff_with_ids
from portal.bodies.about import abouts, act_text
from portal.bodies.blueprint import blueprint, meeting_or_404
from portal.bodies.forms import AgendaForm, MeetingForm, OpeningForm, ReasonForm
from portal.bodies.tones import CHOICE_TONES, MEETING_TONES, OUTCOME_TONES
from portal.trail.kinds import words_of
from web.access import anyone, viewer
from web.calendars import MEDIA_TYPE, Appointment, calendar
from web.commit import commits
from web.context import installation
from web.downloads import as_file
from web.forms import VersionForm
from web.fragments import page, rejected, respond
from web.language import _
from web.language.filters import dated, named
from web.papers import pdf
from web.words import word

TEMPLATE = "portal/bodies/meeting.html"


@blueprint.get("/meetings/<number>")
@anyone
def meeting(number: str) -> ResponseReturnValue:
    """A meeting with its agenda, its minutes, and the next steps."""
    return page(TEMPLATE, **screen(meeting_or_404(number)))


@blueprint.post("/meetings/<number>/change")
@anyone
@commits
def change(number: str) -> Response:
    found, form = meeting_or_404(number), MeetingForm(request.form)
    if not form.validate() or (draft := form.draft()) is None:
        return rejected(TEMPLATE, form, **screen(found, change=form))
    try:
        actions.change_meeting(found, draft, by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, change=form))
    return done(found, _("Changed. Everybody invited is told."))


@blueprint.post("/meetings/<number>/cancellation")
@anyone
@commits
def cancel(number: str) -> Response:
    found, form = meeting_or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, cancellation=form))
    actions.cancel_meeting(found, form.reason.data or "", by=viewer(), now=now(), seen=form.version.version)
    return done(found, _("Called off. Everybody invited is told."))


@blueprint.post("/meetings/<number>/opening")
@anyone
@commits
def open_meeting(number: str) -> Response:
    found, form = meeting_or_404(number), OpeningForm(request.form)
    form.prepare(found, viewer(), ())
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, opening=form))
    present = [int(each) for each in form.present.data or ()]
    try:
        actions.open_meeting(
            found, present, int(form.chair.data), by=viewer(), now=now(), seen=form.version.version
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, opening=form))
    return done(found, _("Open. You keep the minutes, item by item."))


@blueprint.post("/meetings/<number>/items")
@anyone
@commits
def add_item(number: str) -> Response:
    found, form = meeting_or_404(number), AgendaForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, adding=form))
    case = cases.find(viewer(), (form.case.data or "").strip()) if form.case.data else None
    if form.case.data and case is None:
        form.case.errors = [*form.case.errors, _("There is no such case, or it is not yours to see.")]
        return rejected(TEMPLATE, form, **screen(found, adding=form))
    topic = Topic.OTHER if case is None else Topic.GRAVE if case.grade == 3 else Topic.ROUNDS
    draft = AgendaDraft(form.subject.data or "", case.audit_name if case else "", topic)
    try:
        actions.add_item(found, draft, by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, adding=form))
    return done(found, _("On the agenda."))


@blueprint.post("/meetings/<number>/items/<int:item_id>/removal")
@anyone
@commits
def remove_item(number: str, item_id: int) -> Response:
    found, form = meeting_or_404(number), VersionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found))
    try:
        actions.remove_item(found, item_id, by=viewer(), now=now(), seen=form.version.version)
    except Invalid:
        flash(_("This item is not on the agenda, or something is written on it."), "bad")
        return respond(redirect=url_for("bodies.meeting", number=number))
    return done(found, _("Taken off the agenda."))


@blueprint.get("/meetings/<number>/meeting.ics")
@anyone
def ics(number: str) -> Response:
    """The meeting as a file for a calendar."""
    found = meeting_or_404(number)
    root = installation().public_url
    entry = Appointment(
        uid=f"{found.number}@{root.partition('://')[2]}",
        title=f"{word(found.body)} · {found.title}",
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        changed_at=found.changed_at,
        place=found.place,
        url=f"{root}{url_for('bodies.meeting', number=found.number)}",
        sequence=found.sequence,
        cancelled=found.state is SessionState.CANCELLED,
    )
    return as_file(calendar(found.title, [entry]), f"{found.number}.ics", MEDIA_TYPE)


@blueprint.get("/meetings/<number>/minutes.pdf")
@anyone
def paper(number: str) -> Response:
    """The minutes on paper; the same bytes each time once they are signed."""
    found = meeting_or_404(number)
    items = queries.agenda_of(found)
    with dated():
        sheet = pdf(
            "pdf/minutes.html",
            meeting=found,
            items=items,
            abouts=abouts(items, None),
            tasks=queries.tasks_of(found),
            act_text=act_text,
        )
    return as_file(sheet, f"{found.number}.pdf", "application/pdf", shown=True)


def screen(found: BodyMeeting, **forms: Any) -> dict[str, Any]:
    """What the page of a meeting shows, with the forms of the steps that are open."""
    items, seat = queries.agenda_of(found), queries.seat_of(viewer(), found.body, local_day(now()))
    steps = meeting_steps(found, viewer().id, seat, items)
    leading = [each for each in found.seats if each.seat in (Seat.CHAIR, Seat.DEPUTY)]
    chairs = [each.staff_id for each in sorted(leading, key=lambda each: each.seat is Seat.DEPUTY)]
    opening = forms.get("opening") or OpeningForm(None)
    opening.prepare(found, viewer(), chairs)
    version = {"version": found.version}
    return {
        "meeting": found,
        "items": items,
        "abouts": abouts(items, viewer()),
        "tasks": queries.tasks_of(found),
        "steps": steps,
        "act_text": act_text,
        "to_do": {each.id for each in items if waits_to_be_carried_out(found, each)},
        "tones": MEETING_TONES,
        "outcomes": OUTCOME_TONES,
        "choices": CHOICE_TONES,
        "at": now(),
        "change": MeetingForm.of(found),
        "cancellation": ReasonForm(None, data=version),
        "adding": AgendaForm(None, data=version),
        "signature": VersionForm(None, data=version),
        "story": _story(found),
        **forms,
        "opening": opening,
    }


def done(found: BodyMeeting, said: str) -> Response:
    """Back to the meeting, with a sentence."""
    flash(said, "good")
    return respond(redirect=url_for("bodies.meeting", number=found.number))


def _story(found: BodyMeeting) -> list[dict[str, Any]]:
    events = history(found.audit_name)
    gone = [
        AgendaItem(
            id=event.id,
            topic=Topic(event.facts["agenda_topic"]),
            about=event.facts["about"],
            title=event.reason,
        )
        for event in events
        if event.kind == "meeting.item_removed" and "about" in event.facts
    ]
    headings = {key: about.heading for key, about in abouts(gone, None).items()}
    people = staff_with_ids({event.staff_id for event in events if event.staff_id})
    return [
        {
            "who": named(people[event.staff_id]),
            "what": _what(words_of(event), headings.get(event.id)),
            "at": event.at,
        }
        for event in reversed(events)
        if event.staff_id in people
    ]


def _what(words: str, subject: str | None) -> str:
    return words if not subject else words + _(": ") + subject
