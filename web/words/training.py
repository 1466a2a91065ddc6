"""Words for training: plans, sessions, attendance (L-01 … L-04)."""

from models.training.rules.effect import Saying
from models.training.words import (
    Assessment,
    Attendance,
    Busy,
    Clash,
    Field,
    Means,
    Method,
    NeedState,
    Place,
    PlanState,
    QuestionKind,
    Rhythm,
    Scope,
    SessionState,
    Way,
)
from web.language import lazy
from web.words.registry import name

name(
    PlanState,
    {
        PlanState.DRAFT: lazy("Being written"),
        PlanState.SUBMITTED: lazy("Waits for approval"),
        PlanState.APPROVED: lazy("Plan approved"),
    },
)
name(
    Field,
    {
        Field.PROCESS: lazy("Complaint handling process"),
        Field.COMMUNICATION: lazy("Communication"),
        Field.PROBLEM_SOLVING: lazy("Problem solving"),
        Field.LAW: lazy("Law and standards"),
        Field.PRODUCT: lazy("Products and services"),
    },
)
name(
    Method,
    {
        Method.INTERNAL: lazy("In-house training"),
        Method.EXPERT: lazy("External expert"),
        Method.CASE_STUDY: lazy("Case study"),
        Method.ROLE_PLAY: lazy("Role play"),
    },
)
name(
    SessionState,
    {
        SessionState.PLANNED: lazy("Planned session"),
        SessionState.LOGGED: lazy("Held and logged"),
        SessionState.CANCELLED: lazy("Cancelled session"),
    },
)
name(
    Rhythm,
    {
        Rhythm.ONCE: lazy("Once only"),
        Rhythm.WEEKLY: lazy("Every week"),
        Rhythm.FORTNIGHTLY: lazy("Every two weeks"),
        Rhythm.MONTHLY: lazy("Every month"),
    },
)
name(
    Scope,
    {
        Scope.FOLLOWING: lazy("This session and those after it"),
        Scope.WHOLE: lazy("All that are still to come"),
    },
)
name(
    Clash,
    {
        Clash.TRAINER: lazy("the trainer is taken"),
        Clash.ROOM: lazy("the room is taken"),
    },
)
name(
    Busy,
    {
        Busy.ENROLLED: lazy("is enrolled elsewhere"),
        Busy.HOLDS: lazy("holds a session"),
        Busy.ON_DUTY: lazy("is on duty"),
    },
)
name(
    Place,
    {
        Place.SEATED: lazy("Enrolled"),
        Place.WAITING: lazy("On the waiting list"),
        Place.GIVEN_UP: lazy("Gave the seat up"),
    },
)
name(
    Way,
    {
        Way.SELF: lazy("enrolled themselves"),
        Way.HEAD: lazy("enrolled by the head"),
        Way.RULE: lazy("enrolled by rule"),
        Way.TRAINER: lazy("enrolled by the trainer"),
        Way.WALK_IN: lazy("came without enrolment"),
    },
)
name(
    Attendance,
    {
        Attendance.PRESENT: lazy("Present"),
        Attendance.LATE: lazy("Came late"),
        Attendance.LEFT_EARLY: lazy("Left early"),
        Attendance.ABSENT: lazy("Absent"),
    },
)
name(
    Means,
    {
        Means.CODE: lazy("by code"),
        Means.TAP: lazy("noted by the trainer"),
        Means.SHEET: lazy("from the list"),
    },
)
name(
    Assessment,
    {
        Assessment.NONE: lazy("No assessment"),
        Assessment.MARKS: lazy("Marks by the trainer"),
        Assessment.QUIZ: lazy("Quiz"),
    },
)
name(
    QuestionKind,
    {
        QuestionKind.SINGLE: lazy("Single choice"),
        QuestionKind.MULTIPLE: lazy("Multiple choice"),
        QuestionKind.TRUE_FALSE: lazy("True or false"),
    },
)
name(
    NeedState,
    {
        NeedState.OPEN: lazy("Still lacking"),
        NeedState.MET: lazy("Met"),
        NeedState.DROPPED: lazy("Not needed any more"),
    },
)
name(
    Saying,
    {
        Saying.NOTHING_YET: lazy("No cases on both sides yet"),
        Saying.HIDDEN: lazy("Not shown: fewer than five people"),
        Saying.TELLING: lazy("Not shown: less its sessions, fewer than five people"),
        Saying.FEW: lazy("Low base: it says little"),
        Saying.ALONE: lazy("Nobody to compare with"),
        Saying.BETTER: lazy("Improved more than the others did"),
        Saying.WORSE: lazy("Improved less than the others did, or fell more"),
        Saying.OPEN: lazy("No difference shown"),
    },
)
