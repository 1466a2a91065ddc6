"""The form for the minutes of an item: words, decision, votes by name, what follows, who does what (M-01)."""

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import BooleanField, FormField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from models.accountability.queries import appealed_measures
from models.bodies.actions import ItemMinutes, TaskDraft
from models.bodies.rules.measures import read_from
from models.bodies.rules.steps import acts_for
from models.bodies.tables import AgendaItem, BodyMeeting, BodyTask
from models.bodies.words import VOTING, Act, Choice
from models.clock import local_day, now
from models.people.tables import Staff
from portal.cases.forms.rows import Rows
from portal.matters.lighter import Lighter, as_given, lighter_fields
from portal.people.called import one_called
from web.forms import Form, Line, Moment, Paragraph, Seen
from web.language import _, lazy
from web.language.filters import named
from web.words import word

LONG = 6000
ROWS, MOST_ROWS = 2, 8
VOTE = "vote_"
OFFERED = (Choice.YES, Choice.NO, Choice.ABSTAIN)


class BodyTaskForm(Form):
    """One action item: whole or empty. The token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    text = Line(lazy("Action item"), most=300)
    owner = Line(lazy("By whom"), most=80)
    due = Moment(lazy("By when"))

    person: Staff | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Asks for what is missing from a row that was begun, and who is meant."""
        sound = bool(super().validate(extra_validators))
        filled = [self.text.data, self.owner.data, self.due.data]
        if sound and any(filled) and not all(filled):
            unfinished = _("An action item needs a text, a person and a time.")
            self.text.errors = [*self.text.errors, unfinished]
            return False
        if sound and self.owner.data:
            self.person = one_called(self.owner, local_day(now()))
            sound = self.person is not None
        return sound


class ItemForm(Lighter):
    """The minutes of one item; the votes are added by who is there, the measures by what an appeal is
    against."""

    version = Seen()
    words = Paragraph(lazy("What the meeting discussed"), most=LONG, required=True)
    postponed = BooleanField(lazy("Postponed"))
    decision = Paragraph(lazy("What was put to the vote"), most=2000)
    act = SelectField(lazy("What it does where it is carried"), validators=[Optional()])
    kept, less_points, less_fine, less_pay_cut, less_months, less_bonus_deduction = lighter_fields()
    tasks = Rows(FormField(BodyTaskForm), lazy("Action items"), min_entries=ROWS, max_entries=MOST_ROWS)

    voters: Sequence[Staff] = ()

    @property
    def votes(self) -> list[Any]:
        """The fields of the votes, in the order of the seats."""
        return [self[f"{VOTE}{each.id}"] for each in self.voters]

    def minutes(self) -> ItemMinutes:
        """What was written down, for the action."""
        cast = {each.id: self[f"{VOTE}{each.id}"].data for each in self.voters}
        return ItemMinutes(
            words=self.words.data or "",
            decision=self.decision.data or "",
            votes={person: Choice(choice) for person, choice in cast.items() if choice},
            act=Act(self.act.data) if self.act.data else None,
            lighter=self.lighter(),
            tasks=[
                TaskDraft(row.form.text.data, row.form.person, row.form.due.data)
                for row in self.tasks
                if row.form.person is not None
            ],
            postponed=bool(self.postponed.data),
        )


def item_form(
    meeting: BodyMeeting,
    item: AgendaItem,
    barred: Collection[int],
    tasks: Sequence[BodyTask] = (),
    typed: Any = None,
) -> ItemForm:
    """The form for an item with a vote for each member who is there and not concerned; as it was minuted, or
    as it was typed."""
    there = [each.staff for each in meeting.seats if each.seat in VOTING and each.present]
    voters = [each for each in there if each.id not in barred]
    offered = [SelectChoice(choice.value, word(choice)) for choice in OFFERED]
    fields = {
        f"{VOTE}{each.id}": RadioField(named(each), choices=offered, validators=[Optional()])
        for each in voters
    }
    kind = type("MinutesOfItem", (ItemForm,), fields)
    decided = appealed_measures(item.about.partition(":")[2]) if acts_for(item.topic, meeting.body) else []
    given = None if typed is not None else _given(meeting, item, tasks)
    if given is not None:
        given |= as_given(decided, read_from(item.lighter))
    form: ItemForm = kind(typed, data=given)
    form.offer_measures(decided)
    form.voters = voters
    form.act.choices = [("", _("Nothing by itself"))]
    form.act.choices += [(each.value, word(each)) for each in acts_for(item.topic, meeting.body)]
    return form


def _given(meeting: BodyMeeting, item: AgendaItem, tasks: Sequence[BodyTask]) -> dict[str, Any]:
    return {
        "version": meeting.version,
        "words": item.words,
        "decision": item.decision,
        "act": item.act.value if item.act else "",
        "postponed": item.outcome == "postponed",
        **{f"{VOTE}{each.staff_id}": each.choice.value for each in item.votes},
        "tasks": [
            {"text": each.text, "owner": each.owner.number, "due": each.due_at}
            for each in tasks
            if each.item_id == item.id
        ],
    }
