"""Words for key figures, and how each is worked out (Q-02)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from models.kpi.words import Facet, Figure, FlagState, MonthState, Side
from web.language import lazy
from web.words.registry import name

name(
    Figure,
    {
        Figure.TIMELINESS: lazy("Timeliness"),
        Figure.TIMELINESS_FIRST: lazy("Timeliness by the first date"),
        Figure.RESPONSE_TIMELINESS: lazy("First response in time"),
        Figure.TRIAGE_ACCURACY: lazy("Accuracy of triage"),
        Figure.HANDLING_ACCURACY: lazy("Accuracy of handling"),
        Figure.SATISFACTION: lazy("Satisfaction"),
        Figure.FIRST_CONTACT: lazy("Solved at the first contact"),
        Figure.REOPENED: lazy("Reopened"),
        Figure.OVERDUE: lazy("Overdue results"),
        Figure.REVISIT_RESPONSE: lazy("Revisits answered"),
        Figure.RESPONSE_TIME: lazy("Time to the first word"),
        Figure.RESULT_TIME: lazy("Time to the result"),
    },
)
name(
    Facet,
    {
        Facet.ALL: lazy("As a whole"),
        Facet.GRADE: lazy("Grade"),
        Facet.CHANNEL: lazy("Channel"),
        Facet.CATEGORY: lazy("Category"),
    },
)
name(MonthState, {MonthState.OPEN: lazy("Not frozen yet"), MonthState.CLOSED: lazy("Frozen")})
name(Side, {Side.BELOW: lazy("Below target"), Side.ABOVE: lazy("Excellent")})
name(
    FlagState,
    {
        FlagState.OPEN: lazy("Waits for a decision"),
        FlagState.TAKEN: lazy("Taken up"),
        FlagState.DISMISSED: lazy("Set aside"),
    },
)

METHODS: Mapping[Figure, LazyString] = {
    Figure.TIMELINESS: lazy(
        "Of the result clocks met in the month, the share met by their date. Each round of a case has"
        " a clock of its own. Time in which the customer had the word is out; granted extensions "
        "count. Clocks that were dropped are left out, those that still run are in “Overdue results”. It is "
        "of the department that led the case when the clock ended, and of who handed in that result."
    ),
    Figure.TIMELINESS_FIRST: lazy(
        "As timeliness, with each clock held against the first date it was given: an extended one is "
        "late here unless it was met before that date all the same."
    ),
    Figure.RESPONSE_TIMELINESS: lazy(
        "Of the clocks of a first response met in the month, the share met by their date; a callback "
        "after a reopening is one more. It is of departments, never of persons: whoever is free "
        "answers first."
    ),
    Figure.TRIAGE_ACCURACY: lazy(
        "Of the cases first decided on in the month, the share whose kind, category, grade and "
        "department nobody corrected before the case was ever reopened. A grade that rose because we "
        "handled it poorly corrects nothing. It is of who decided first, and of their department."
    ),
    Figure.HANDLING_ACCURACY: lazy(
        "Of the results reviewed in the month, the share that neither the review nor an inspection sent "
        "back. A result handed in anew counts once more, and so does one of an earlier month that an "
        "inspection sent back in this one. It is of who handed it in."
    ),
    Figure.SATISFACTION: lazy(
        "Of the revisits answered in the month, the share with 4 or 5 of five points, by the latest "
        "answer. Ratings of chats and surveys are apart, in the results."
    ),
    Figure.FIRST_CONTACT: lazy(
        "Of the complaints, feedback and inquiries that ended in the month with an answer, the share "
        "settled on the spot, or in the first round without another word from the customer between "
        "receipt and answer."
    ),
    Figure.REOPENED: lazy(
        "Of the answers whose outcome became known in the month, the share after which the case came "
        "back. An answer counts when the case ends or comes back, not when it was given."
    ),
    Figure.OVERDUE: lazy(
        "Of the result clocks that ran when the month ended, or run now, the share past their date. A"
        " clock that stands still is late where its time was over before."
    ),
    Figure.REVISIT_RESPONSE: lazy(
        "Of the revisits that ended in the month, the share answered. Refused, not reached and "
        "undelivered ones count as not answered; those taken back because the case moved on do not "
        "count."
    ),
    Figure.RESPONSE_TIME: lazy(
        "From the beginning of the first-response clock to the first word to the customer, in time of"
        " the wall clock, as customers wait by night too. The median, and what nine of ten stay "
        "below; both exact."
    ),
    Figure.RESULT_TIME: lazy(
        "From the receipt, or the reopening, to the answer, in time of the wall clock; time in which "
        "the customer had the word is out. The median, and what nine of ten stay below; both exact."
    ),
}
"""The note "how is this worked out" of each figure; the functions say the same with their sources."""
