"""How voices come in and how customers are written to (V, H-01, R-03)."""

from typing import Annotated

from pydantic import Field

from models.rulebook.document.part import Code, Count, FrozenMap, Named, Part
from models.rulebook.document.time import Period
from models.rulebook.words import Audience, Channel, MessageKind


class ChannelRules(Named):
    """One channel (V-01). `first_response` runs on `calendar` from the moment of receipt (H-01).

    `simple_answer` and `complex_answer` are the longest times, from the same moment, to a simple answer,
    and to a plan with a date for a complex matter, where a channel promises them (V-04). A matter is
    complex when its grade or its importance asks for a plan.
    """

    channel: Channel
    enabled: bool
    calendar: Code
    first_response: Period
    simple_answer: Period | None = None
    complex_answer: Period | None = None


class Contact(Part):
    """When and how often a customer may be written to or called (R-03).

    Messages wait for `calendar` to be open, except the kinds of `at_once`, which answer what the
    customer did a moment ago. Survey invitations: at most `surveys` within `surveys_days` days.
    """

    calendar: Code
    messages_a_day: Count
    surveys: Count
    surveys_days: Count
    at_once: tuple[MessageKind, ...]


class Sending(Part):
    """Minutes to wait after each failed attempt to send; after the last one it is given up (R-03)."""

    retry_after_minutes: Annotated[tuple[Count, ...], Field(min_length=1)]


class Uploads(Part):
    """What may be attached: bytes a file, files a form, and the media types of each extension."""

    file_bytes: Annotated[int, Field(ge=1)]
    files: Count
    types: FrozenMap[Annotated[str, Field(pattern=r"^[a-z0-9]+$")], tuple[str, ...]]

    @property
    def form_bytes(self) -> int:
        """What all files of one form may have together; the web takes a request that holds them."""
        return self.file_bytes * self.files


class PublicForm(Part):
    """Limits of the public pages: lengths in characters, counts for one address or one case."""

    problem_least: Count
    problem_most: Count
    text_most: Count
    name_most: Count
    submissions_an_hour: Count
    submissions_a_day: Count
    lookups_a_minute: Count
    additions_a_day: Count
    nudges_a_day: Count


class Duplicates(Part):
    """What may be the same matter told twice (T-06): an open case no older than `days` whose text shares at
    least `alike_percent` of the words. A document from before this part has the defaults."""

    days: Count = 30
    alike_percent: Annotated[int, Field(ge=1, le=100)] = 40


class Mailbox(Part):
    """Mail that customers send (V-04). Counts are for one sender.

    The mailbox is asked every `poll_minutes`. At most `answers_a_day` automatic answers go to one
    address in 24 hours, none to a mail that arrived more than `answer_within_days` before it was
    taken in. Beyond `messages_an_hour`, or after `most_hops` servers, messages wait for a person
    instead of becoming cases. `words_most` characters of a message are shown; of its files up to
    `files`, each up to `file_bytes`, are taken out. Of a message beyond `message_bytes` only the
    beginning is fetched.
    """

    poll_minutes: Count = 60
    answers_a_day: Count = 3
    answer_within_days: Count = 3
    messages_an_hour: Count = 30
    most_hops: Count = 40
    words_most: Count = 20_000
    files: Count = 100
    file_bytes: Annotated[int, Field(ge=1)] = 26_214_400
    message_bytes: Annotated[int, Field(ge=100_000)] = 52_428_800


class Opinion(Part):
    """When a public post raises a public-opinion alert by itself, and who is told of one (V-06).

    `reach` is how many people see it. A document from before this part has the defaults.
    """

    reach: Count = 10_000
    alerts: Annotated[tuple[Audience, ...], Field(min_length=1)] = (
        Audience.PUBLIC_RELATIONS,
        Audience.LEADING_GROUP,
    )
