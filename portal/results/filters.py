"""The filters of the results: a form in the address, so that a view of them can be shared (S-06)."""

from datetime import date, timedelta
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from models.campaigns.tables import Campaign
from models.cases.words import Channel
from models.clock import local_day, now
from models.people.queries import every_department
from models.people.tables import Staff
from models.results import queries
from models.results.rules import Selection, Source
from models.results.words import Attribute, Course, SourceKind
from models.rulebook.queries import rules_at
from models.surveys.words import Reach
from web.forms import Near, PublicForm
from web.language import _, lazy
from web.language.filters import named
from web.words import choices, word

USUAL_MONTHS = 3
LONGEST_BY_WEEK = timedelta(days=100)
"""A longer period is drawn by months."""


class ResultsForm(PublicForm):
    """Nothing chosen narrows nothing. What the address holds beyond the choices is passed over."""

    source = SelectField(lazy("What was asked about"), validate_choice=False)
    since = DateField(lazy("From"), validators=[Optional(), Near()])
    until = DateField(lazy("Until"), validators=[Optional(), Near()])
    department = SelectField(lazy("Lead department"), validate_choice=False)
    category = SelectField(lazy("Category"), validate_choice=False)
    channel = SelectField(lazy("Channel"), validate_choice=False)
    grade = SelectField(lazy("Grade"), validate_choice=False)
    reach = SelectField(lazy("How the answer came"), validate_choice=False)
    measure = SelectField(lazy("Dimension"), validate_choice=False)
    rows = SelectField(lazy("Rows of the table"), validate_choice=False)
    columns = SelectField(lazy("Columns of the table"), validate_choice=False)

    def prepare(self, by: Staff) -> None:
        """Fills in the choices, those of `measure` apart: they come with the answers."""
        rules = rules_at(now())
        without_number = [kind for kind in SourceKind if kind is not SourceKind.CAMPAIGN]
        self.source.choices = {_("Cases"): choices(without_number)}
        started = queries.campaigns() if queries.sees_all(by) else ()
        if started:
            self.source.choices[_("Campaigns")] = [
                (str(Source(SourceKind.CAMPAIGN, each.number)), f"{each.number} {named(each)}")
                for each in started
            ]
        self.department.choices = [
            ("", _("All departments")),
            *((row.code, named(row)) for row in every_department()),
        ]
        self.category.choices = {
            "": [("", _("All categories"))],
            **{
                named(parent): [
                    (parent.code, _("All of %(name)s", name=named(parent))),
                    *((each.code, named(each)) for each in rules.subcategories(parent.code)),
                ]
                for parent in rules.subcategories()
            },
        }
        self.channel.choices = [("", _("All channels")), *choices(Channel)]
        self.grade.choices = [
            ("", _("All grades")),
            *((str(grade.grade), named(grade)) for grade in rules.grades),
        ]
        self.reach.choices = [("", _("All ways")), *choices(Reach)]
        self.rows.choices = choices(Attribute)
        self.columns.choices = choices(Attribute)
        self.measure.choices = []

    @property
    def chosen_source(self) -> Source:
        return Source.read(self.source.data or "") or Source()

    @property
    def attributes(self) -> tuple[Attribute, Attribute]:
        """What the table is laid out by, rows first."""
        rows = _attribute(self.rows.data) or Attribute.DEPARTMENT
        columns = _attribute(self.columns.data) or Attribute.REACH
        if rows is columns:
            columns = Attribute.REACH if rows is not Attribute.REACH else Attribute.DEPARTMENT
        return rows, columns

    def selection(self) -> tuple[Selection, Campaign | None] | None:
        """What was chosen, for the queries; None for a campaign that there is not."""
        rules = rules_at(now())
        category = self.category.data or ""
        codes = (category, *(each.code for each in rules.subcategories(category))) if category else ()
        found = Selection(
            since=self.since.data if not self.since.errors else None,
            until=self.until.data if not self.until.errors else None,
            department_id=next(
                (row.id for row in every_department() if row.code == self.department.data), None
            ),
            categories=codes,
            channel=Channel(self.channel.data) if self.channel.data in set(Channel) else None,
            grade=int(self.grade.data) if self.grade.data in ("1", "2", "3") else None,
            reach=Reach(self.reach.data) if self.reach.data in set(Reach) else None,
        )
        return queries.chosen(self.chosen_source, found)

    @property
    def active(self) -> int:
        """How many filters narrow the answers of a source."""
        narrowing = (self.department, self.category, self.channel, self.grade, self.reach)
        return sum(1 for field in narrowing if field.data)

    @property
    def rarer(self) -> int:
        """How many of those that stand under "more" are in use."""
        return sum(1 for field in (self.category, self.channel, self.grade, self.reach) if field.data)

    @property
    def cleared(self) -> str:
        """The address of the same source and period without what narrows it."""
        return self.address(department=None, category=None, channel=None, grade=None, reach=None)

    @property
    def in_use(self) -> dict[str, str]:
        """The filters as an address or a form carries them on."""
        return {field.name: _raw(field) for field in self if _raw(field)}

    def address(self, endpoint: str = "results.index", **changes: Any) -> str:
        """An address with these filters and some others; None takes one away."""
        kept: dict[str, Any] = {**self.in_use, **changes}
        return url_for(endpoint, **{name: value for name, value in kept.items() if value not in (None, "")})

    def words(self) -> list[tuple[str, str]]:
        """Each filter in use, as people read it: its name and what was chosen."""
        found = []
        for field in (self.source, self.department, self.category, self.channel, self.grade, self.reach):
            if field.data or field is self.source:
                chosen = [str(each.label) for each in _offered(field) if each.selected]
                label = chosen[0] if chosen else ""
                found.append((str(field.label.text), label))
        return [(name, label) for name, label in found if label]


def read(arguments: "MultiDict[str, str]", by: Staff) -> ResultsForm:
    """The filters that an address or a form holds. Without a period it is the last three months.

    Of a campaign it is the whole campaign: it has a window of its own.
    """
    form = ResultsForm(arguments)
    form.prepare(by)
    form.validate()
    if form.chosen_source.kind is SourceKind.CAMPAIGN:
        form.since.data = form.until.data = None
        form.since.raw_data = form.until.raw_data = None
    elif "since" not in arguments:
        form.since.data = usual_since(local_day(now()))
        form.since.raw_data = [form.since.data.isoformat()]
    form.source.data = str(form.chosen_source)
    form.rows.data, form.columns.data = (attribute.value for attribute in form.attributes)
    return form


def usual_since(today: date) -> date:
    """The first of the month two months ago."""
    place = today.year * 12 + today.month - USUAL_MONTHS
    return date(place // 12, place % 12 + 1, 1)


def course_of(selection: Selection, today: date) -> Course:
    """By weeks for a short period, else by months."""
    if selection.since is None:
        return Course.MONTH
    return Course.WEEK if (selection.until or today) - selection.since <= LONGEST_BY_WEEK else Course.MONTH


def means(selection: Selection) -> str:
    """How the answers came, in words."""
    return _(", ").join(word(reach) for reach in selection.reaches)


def _offered(field: SelectField) -> list[SelectChoice]:
    return list(field.iter_choices())


def _attribute(text: str | None) -> Attribute | None:
    return Attribute(text) if text in set(Attribute) else None


def _raw(field: Any) -> str:
    if isinstance(field, DateField):
        return field.data.isoformat() if field.data else ""
    return str(field.data or "")
