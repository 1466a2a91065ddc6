"""The forms of bodies: seats, rules, calling and opening a meeting, ends of action items (M-01)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, Optional

from models.bodies.actions import Appointment, MeetingDraft
from models.bodies.tables import BodyMeeting, BodyRule
from models.bodies.words import VOTING, Majority, Seat
from models.clock import local_day, now
from models.conduct.queries.people import people_called
from models.people.tables import Staff
from portal.people.called import one_called
from web.forms import Form, Line, Moment, Near, Paragraph, Seen, ticks
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
HOUR = timedelta(hours=1)


class RuleForm(Form):
    """How a body decides."""

    quorum_percent = IntegerField(lazy("Quorum in per cent of the votes"), validators=[CHOOSE])
    majority = SelectField(lazy("What carries a decision"), validators=[CHOOSE])
    chair_decides = BooleanField(lazy("A tie is broken by the vote of the chair"))

    def prepare(self, rule: BodyRule | None) -> None:
        """Offers what can be chosen, and what holds."""
        self.majority.choices = choices(Majority)
        if rule is not None and not self.is_submitted():
            self.quorum_percent.data, self.majority.data = rule.quorum_percent, rule.majority.value
            self.chair_decides.data = rule.chair_decides


class SeatForm(Form):
    """A seat for somebody."""

    staff = Line(lazy("Person"), most=80, required=True)
    seat = SelectField(lazy("Seat in the body"), validators=[CHOOSE])
    first_day = DateField(lazy("First day of the term"), validators=[CHOOSE, Near()])
    last_day = DateField(lazy("Last day of the term"), validators=[Optional(), Near()])

    def prepare(self) -> None:
        """Offers the seats, and today."""
        self.seat.choices = choices(Seat)
        if not self.is_submitted():
            self.seat.data, self.first_day.data = Seat.MEMBER.value, local_day(now())

    def draft(self) -> Appointment | None:
        """Whom to appoint; None, with the fault at its field, where it is nobody."""
        person = one_called(self.staff, local_day(now()))
        if person is None or self.first_day.data is None:
            return None
        return Appointment(person, Seat(self.seat.data), self.first_day.data, self.last_day.data)


class EndForm(Form):
    """The end of a term."""

    last_day = DateField(lazy("Last day of the term"), validators=[CHOOSE, Near()])
    reason = Line(lazy("Why"), most=300, required=True)


class MeetingForm(Form):
    """When, where and about what a body meets."""

    version = Seen()
    title = Line(lazy("What the meeting is about"), most=120, required=True)
    starts_at = Moment(lazy("Begins"), required=True)
    ends_at = Moment(lazy("Ends"), required=True)
    place = Line(lazy("Place or link"), most=200, required=True)
    guests = Line(lazy("Guests without a vote"), most=400)

    @classmethod
    def of(cls, meeting: BodyMeeting) -> "MeetingForm":
        """As a meeting is now."""
        return cls(None, obj=meeting)

    @classmethod
    def fresh(cls, opens: datetime) -> "MeetingForm":
        """For an hour and a half at a good time."""
        return cls(None, data={"starts_at": opens, "ends_at": opens + HOUR + HOUR / 2})

    def draft(self) -> MeetingDraft | None:
        """What is called; None, with the fault at its field, for a guest who is nobody."""
        guests: list[Staff] = []
        for words in filter(None, (self.guests.data or "").replace("，", ",").replace("、", ",").split(",")):
            found = people_called(words, local_day(now()))
            if len(found) != 1:
                self.guests.errors = [
                    *self.guests.errors,
                    _("“%(name)s” is nobody here, or several: please give the number.", name=words.strip()),
                ]
                return None
            guests.append(found[0])
        assert self.starts_at.data is not None, "a valid form has a start"
        assert self.ends_at.data is not None, "a valid form has an end"
        return MeetingDraft(
            self.title.data or "", self.starts_at.data, self.ends_at.data, self.place.data or "", guests
        )


class ReasonForm(Form):
    """Why a meeting is called off."""

    version = Seen()
    reason = Line(lazy("Why"), most=300, required=True)


class OpeningForm(Form):
    """Who is there, and who chairs."""

    version = Seen()
    present = ticks(lazy("Who is there"))
    chair = SelectField(lazy("Who chairs"), validators=[CHOOSE])

    def prepare(self, meeting: BodyMeeting, by: Staff, chairs: Sequence[int]) -> None:
        """Offers who is invited; ticked are all, and the chair of the body chairs."""
        self.present.choices = [(str(each.staff_id), named(each.staff)) for each in meeting.seats]
        able = [each for each in meeting.seats if each.seat in VOTING and each.staff_id != by.id]
        self.chair.choices = [(str(each.staff_id), named(each.staff)) for each in able]
        if not self.is_submitted():
            self.version.data = str(meeting.version)
            self.present.data = [str(each.staff_id) for each in meeting.seats]
            self.chair.data = next((str(each) for each in chairs if each != by.id), None)


class AgendaForm(Form):
    """An item that is added: words, or a case."""

    version = Seen()
    subject = Line(lazy("What it is about"), most=200)
    case = Line(lazy("Case number"), most=30)


class TaskEndForm(Form):
    """What came of an action item, or why it is not needed."""

    remark = Paragraph(lazy("What came of it"), most=500, required=True)
