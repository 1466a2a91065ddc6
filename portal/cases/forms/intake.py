"""The intake form of staff (V-02): what was told, by whom, and whether it was read back."""

from collections.abc import Sequence
from typing import Self

from flask import request
from wtforms import BooleanField, DateField, HiddenField, MultipleFileField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from models.cases.intake import Intake
from models.cases.words import Channel, Kind
from models.clock import local_day, now
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.files.tables import StoredFile
from models.people.roles import Role
from models.people.tables import Language, Staff
from models.permissions import Permission
from web.forms import Form, Line, Paragraph
from web.language import _, lazy
from web.words import choices

BY_SERVICE = (
    Channel.HOTLINE,
    Channel.VOICEMAIL,
    Channel.CHAT,
    Channel.EMAIL,
    Channel.SOCIAL,
    Channel.FORUM,
    Channel.RESEARCH,
    Channel.STORE,
    Channel.STAFF,
)
BY_STORE = (Channel.STORE, Channel.STAFF)


class IntakeForm(Form):
    """What was told. Each may choose the channels that are theirs: store staff the store, others theirs."""

    submission = HiddenField(validators=[InputRequired(), Length(max=40), Regexp(r"^[0-9A-Z]+$")])
    channel = SelectField(lazy("Channel"), validators=[InputRequired()])
    kind = RadioField(lazy("Kind"), validators=[InputRequired(lazy("Please choose one."))])
    problem = Paragraph(lazy("What happened, in the customer’s words"), most=5000, required=True)
    title = Line(lazy("Title"), most=60)
    happened_when = Line(lazy("When"), most=200)
    happened_where = Line(lazy("Where"), most=200)
    expected = Paragraph(lazy("What the customer expects"), most=1000)
    expected_on = DateField(lazy("Wished by"), validators=[Optional()])
    files = MultipleFileField(lazy("Attachments"))
    name = Line(lazy("Customer’s name"), most=120)
    phone = Line(lazy("Telephone"), most=40)
    email = Line(lazy("E-mail"), most=254)
    account = Line(lazy("Account"), most=60)
    region = Line(lazy("Region"), most=80)
    language = SelectField(lazy("Language of our letters"), default=Language.ZH.value)
    verified = BooleanField(lazy("Read back to the customer, who confirmed it"))
    responded = BooleanField(
        lazy("This talk was our first response: the customer knows the number and what comes next")
    )

    @classmethod
    def empty(cls, by: Staff, *, submission: str) -> Self:
        form = cls(None, data={"submission": submission, "kind": Kind.COMPLAINT.value})
        form._offer(by)
        return form

    @classmethod
    def typed(cls, by: Staff) -> Self:
        form = cls(request.form)
        form._offer(by)
        return form

    def _offer(self, by: Staff) -> None:
        if by.may(Permission.CASE_TRIAGE):
            channels: tuple[Channel, ...] = BY_SERVICE
        elif Role.STORE_STAFF in by.roles:
            channels = BY_STORE
        else:
            channels = (Channel.STAFF,)
        self.channel.choices = choices(channels)
        self.kind.choices = choices(Kind)
        self.language.choices = choices(Language)

    def validate_expected_on(self, field: DateField) -> None:
        """Only a day to come can be met."""
        if field.data is not None and field.data < local_day(now()):
            raise ValidationError(_("Please choose today or a later day."))

    def validate(self, extra_validators: object = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if not (self.phone.data or self.email.data) and self.channel.data != Channel.STAFF:
            self.phone.errors = [*self.phone.errors, _("Give a telephone number or an e-mail address.")]
            sound = False
        for field, read in ((self.phone, phone_of), (self.email, email_of)):
            try:
                read(field.data or "")
            except Invalid as fault:
                self.blame(fault)
                sound = False
        return sound

    @property
    def sent_as(self) -> str:
        """The name of this filled-in form: sent twice, it is still one case."""
        return str(self.submission.data or "")

    def intake(self, files: Sequence[StoredFile] = ()) -> Intake:
        """What was typed, with the files that were taken, for the action."""
        return Intake(
            kind=Kind(self.kind.data),
            channel=Channel(self.channel.data),
            problem=self.problem.data or "",
            title=self.title.data or "",
            name=self.name.data or "",
            phone=phone_of(self.phone.data or ""),
            email=email_of(self.email.data or ""),
            account=self.account.data or "",
            region=self.region.data or "",
            language=self.language.data,
            happened_when=self.happened_when.data or "",
            happened_where=self.happened_where.data or "",
            expected=self.expected.data or "",
            expected_on=self.expected_on.data,
            verified_with_customer=self.verified.data,
            responded=self.responded.data,
            submission=self.submission.data,
            files=files,
        )
