"""The intake form of staff (V-02): what was told, by whom, and whether it was read back."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Self

from flask import request
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from models.cases.intake import SPOKEN, Intake
from models.cases.queries import Told
from models.cases.words import Channel, Kind
from models.clock import local_day, now
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.files.tables import StoredFile
from models.people.tables import Language, Staff
from models.permissions import Permission
from web.forms import Form, Line, Moment, Paragraph
from web.language import _, lazy
from web.products import ProductField
from web.words import choices

BY_SERVICE = (
    Channel.HOTLINE,
    Channel.VOICEMAIL,
    Channel.EMAIL,
    Channel.SURVEY,
    Channel.SUPERVISION,
    Channel.STAFF,
)
"""Chats, posts, stores and studies have screens of their own (portal/channels)."""
LONGEST_CALL = 10 * 60
"""In minutes."""
OLDEST = timedelta(days=30)


class IntakeForm(Form):
    """What was told. Customer service chooses the channel; others pass on what they observed.

    `weighed` are the numbers of the cases that were seen when `another` was ticked: this is none of them
    (T-06). `answer` is what the customer was told where that settled it (V-03). `seconds` is what the timer
    of the page counted, `minutes` what was typed where no script runs.
    """

    submission = HiddenField(validators=[InputRequired(), Length(max=40), Regexp(r"^[0-9A-Z]+$")])
    channel = SelectField(lazy("Channel"), validators=[InputRequired()])
    kind = RadioField(lazy("Kind"), validators=[InputRequired(lazy("Please choose one."))])
    problem = Paragraph(lazy("What happened, in the customer’s words"), most=5000, required=True)
    title = Line(lazy("Title"), most=60)
    happened_when = Line(lazy("When"), most=200)
    happened_where = Line(lazy("Where"), most=200)
    expected = Paragraph(lazy("What the customer expects"), most=1000)
    expected_on = DateField(lazy("Wished by"), validators=[Optional()])
    product = ProductField()
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
    told_at = Moment(lazy("When the customer called or told it"))
    another = BooleanField(lazy("This is another matter than these"))
    weighed = HiddenField(validators=[Optional(), Length(max=400)])
    answer = Paragraph(lazy("What the customer was told"), most=5000)
    seconds = HiddenField(validators=[Optional(), Regexp(r"^\d{1,5}$")])
    minutes = IntegerField(
        lazy("Length of the call in minutes"), validators=[Optional(), NumberRange(0, LONGEST_CALL)]
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
        else:
            channels = (Channel.STAFF,)
        self.channel.choices = choices(channels)
        self.answers_on_the_spot = by.may(Permission.CASE_TRIAGE)
        self.kind.choices = choices(Kind)
        self.product.offer()
        self.language.choices = choices(Language)

    def validate_expected_on(self, field: DateField) -> None:
        """Only a day to come can be met."""
        if field.data is not None and field.data < local_day(now()):
            raise ValidationError(_("Please choose today or a later day."))

    def validate_told_at(self, field: Moment) -> None:
        """Somebody told it: not in the future, and not so long ago that another year was meant."""
        if field.data is not None and not now() - OLDEST <= field.data <= now():
            raise ValidationError(_("Please give a moment of the last 30 days that is not to come."))

    def validate(self, extra_validators: object = None) -> bool:
        sound = bool(super().validate(extra_validators))
        if not (self.phone.data or self.email.data) and self.needs_contact:
            self.phone.errors = [*self.phone.errors, _("Give a telephone number or an e-mail address.")]
            sound = False
        for field, read in ((self.phone, phone_of), (self.email, email_of)):
            try:
                read(field.data or "")
            except Invalid as fault:
                self.blame(fault)
                sound = False
        return sound

    def can_be_added(self) -> bool:
        """Whether what was told can be added to a case that is there: all else is known of it (T-06)."""
        sound = [field.validate(self) for field in (self.channel, self.problem, self.expected, self.product)]
        return all(sound)

    def settles(self) -> bool:
        """Whether it is settled by an answer on the spot: never a complaint, and not without the answer."""
        if self.kind.data == Kind.COMPLAINT:
            self.kind.errors = [
                *self.kind.errors,
                _("A complaint is not settled on the spot: it is registered."),
            ]
        if not self.answer.data:
            self.answer.errors = [*self.answer.errors, _("Please fill this in.")]
        return not self.kind.errors and not self.answer.errors

    @property
    def told(self) -> Told:
        """What is known so far, to look for earlier cases; a number that is none yet is left out."""
        found = {}
        for field, read in ((self.phone, phone_of), (self.email, email_of)):
            with suppress(Invalid):
                found[field.name] = read(field.data or "")
        text = "\n".join(filter(None, (self.title.data, self.problem.data, self.expected.data)))
        return Told(text=text, account=self.account.data or "", **found)

    @property
    def words(self) -> str:
        """What was told, as words on a case that is there."""
        wished = self.expected.data or ""
        return "\n".join(
            filter(None, (self.problem.data or "", wished and _("Expected: %(what)s", what=wished)))
        )

    @property
    def channel_used(self) -> Channel:
        return Channel(self.channel.data)

    @property
    def call_seconds(self) -> int | None:
        """How long the call took; None on other channels, and where nobody counted."""
        if self.channel.data != Channel.HOTLINE:
            return None
        if self.minutes.data:
            return int(self.minutes.data) * 60
        counted = str(self.seconds.data or "")
        return min(int(counted), LONGEST_CALL * 60) if counted.isdecimal() and int(counted) else None

    @property
    def needs_contact(self) -> bool:
        """Whether there must be a way to reach the customer; what staff observed often names nobody."""
        return bool(self.channel.data != Channel.STAFF)

    @property
    def sent_as(self) -> str:
        """The name of this filled-in form: sent twice, it is still one case."""
        return str(self.submission.data or "")

    def intake(self, files: Sequence[StoredFile] = (), *, settled: bool = False) -> Intake:
        """What was typed, with the files that were taken, for the action.

        Where the talk `settled` it, that talk was the first response (V-03).
        """
        channel = Channel(self.channel.data)
        return Intake(
            kind=Kind(self.kind.data),
            channel=channel,
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
            product_id=self.product.product_id,
            verified_with_customer=self.verified.data,
            responded=self.responded.data or (settled and channel in SPOKEN),
            seconds=self.call_seconds,
            submission=self.submission.data,
            files=files,
            received_at=self.told_at.data,
        )
