"""The forms of posts, alerts, thanks, and of what a store follows (V-06, V-07)."""

from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from models.cases.actions.posts import BETTER
from models.cases.actions.thanks import MEANS
from models.cases.channel_words import PostBy
from models.cases.rules.steps import POSTED, Standing, Step
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from portal.cases.forms.step import StepForm
from web.forms import Line, Paragraph
from web.language import lazy
from web.words import choices

LONG = 5000
MOST_PEOPLE = 2_000_000_000
CHOOSE = InputRequired(lazy("Please choose one."))
WEB_ADDRESS = Regexp(r"^https?://\S+$", message=lazy("Please paste the whole address, beginning with http."))
SATISFIED, NOT_SATISFIED = "satisfied", "not_satisfied"


class PublicPostForm(StepForm):
    step = Step.PUBLIC_POST

    post_by = RadioField(lazy("Who posted it"), validators=[CHOOSE], default=PostBy.CUSTOMER.value)
    text = Paragraph(lazy("What was posted"), most=LONG, required=True)
    link = Line(lazy("Link to the post"), Optional(), WEB_ADDRESS, most=500)
    author = Line(lazy("Author’s name there"), most=80)
    reach = IntegerField(lazy("How many see it"), validators=[Optional(), NumberRange(0, MOST_PEOPLE)])

    def prepare(self, case: Case, standing: Standing) -> None:
        self.post_by.choices = choices(PostBy)


class ChannelMoveForm(StepForm):
    step = Step.CHANNEL_MOVE

    means = SelectField(lazy("Go on by"), validators=[CHOOSE])
    phone = Line(lazy("Telephone"), most=40)
    email = Line(lazy("E-mail"), most=254)
    text = Paragraph(lazy("Our direct message"), most=LONG, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.means.choices = choices(BETTER)

    def validate(self, extra_validators: object = None) -> bool:
        """Number and address must be some."""
        sound = bool(super().validate(extra_validators))
        for field, read in ((self.phone, phone_of), (self.email, email_of)):
            try:
                read(field.data or "")
            except Invalid as fault:
                self.blame(fault)
                sound = False
        return sound


class OpinionAlertForm(StepForm):
    step = Step.OPINION_ALERT

    reason = Paragraph(lazy("Why it may spread"), most=1000, required=True)


class OpinionAlertEndForm(StepForm):
    step = Step.OPINION_ALERT_END

    outcome = Paragraph(lazy("What was done, and how it stands"), most=1000, required=True)


class ThanksForm(StepForm):
    step = Step.THANKS

    means = SelectField(lazy("Said by"), validators=[CHOOSE])
    text = Paragraph(lazy("Words of thanks"), most=2000, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        on_platforms = (ContactMeans.DIRECT_MESSAGE, ContactMeans.PUBLIC_POST)
        fitting = [means for means in MEANS if case.channel in POSTED or means not in on_platforms]
        if not case.contact_email:
            fitting.remove(ContactMeans.EMAIL)
        self.means.choices = choices(fitting)


class StoreConfirmationForm(StepForm):
    step = Step.STORE_CONFIRMATION

    answer = RadioField(
        lazy("What the customer says to the result"),
        choices=[
            SelectChoice(SATISFIED, lazy("Satisfied")),
            SelectChoice(NOT_SATISFIED, lazy("Not satisfied: handle it again")),
        ],
        validators=[CHOOSE],
    )
    comment = Paragraph(lazy("In the customer’s words"), most=2000)
