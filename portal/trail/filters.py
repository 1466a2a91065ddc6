"""The filters of the trail: a form in the address, so that a view of it can be shared (X-02)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SearchField, SelectField
from wtforms.validators import Optional

from models.clock import SHANGHAI
from models.events.queries import Narrowing, known_subjects
from models.events.tables import Party
from models.people.queries import staff_called
from portal.trail.kinds import AREAS, WORDS, kinds_of
from web.forms import Near, PublicForm
from web.language import _, lazy
from web.words import choices

LONGEST = 80
DAY = timedelta(days=1)


class TrailForm(PublicForm):
    """Nothing chosen narrows nothing. What the address holds beyond the choices is passed over."""

    about = SearchField(lazy("Concerning"), validators=[Optional()])
    person = SearchField(lazy("Person"), validators=[Optional()])
    kind = SelectField(lazy("Event"), validate_choice=False)
    party = SelectField(lazy("On whose behalf"), validate_choice=False)
    since = DateField(lazy("From"), validators=[Optional(), Near()])
    until = DateField(lazy("Until"), validators=[Optional(), Near()])

    def prepare(self) -> None:
        """Fills in the choices: everything, all reads of personal data, and each area with its kinds."""
        everything = [("", _("Everything")), ("reads", _("Reads of personal data"))]
        self.kind.choices = {"": everything}
        for area, label in AREAS.items():
            of_area = [(kind, str(words)) for kind, words in WORDS.items() if kind.startswith(f"{area}.")]
            if of_area:
                whole = (area, _("All of %(name)s", name=label))
                self.kind.choices[str(label)] = [whole, *of_area]
        self.party.choices = [("", _("Everybody")), *choices(Party)]

    @property
    def active(self) -> int:
        """How many filters narrow the trail."""
        return sum(1 for field in self if field.data)

    @property
    def in_use(self) -> dict[str, str]:
        """The filters as an address or a form carries them on."""
        return {field.name: field.raw_data[0] for field in self if field.data and field.raw_data}

    @property
    def address(self) -> str:
        """Where the trail is shown with these filters."""
        kept: dict[str, Any] = dict(self.in_use)
        return url_for("trail.index", **kept)

    def narrowing(self) -> Narrowing:
        """What was chosen, for the query."""
        kind = kinds_of(self.kind.data or "")
        return Narrowing(
            subjects=subjects(self.about.data or ""),
            kinds=kind,
            staff=staff_called(self.person.data[:LONGEST]) if self.person.data else None,
            party=Party(self.party.data) if self.party.data in set(Party) else None,
            since=_midnight(self.since.data) if self.since.data and not self.since.errors else None,
            until=_midnight(self.until.data + DAY) if self.until.data and not self.until.errors else None,
        )


def subjects(words: str) -> Sequence[str] | None:
    """What somebody may mean by HY-20261121-0042, YF-0042 or staff:YF-0042, as far as the trail knows it."""
    words = "".join(words.split())[:LONGEST]
    if not words:
        return None
    names = dict.fromkeys((words, words.upper()))
    return known_subjects(names if ":" in words else [f"{area}:{name}" for area in AREAS for name in names])


def read(arguments: "MultiDict[str, str]") -> TrailForm:
    """The filters that an address or a form holds. Dates that are none are passed over, and say so."""
    form = TrailForm(arguments)
    form.prepare()
    form.validate()
    return form


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
