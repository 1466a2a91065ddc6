"""The forms of retention: holding a case, lifting a hold, confirming the periods (X-03)."""

from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import InputRequired

from web.errors import fault, refusal
from web.forms import Form, Line, Near, Paragraph
from web.language import lazy

fault("hold_in_past", lazy("Choose a day after today: a hold that is over holds nothing."))
fault(
    "hold_too_long",
    lazy("Choose an earlier day: a hold lasts at most as long as the longest period, and can be set anew."),
)
fault("expired_case", lazy("The personal data of this case are gone already."))
refusal("case_hold", lazy("The leading group and administrators hold cases beyond their time."))
refusal("expiry_confirm", lazy("An administrator confirms that personal data may go."))


class HoldForm(Form):
    """Which case, why, and through which day."""

    case = Line(lazy("Case number"), most=30, required=True)
    reason = Paragraph(
        lazy("Why it is held"),
        most=300,
        required=True,
        description=lazy("As a lawsuit or an audit. Name no customer: the reason stays when the data go."),
    )
    until = DateField(lazy("Held through"), [InputRequired(), Near()])


class LiftForm(Form):
    """Why a case need not be held any more."""

    reason = Paragraph(lazy("Why the hold is lifted"), most=300, required=True)


class ConfirmForm(Form):
    """That the numbers were seen. `start` says which periods; the others, how many were read."""

    start = HiddenField()
    cases = HiddenField()
    mails = HiddenField()
    addresses = HiddenField()
    sure = BooleanField(
        lazy("I have seen how much this is. What goes cannot be brought back."),
        validators=[InputRequired(lazy("Please confirm it."))],
    )
