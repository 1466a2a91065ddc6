"""The form for a call that brought no answer."""

from datetime import datetime

from wtforms import DateTimeLocalField, RadioField
from wtforms.validators import InputRequired, Optional

from models.clock import SHANGHAI
from models.revisits.words import CallOutcome
from web.forms import Form, Line
from web.language import lazy
from web.words import choices

NOTE = 500
MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class AttemptForm(Form):
    """How the call went, a note for colleagues, and when to call again where the customer said so."""

    outcome = RadioField(
        lazy("How did the call go?"),
        [InputRequired(lazy("Please say how the call went."))],
    )
    again_at = DateTimeLocalField(lazy("Call again at"), [Optional()], format=MINUTES)
    text = Line(lazy("Note for colleagues"), most=NOTE)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.outcome.choices = choices(each for each in CallOutcome if each is not CallOutcome.REACHED)

    @property
    def moment(self) -> datetime | None:
        """When to call again; what is typed is Shanghai's time."""
        typed: datetime | None = self.again_at.data
        return typed.replace(tzinfo=SHANGHAI) if typed is not None else None
