"""What a chat tool sends when a conversation ends (V-05); `docs/operations.md` describes it to its makers."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from models.cases.channel_intake import Chatted, Said
from models.cases.channel_words import Speaker
from models.cases.intake import Intake
from models.cases.rules.transcript import MOST_LINES, words_of_customer
from models.cases.words import Channel, Kind
from models.clock import local
from models.customers.rules import email_of, phone_of
from models.ids import digest
from models.texts import cleaned

PROBLEM_MOST = 5000
YEARS = range(2000, 2200)
"""Far from them a moment has no place in other time zones any more."""


def _short(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=most)


def _near(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("not of our times")
    return moment


Cleaned = AfterValidator(cleaned)
Moment = Annotated[AwareDatetime, AfterValidator(_near)]


class Part(BaseModel):
    """A piece of what is sent; names that we do not know are passed over."""

    model_config = ConfigDict(frozen=True)


class Line(Part):
    """One message of the conversation."""

    speaker: Speaker
    text: Annotated[str, _short(20_000), Cleaned, Field(min_length=1)]
    name: Annotated[str, _short(60), Cleaned] = ""
    at: Moment | None = None


class Customer(Part):
    """Who chatted, as far as the tool knows."""

    name: Annotated[str, _short(120), Cleaned] = ""
    phone: Annotated[str, _short(40)] = ""
    email: Annotated[str, _short(254)] = ""
    account: Annotated[str, _short(60), Cleaned] = ""


class Conversation(Part):
    """One conversation. `conversation` is its own name in `tool`: sent again, it is the same case."""

    conversation: Annotated[str, _short(120), Cleaned, Field(min_length=1)]
    tool: Annotated[str, _short(40), Cleaned, Field(min_length=1)]
    lines: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)]
    customer: Customer = Customer()
    kind: Kind = Kind.INQUIRY
    subject: Annotated[str, _short(60), Cleaned] = ""
    language: Literal["zh", "en"] = "zh"
    ended_at: Moment | None = None
    rating: Annotated[int, Field(ge=1, le=5)] | None = None

    def said(self) -> list[Said]:
        """The messages, for the action."""
        return [
            Said(line.speaker, line.name, line.at.astimezone(UTC) if line.at else None, line.text)
            for line in self.lines
        ]

    def chatted(self) -> Chatted:
        """The conversation, for the action; its transcript is written out of its lines."""
        return Chatted(
            lines=self.said(),
            transcript="\n".join(_written(line) for line in self.lines),
            tool=self.tool,
            conversation=self.conversation,
            ended_at=self.ended_at.astimezone(UTC) if self.ended_at else None,
            rating=self.rating,
        )

    def intake(self) -> Intake:
        """The voice. Raises Invalid for a telephone number or a mail address that is none."""
        return Intake(
            kind=self.kind,
            channel=Channel.CHAT,
            problem=words_of_customer(self.said())[:PROBLEM_MOST],
            title=self.subject,
            name=self.customer.name,
            phone=phone_of(self.customer.phone),
            email=email_of(self.customer.email),
            account=self.customer.account,
            language=self.language,
            submission=digest(f"{self.tool}\n{self.conversation}")[:40],
        )


def _written(line: Line) -> str:
    who = line.name or line.speaker.value
    head = f"{who} {local(line.at):%Y-%m-%d %H:%M:%S}" if line.at else who
    return f"{head}\n{line.text}"
