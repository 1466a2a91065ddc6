"""The forms of single channels: the intake form, with what the channel knows more (V-05 to V-07)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Self

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp, ValidationError

from models.cases.channel_intake import Chatted, InStore, Posted, Researched, Said
from models.cases.channel_words import Platform, PostKind, ResearchMethod, StoreMeans
from models.cases.intake import Intake
from models.cases.queries.scope import departments_of
from models.cases.queries.stores import stores
from models.cases.rules.transcript import LONGEST, parse, words_of_customer
from models.cases.words import Channel, ContactMeans, Kind
from models.clock import local_day, now
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.cases.forms.intake import IntakeForm
from portal.cases.forms.outside import LetterFields
from web.forms import Line, Near, Paragraph
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
WEB_ADDRESS = Regexp(r"^https?://\S+$", message=lazy("Please paste the whole address, beginning with http."))
OLDEST = timedelta(days=30)
PROBLEM_MOST = 5000


class ChannelForm(IntakeForm):
    """The intake form of one channel. `first_kind` is chosen at first."""

    of_channel: ClassVar[Channel]
    first_kind: ClassVar[Kind] = Kind.COMPLAINT

    channel = HiddenField()  # type: ignore[assignment]  # nobody chooses here

    def _offer(self, by: Staff) -> None:
        super()._offer(by)
        self.channel.data = self.of_channel.value

    @classmethod
    def empty(cls, by: Staff, *, submission: str) -> Self:
        form = super().empty(by, submission=submission)
        form.kind.data = cls.first_kind.value
        return form


class StoreForm(ChannelForm):
    """What a store heard (V-07). Store staff choose among their own stores, customer service among all."""

    of_channel = Channel.STORE

    store_id = SelectField(lazy("Which store"), validators=[CHOOSE])
    means = RadioField(lazy("How it was told"), validators=[CHOOSE], default=StoreMeans.SPOKEN.value)
    told_on = DateField(lazy("On which day"), validators=[InputRequired(), Near()])
    urgent = BooleanField(lazy("Urgent: alert the department now"))

    @classmethod
    def empty(cls, by: Staff, *, submission: str) -> Self:
        form = super().empty(by, submission=submission)
        form.told_on.data = local_day(now())
        return form

    def _offer(self, by: Staff) -> None:
        super()._offer(by)
        own = departments_of(by)
        every = by.may(Permission.CASE_TRIAGE)
        found = [each for each in stores(on=local_day(now())) if every or each.id in own]
        first = [] if len(found) == 1 else [("", _("Please choose"))]
        self.store_id.choices = [*first, *((str(each.id), named(each)) for each in found)]
        self.means.choices = choices(StoreMeans)

    @property
    def needs_contact(self) -> bool:
        """A slip in a comment box often names nobody."""
        return bool(self.means.data == StoreMeans.SPOKEN)

    def validate_told_on(self, field: DateField) -> None:
        """Not to come, and not so long ago that another year was meant."""
        today = local_day(now())
        if field.data is not None and not today - OLDEST <= field.data <= today:
            raise ValidationError(_("Please give a day of the last 30 days."))

    def in_store(self) -> InStore:
        """What only the store knows, for the action."""
        return InStore(
            store_id=int(self.store_id.data),
            means=StoreMeans(self.means.data),
            told_on=self.told_on.data or local_day(now()),
            urgent=self.urgent.data,
        )


class SocialForm(ChannelForm):
    """A voice on social media or in a forum (V-06); praise can be `thanked` at once."""

    of_channel = Channel.SOCIAL
    thanked = False

    platform = SelectField(lazy("Platform"), validators=[CHOOSE])
    post_kind = RadioField(lazy("As what"), validators=[CHOOSE], default=PostKind.COMMENT.value)
    link = Line(lazy("Link to the post"), Optional(), WEB_ADDRESS, most=500)
    author = Line(lazy("Author’s name there"), most=80, required=True)
    reach = IntegerField(lazy("How many see it"), validators=[Optional(), NumberRange(0, 2_000_000_000)])
    thanks = Paragraph(lazy("Words of thanks"), most=2000)
    thanks_means = SelectField(lazy("Said by"), validators=[Optional()])

    def _offer(self, by: Staff) -> None:
        super()._offer(by)
        self.platform.choices = [("", _("Please choose")), *choices(Platform)]
        self.post_kind.choices = choices(PostKind)
        self.thanks_means.choices = choices([ContactMeans.PUBLIC_POST, ContactMeans.DIRECT_MESSAGE])

    @property
    def needs_contact(self) -> bool:
        return False

    def validate(self, extra_validators: object = None) -> bool:
        """`thanked` asks for praise, and for words."""
        sound = super().validate(extra_validators)
        if not self.thanked:
            return sound
        if self.kind.data != Kind.PRAISE:
            self.kind.errors = [*self.kind.errors, _("Only praise is thanked and closed in one step.")]
        if not self.thanks.data:
            self.thanks.errors = [*self.thanks.errors, _("Please fill this in.")]
        return sound and not (self.kind.errors or self.thanks.errors)

    def intake(self, files: Sequence[StoredFile] = (), *, settled: bool = False) -> Intake:
        told = super().intake(files, settled=settled)
        channel = Channel.FORUM if self.platform.data == Platform.FORUM else Channel.SOCIAL
        return replace(told, channel=channel, name=told.name or self.author.data or "")

    def posted(self) -> Posted:
        """What only the platform knows, for the action."""
        return Posted(
            platform=Platform(self.platform.data),
            kind=PostKind(self.post_kind.data),
            link=self.link.data or "",
            author=self.author.data or "",
            reach=self.reach.data,
        )


class ChatForm(ChannelForm):
    """A pasted chat (V-05). What happened may be left empty: then it is what the customer said."""

    of_channel = Channel.CHAT
    first_kind = Kind.INQUIRY

    transcript = Paragraph(lazy("The whole conversation"), most=LONGEST, required=True)
    problem = Paragraph(lazy("What it is about"), most=PROBLEM_MOST)

    @property
    def needs_contact(self) -> bool:
        return False

    def lines(self, by: Staff) -> list[Said]:
        """The conversation line by line; whoever registers it was the agent."""
        return parse(
            self.transcript.data or "",
            today=local_day(now()),
            customer=self.name.data or "",
            agents=[by.name, by.name_en],
        )

    def chatted(self, by: Staff) -> Chatted:
        """The conversation, for the action."""
        return Chatted(lines=self.lines(by), transcript=self.transcript.data or "")

    def intake_of(self, by: Staff, files: Sequence[StoredFile]) -> Intake:
        """What was typed; without a summary, the customer's own words."""
        told = self.intake(files)
        problem = told.problem or words_of_customer(self.lines(by))[:PROBLEM_MOST]
        return replace(told, problem=problem or (self.transcript.data or "")[:PROBLEM_MOST])


class RegulatorForm(LetterFields, ChannelForm):
    """A complaint that a regulator or mediator sent us, with what its letter says (H-11)."""

    of_channel = Channel.REGULATOR

    files = MultipleFileField(lazy("Papers"))

    def _offer(self, by: Staff) -> None:
        super()._offer(by)
        self.offer_bodies(rules_at(now()))

    @classmethod
    def empty(cls, by: Staff, *, submission: str) -> Self:
        form = super().empty(by, submission=submission)
        form.received_on.data = local_day(now())
        return form

    @property
    def needs_contact(self) -> bool:
        """Its letter may name an account alone."""
        return False


class ResearchForm(ChannelForm):
    """What market research heard, with its background (V-01)."""

    of_channel = Channel.RESEARCH
    first_kind = Kind.SUGGESTION

    study = Line(lazy("Which study"), most=120, required=True)
    method = RadioField(lazy("Method"), validators=[CHOOSE])
    held_on = DateField(lazy("Held on"), validators=[Optional(), Near()])
    background = Paragraph(lazy("Background of the study"), most=2000, required=True)

    def _offer(self, by: Staff) -> None:
        super()._offer(by)
        self.method.choices = choices(ResearchMethod)

    @property
    def needs_contact(self) -> bool:
        return False

    def researched(self) -> Researched:
        """What only the study knows, for the action."""
        return Researched(
            name=self.study.data or "",
            method=ResearchMethod(self.method.data),
            background=self.background.data or "",
            held_on=self.held_on.data,
        )
