"""Categories, grades, urgency, importance and priority (T, G)."""

from typing import Annotated, Literal

from pydantic import Field

from models.rulebook.document.part import (
    Code,
    Count,
    DepartmentCode,
    Grade,
    Hinted,
    Level,
    Named,
    Part,
    Sign,
    Weight,
)
from models.rulebook.document.time import Period
from models.rulebook.words import Audience, Unit


class Category(Named, Hinted):
    """A category (T-01). `parent` is empty on the first level; `department` is the responsible one.

    A `retired` one is chosen for no case any more; its name stays for the cases that have it.
    `usual` names criteria that a complaint about it meets as a rule: they are suggested where the words
    hint at none (T-05). `handling_zh` and `handling_en` say in a sentence or two what to do and to ask first.
    """

    code: Code
    parent: Code | None = None
    department: DepartmentCode
    assisting: tuple[DepartmentCode, ...] = ()
    usual: tuple[Code, ...] = ()
    handling_zh: Annotated[str, Field(max_length=500)] = ""
    handling_en: Annotated[str, Field(max_length=1000)] = ""
    retired: bool = False


class Criterion(Sign):
    """An entry of the grading checklist (G-01)."""

    grade: Grade


class Extension(Part):
    """How often in a round the result's due time may be extended, by how many working days at most each
    time, who decides, and how soon after it was asked (G-03)."""

    times: Count
    longest_days: Count
    approver: Literal[Audience.HEAD, Audience.LEADING_GROUP]
    decided: Period = Period(amount=1, unit=Unit.WORKING_DAYS)


class GradeRules(Named):
    """What a grade means (G-02 to G-04). Periods run on the rulebook's `handling_calendar`.

    `plan` and `result` run from the grading, `assist` from asking a department, `review` from
    submitting a result, `tell` from its approval. `progress` is how often the customer hears
    of progress, `meeting` how soon the emergency meeting is held, `special_report` how soon after
    the result it is written. `alerts` are told at once, `reminders` name the rungs of the ladder.
    `least_priority` is the lowest priority a case of this grade can have. Mail to staff about it leaves in
    working hours, or `at_any_hour` (H-04).
    """

    grade: Grade
    plan: Period | None = None
    result: Period
    assist: Period
    review: Period
    tell: Period
    progress: Period | None = None
    meeting: Period | None = None
    special_report: Period | None = None
    extension: Extension | None = None
    alerts: tuple[Audience, ...]
    reminders: tuple[Code, ...]
    least_priority: Level
    led_by_customer_service: bool = False
    joint_contact: bool = False
    at_any_hour: bool = False


class Urgency(Part):
    """What makes a case urgent, who is alerted at once, and how often the customer is updated (T-02)."""

    criteria: tuple[Sign, ...]
    alerts: tuple[Audience, ...]
    progress: Period


class Importance(Part):
    """What makes a case important, and by when it is assessed and has a plan (T-03)."""

    criteria: tuple[Sign, ...]
    plan: Period


class PriorityRules(Named):
    """A priority. `first_response` is tighter than the channel's where it is given (T-03)."""

    level: Level
    first_response: Period | None = None


class Matrix(Part):
    """Urgency by importance gives the priority (T-03)."""

    urgent_and_important: Level
    urgent: Level
    important: Level
    neither: Level


class Votes(Part):
    """How earlier decisions on like texts count (T-05).

    The `most` likest cases vote, as far as they share at least `likeness` percent of what the text is told
    by. Each adds `weight` to its category. `agreeing` of them are needed to suggest a grade or a department.
    """

    most: Annotated[int, Field(ge=1, le=20)]
    likeness: Annotated[int, Field(ge=1, le=100)]
    weight: Weight
    agreeing: Annotated[int, Field(ge=1, le=20)]


class Suggestion(Part):
    """How words are weighed (T-05).

    A hint is void when one of `negations` ends at most `reach` characters before it. Nothing is
    suggested below the weight of `least`. `gap` is how many signs a … in a word stands for at most; with
    none it is an ordinary sign. `word_starts` says that words in Latin letters are found only where a word
    begins. An amount of money counts with words at most `amount_reach` signs away. A category that leads
    by `sure` is suggested with confidence, by `likely` with some. Without `votes` earlier decisions do not
    count.
    """

    negations: tuple[str, ...]
    reach: Annotated[int, Field(ge=0, le=20)]
    least: Count
    gap: Annotated[int, Field(ge=0, le=20)] = 0
    word_starts: bool = False
    amount_reach: Annotated[int, Field(ge=0, le=60)] = 12
    likely: Count = 3
    sure: Count = 6
    votes: Votes | None = None
