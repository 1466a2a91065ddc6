"""The tables of training: plans with their topics, sessions with who is enrolled."""

from models.training.tables.enrolment import CalendarFeed, Enrolment
from models.training.tables.plan import TrainingPlan, TrainingTopic
from models.training.tables.session import TrainingMaterial, TrainingSession

__all__ = [
    "CalendarFeed",
    "Enrolment",
    "TrainingMaterial",
    "TrainingPlan",
    "TrainingSession",
    "TrainingTopic",
]
