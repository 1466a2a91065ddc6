"""What the rules say about training: reminders, check-in, marks, make-ups, and how its effect is looked at
(L-02 … L-06)."""

from typing import Annotated

from pydantic import Field

from models.rulebook.document.part import Part

Days = Annotated[int, Field(ge=1, le=366)]
Minutes = Annotated[int, Field(ge=0, le=1440)]


class Training(Part):
    """Hours and minutes are of the clock, days of the calendar.

    People are reminded `remind_hours` before a session. Its code is taken from `check_in_before` minutes
    before its start until its end; who checks in later than `late_after` minutes after the start is late.
    `pass_mark` of 100 is what a new session asks for; a quiz has `quiz_questions` where the bank holds as
    many. A rating is asked for `rating_days`. Remedial training
    is due within `remedial_days` of the delivery; people and heads are reminded `gap_days` before a due day.
    The effect compares the whole months nearest to `effect_days` before with as many after.
    """

    remind_hours: Annotated[int, Field(ge=1, le=240)] = 24
    check_in_before: Minutes = 30
    late_after: Minutes = 5
    pass_mark: Annotated[int, Field(ge=1, le=100)] = 60
    quiz_questions: Annotated[int, Field(ge=1, le=50)] = 5
    rating_days: Days = 7
    remedial_days: Days = 30
    gap_days: Days = 14
    effect_days: Days = 90
