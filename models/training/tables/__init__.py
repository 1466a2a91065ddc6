"""The tables of training: plans, sessions with who is enrolled and their log, requirements and needs."""

from models.training.tables.enrolment import CalendarFeed, Enrolment
from models.training.tables.log import Quiz, QuizAnswer, QuizQuestion, SessionRating
from models.training.tables.need import Requirement, SessionRequirement, TrainingNeed
from models.training.tables.plan import TrainingPlan, TrainingTopic
from models.training.tables.session import SessionLesson, TrainingMaterial, TrainingSession

__all__ = [
    "CalendarFeed",
    "Enrolment",
    "Quiz",
    "QuizAnswer",
    "QuizQuestion",
    "Requirement",
    "SessionLesson",
    "SessionRating",
    "SessionRequirement",
    "TrainingMaterial",
    "TrainingNeed",
    "TrainingPlan",
    "TrainingSession",
    "TrainingTopic",
]
