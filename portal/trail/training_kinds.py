"""What each kind of event of training says; see `portal/trail/kinds.py` (X-02)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

TRAINING: Mapping[str, LazyString] = {
    "training_plan.begun": lazy("began the training plan"),
    "training_plan.written": lazy("wrote topics into the training plan"),
    "training_plan.topic_dropped": lazy("took a topic out of the training plan"),
    "training_plan.submitted": lazy("handed the training plan in"),
    "training_plan.approved": lazy("approved the training plan"),
    "training_plan.returned": lazy("gave the training plan back"),
    "training_plan.amended": lazy("opened the training plan again"),
    "training.planned": lazy("planned the session"),
    "training.changed": lazy("changed the session"),
    "training.moved": lazy("moved the session"),
    "training.cancelled": lazy("cancelled the session"),
    "training.material_added": lazy("added a material"),
    "training.enrolled": lazy("enrolled somebody"),
    "training.queued": lazy("put somebody on the waiting list"),
    "training.seated": lazy("gave a free seat to who waited"),
    "training.given_up": lazy("freed a seat"),
    "training.reminded": lazy("reminded of the session"),
    "training.checked_in": lazy("checked in"),
    "training.noted": lazy("noted who was there"),
    "training.logged": lazy("closed the log of the session"),
    "training.corrected": lazy("corrected the log of the session"),
    "training.to_make_up": lazy("made it a make-up for a missed session"),
    "training.quiz_drawn": lazy("began the quiz"),
    "training.quiz_answered": lazy("handed the quiz in"),
    "training.meets": lazy("said which requirements the session meets"),
    "training_need.opened": lazy("opened a need of training"),
    "training_need.arranged": lazy("arranged a session for the need"),
    "training_need.met": lazy("met the need of training"),
    "training_need.reopened": lazy("opened the need of training again"),
    "training_need.dropped": lazy("dropped the need of training"),
    "training_need.reminded": lazy("reminded of the need of training"),
    "requirement.made": lazy("made a training requirement"),
    "requirement.ended": lazy("ended a training requirement"),
    "quiz_question.written": lazy("wrote a quiz question"),
    "quiz_question.changed": lazy("changed a quiz question"),
    "quiz_question.retired": lazy("retired a quiz question"),
    "calendar.made": lazy("made a secret calendar address"),
}
