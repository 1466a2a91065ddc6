"""The form for a call that brought no answer."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from models.revisits.words import CallOutcome
from web.forms import Form, Line, Moment
from web.language import lazy
from web.words import choices

NOTE = 500


class AttemptForm(Form):
    """How the call went, a note for colleagues, and when to call again where the customer said so."""

    outcome = RadioField(
        lazy("How did the call go?"),
        [InputRequired(lazy("Please say how the call went."))],
    )
    again_at = Moment(lazy("Call again at"))
    text = Line(lazy("Note for colleagues"), most=NOTE)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.outcome.choices = choices(each for each in CallOutcome if each is not CallOutcome.REACHED)
