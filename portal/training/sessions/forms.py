"""The forms of a session: planning it, filters, naming a person, a file (L-02)."""

from datetime import datetime

from wtforms import BooleanField, FileField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from models.clock import SHANGHAI, local_day, now
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training.actions import SessionDraft, Shift
from models.training.queries.plans import topics_to_hold
from models.training.queries.series import rooms_typed
from models.training.queries.sessions import SessionFilter
from models.training.rules.dates import MOST
from models.training.tables import TrainingSession, TrainingTopic
from models.training.words import Assessment, Field, Method, Rhythm, Scope, SessionState
from portal.cases.forms.compensation import Yuan
from portal.people.called import one_called
from portal.training.fields import AudienceFields
from portal.training.plans.lists import title_of
from web.forms import Form, Line, Moment, Paragraph, PublicForm, Seen
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))


def on_the_web(_form: object, field: Line) -> None:
    """A link leads to a page of the web, and nowhere else: whoever comes presses it."""
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(_("A link begins with https://"))


class SessionForm(Form, AudienceFields):
    """What a session is to be, with what each method needs."""

    topic_id = SelectField(lazy("Topic of the plan"), validators=[Optional()])
    title = Line(lazy("Title"), most=120, required=True)
    field_of = SelectField(lazy("Subject of the training"), validators=[CHOOSE])
    method = RadioField(lazy("Training method"), choices=[], validators=[CHOOSE])
    trainer_id = SelectField(lazy("Trainer"), validators=[CHOOSE])
    guest = Line(lazy("Expert and firm"), most=120)
    contract = Line(lazy("Contract number"), most=60)
    cost = Yuan(lazy("Cost in yuan"), validators=[Optional()])
    cases = Paragraph(lazy("Cases that are studied"), most=2000)
    script = Paragraph(lazy("Script"), most=6000)
    parts = Paragraph(lazy("Roles that are played"), most=1000)
    starts_at = Moment(lazy("Begins"), required=True)
    ends_at = Moment(lazy("Ends"), required=True)
    rhythm = SelectField(lazy("Repeated"), validators=[Optional()])
    times = IntegerField(lazy("How many dates"), validators=[Optional(), NumberRange(1, MOST)])
    place = Line(lazy("Place"), most=120)
    link = Line(lazy("Web link"), on_the_web, most=300)
    capacity = IntegerField(lazy("Seats"), validators=[InputRequired(), NumberRange(1, 2000)])
    assessment = SelectField(lazy("Assessment"), validators=[CHOOSE])
    pass_mark = IntegerField(lazy("Pass mark"), validators=[Optional(), NumberRange(1, 100)])
    seen = Seen()

    def prepare(self, session: TrainingSession | None, topic: TrainingTopic | None, by: Staff) -> None:
        """Offers what can be chosen, and what the session or topic holds already."""
        self.topics = {str(each.id): each for each in topics_to_hold()}
        kept = session.topic if session else None
        if kept is not None:
            self.topics.setdefault(str(kept.id), kept)
        self.topic_id.choices = [("", _("none: outside the plan"))]
        for number, each in self.topics.items():
            self.topic_id.choices.append((number, f"{each.title} · {title_of(each.plan)}"))
        self.field_of.choices, self.method.choices = choices(Field), choices(Method)
        self.rhythm.choices, self.assessment.choices = choices(Rhythm), choices(Assessment)
        people = who_may(Permission.TRAINING_TEACH, on=local_day(now()))
        self.trainers = {str(each.id): each for each in people}
        self.trainer_id.choices = [(number, named(each)) for number, each in self.trainers.items()]
        self.offer_audience()
        self.rooms = rooms_typed()
        if not self.is_submitted():
            self._fill(session, topic, by)

    def _fill(self, session: TrainingSession | None, topic: TrainingTopic | None, by: Staff) -> None:
        found = session or topic
        if found is not None:
            self.title.data, self.field_of.data, self.method.data = found.title, found.field, found.method
            self.tick(found.departments, found.roles)
        self.topic_id.data = str(topic.id) if topic else ""
        self.trainer_id.data = str(by.id)
        self.times.data, self.method.data = 1, self.method.data or Method.INTERNAL.value
        self.pass_mark.data = rules_at(now()).training.pass_mark
        if session is None:
            self.assessment.data = Assessment.NONE.value
            return
        self.topic_id.data = str(session.topic_id or "")
        self.trainer_id.data, self.seen.data = str(session.trainer_id), str(session.version)
        for name in ("guest", "contract", "cases", "script", "parts", "place", "link", "capacity"):
            self[name].data = getattr(session, name)
        self.cost.data, self.assessment.data = session.cost_fen, session.assessment.value
        self.starts_at.data, self.ends_at.data = session.starts_at, session.ends_at
        self.pass_mark.data = session.pass_mark or self.pass_mark.data

    def draft(self) -> SessionDraft:
        """What was planned, for the action; what the method does not need is left out."""
        assert self.starts_at.data is not None, "a checked form has a start"
        assert self.ends_at.data is not None, "a checked form has an end"
        method, assessed = Method(self.method.data), Assessment(self.assessment.data)
        expert, play = method is Method.EXPERT, method is Method.ROLE_PLAY
        return SessionDraft(
            title=self.title.data or "",
            field=Field(self.field_of.data),
            method=method,
            trainer=self.trainers[self.trainer_id.data],
            starts_at=self.starts_at.data,
            ends_at=self.ends_at.data,
            capacity=self.capacity.data or 0,
            place=self.place.data or "",
            link=self.link.data or "",
            guest=(self.guest.data or "") if expert else "",
            contract=(self.contract.data or "") if expert else "",
            cost_fen=self.cost.data or 0,
            cases=(self.cases.data or "") if method is Method.CASE_STUDY else "",
            script=(self.script.data or "") if play else "",
            parts=(self.parts.data or "") if play else "",
            departments=self.department_ids,
            roles=self.role_values,
            assessment=assessed,
            pass_mark=None if assessed is Assessment.NONE else self.pass_mark.data,
            topic=self.topics.get(self.topic_id.data or ""),
        )


class SeriesForm(Form):
    """When and where this session of a series is to be, and how many of the others go as far.

    `looked` says what was shown: another time, place or scope, or a session that changed, is shown first.
    """

    scope = RadioField(lazy("Which sessions"), choices=[], validators=[CHOOSE])
    starts_at = Moment(lazy("This one begins"), required=True)
    ends_at = Moment(lazy("and ends"), required=True)
    place = Line(lazy("Place"), most=120)
    link = Line(lazy("Web link"), on_the_web, most=300)
    anyway = BooleanField(lazy("Move them although rooms or trainers are taken"))
    looked = HiddenField()

    def prepare(self, session: TrainingSession) -> None:
        """Offers the scopes, and what the session holds already."""
        self.scope.choices, self.rooms = choices(Scope), rooms_typed()
        if not self.is_submitted():
            self.scope.data = Scope.FOLLOWING.value
            for name in ("starts_at", "ends_at", "place", "link"):
                self[name].data = getattr(session, name)

    def shift(self) -> Shift:
        """Where to, for the action."""
        assert self.starts_at.data is not None, "a checked form has a start"
        assert self.ends_at.data is not None, "a checked form has an end"
        return Shift(self.starts_at.data, self.ends_at.data, self.place.data or "", self.link.data or "")


class SeriesEndForm(Form):
    """Which sessions of a series are cancelled, and why."""

    which = RadioField(lazy("Which sessions"), choices=[], validators=[CHOOSE])
    reason = Paragraph(lazy("Why"), most=1000, required=True)
    seen = Seen()

    def prepare(self, mark: int) -> None:
        """Offers the scopes; `mark` is that of all dates that are to come."""
        self.which.choices = choices(Scope)
        if not self.is_submitted():
            self.which.data, self.seen.data = Scope.FOLLOWING.value, str(mark)


class FilterForm(PublicForm):
    """Which sessions are shown."""

    state = SelectField(lazy("State"), validators=[Optional()])
    field_of = SelectField(lazy("Subject of the training"), validators=[Optional()])
    period = Line(lazy("Year, or year and month"), most=7)
    mine = BooleanField(lazy("Only those that I hold"))

    def prepare(self) -> None:
        """Offers states and fields."""
        self.state.choices = [("", _("All states")), *choices(SessionState)]
        self.field_of.choices = [("", _("All subjects")), *choices(Field)]

    @property
    def active(self) -> int:
        return sum(bool(each.data) for each in (self.state, self.field_of, self.period, self.mine))

    def wanted(self) -> SessionFilter:
        """What is asked for; nonsense in the address narrows nothing."""
        state, field = self.state.data, self.field_of.data
        return SessionFilter(
            SessionState(state) if state in set(SessionState) else None,
            Field(field) if field in set(Field) else None,
            bool(self.mine.data),
            *_span(self.period.data or ""),
        )


def _span(period: str) -> tuple[datetime | None, datetime | None]:
    """From when until when a period lasts that is written 2026 or 2026-10; anything else is no bound."""
    year, _dash, month = period.strip().partition("-")
    known = year.isdecimal() and len(year) == 4 and 2001 <= int(year) <= 2099
    if not known or (month and not (month.isdecimal() and 1 <= int(month) <= 12)):
        return None, None
    first = datetime(int(year), int(month or 1), 1, tzinfo=SHANGHAI)
    last = int(month or 12)
    after = first.replace(year=first.year + last // 12, month=last % 12 + 1)
    return first, after


class PersonForm(Form):
    """Whom one means."""

    person = Line(lazy("Name or staff number"), most=80, required=True)

    def found(self) -> Staff | None:
        """Who is meant; None, with the fault at its field, for nobody or several."""
        return one_called(self.person, local_day(now()))


class MaterialForm(Form):
    """A file for a session."""

    name = Line(lazy("Name of the material"), most=120)
    files = FileField(lazy("File"))


class EmptyForm(Form):
    """A step without words."""
