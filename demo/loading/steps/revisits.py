"""Revisits: sent, reminded, called, answered."""

from demo import story as tale
from demo.loading.chronicle import Chronicle


def revisit_sent(on: Chronicle, step: tale.RevisitSent) -> None:
    on.asking.sent(step.at)


def revisit_reminded(on: Chronicle, step: tale.RevisitReminded) -> None:
    on.asking.reminded(step.at)


def revisit_attempted(on: Chronicle, step: tale.RevisitAttempted) -> None:
    on.asking.called(step.at, on.by(step), step.outcome.value, step.note)


def revisit_answered(on: Chronicle, step: tale.RevisitAnswered) -> None:
    on.asking.answered(step, on.by(step))
