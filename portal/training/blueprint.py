"""The blueprint that the views of this area hang on, and what several of them need."""

from flask import Blueprint, url_for

from models.people.tables import Staff
from models.permissions import Permission
from models.training.queries.needs import reads_needs
from web.access import viewer
from web.errors import fault, refusal
from web.language import _, lazy
from web.sheets import Cell

blueprint = Blueprint("training", __name__, url_prefix="/portal/training")

refusal(
    "training", lazy("This is done by who holds the session or writes the plan, and approved by another.")
)
for why, sentence in (
    ("no_year", lazy("Please give a year such as 2026.")),
    ("no_quarter", lazy("Please choose the year or a quarter.")),
    ("plan_is_there", lazy("There is a plan for this time already.")),
    ("nothing_to_copy", lazy("The year before has no plan of this time to copy.")),
    ("no_topics", lazy("Please write at least one topic first.")),
    ("has_sessions", lazy("Sessions are planned for this topic, so it stays.")),
    ("too_few", lazy("Please give at least one.")),
    ("past_start", lazy("A session begins in the future.")),
    ("ends_before", lazy("The end comes after the start, within twelve hours.")),
    ("series_length", lazy("A series has 1 to 26 dates.")),
    ("nowhere", lazy("Please give a place or a link.")),
    ("no_trainer", lazy("Please choose somebody who trains and works here on that day.")),
    ("no_guest", lazy("An external expert needs a name.")),
    ("no_contract", lazy("An external expert needs a contract number.")),
    ("no_cases", lazy("A case study needs its cases.")),
    ("no_library_case", lazy("A case study names at least one case of the library, such as L2026-0001.")),
    ("lesson_unknown", lazy("One of these numbers is not in the case library, or not any more.")),
    ("no_script", lazy("A role play needs its script.")),
    ("no_parts", lazy("A role play needs its roles.")),
    ("no_mark", lazy("An assessed session needs a pass mark, another one has none.")),
    ("not_approved", lazy("The plan of this topic is not approved.")),
    ("seats_taken", lazy("More seats are taken already.")),
    ("already_in", lazy("This person is in the list already.")),
    ("not_in", lazy("This person is not in the list.")),
    ("was_there", lazy("The attendance of this person is noted already.")),
    ("not_here", lazy("This person does not work here on that day.")),
    ("is_trainer", lazy("Who holds the session is not enrolled in it.")),
    ("begun", lazy("The session has begun: ask the trainer.")),
    ("nobody_ticked", lazy("Please tick at least one person.")),
    ("in_all_dates", lazy("Somebody ticked is in all dates already.")),
    ("busy_then", lazy("Somebody ticked has something else at that time: leave them out, or tick this.")),
    ("no_rule", lazy("The session names no departments or roles.")),
    ("window_closed", lazy("Check-in is open from shortly before the session until its end.")),
    ("stale_code", lazy("This code is too old. Please scan the one that is shown now.")),
    ("not_begun", lazy("The session has not begun yet.")),
    ("people_noted", lazy("Somebody is noted as there or not already, so its time stays.")),
    ("marks_given", lazy("Somebody has marks already, so the assessment and the pass mark stay.")),
    ("trainer_enrolled", lazy("This person has a place in the session: take them out of the list first.")),
    ("quiz_counts", lazy("Marks of a quiz stay; in a closed log they are corrected with a reason.")),
    ("absence_says_why", lazy("Who was absent or left early: please say why.")),
    ("no_score", lazy("Please give marks from 0 to 100, for an assessed session only.")),
    ("unmarked", lazy("Somebody is not noted yet: please say of everybody whether they were there.")),
    ("nobody_there", lazy("Nobody took part: cancel the session instead.")),
    ("options_wanted", lazy("Please write two to ten different answers, one a line.")),
    ("no_option", lazy("Please name the one line that is right.")),
    ("several_right", lazy("Of a multiple choice two lines at least are right, and one at least is wrong.")),
    ("question_unchanged", lazy("Nothing is changed: the question is already like this.")),
    ("no_quiz", lazy("This session has no quiz.")),
    ("empty_bank", lazy("The bank holds no question for this session yet.")),
    ("not_drawn", lazy("Please begin the quiz first: the questions are drawn then.")),
    ("nothing_missed", lazy("There is nothing to make up for.")),
    ("other_field", lazy("A make-up is about the same as what was missed.")),
    ("made_up_already", lazy("It is made up already.")),
    ("every_question", lazy("Please answer every question.")),
):
    fault(why, sentence)


def tabs(here: str) -> list[dict[str, object]]:
    """The pages of training that are open to the viewer."""
    by: Staff = viewer()
    found = [("training.index", _("My training")), ("training.sessions", _("Sessions"))]
    if reads_needs(by):
        found.append(("training.matrix", _("Required training")))
    if by.may(Permission.TRAINING_READ):
        found.append(("training.board", _("Figures of training")))
        found.append(("training.plans", _("Training plans")))
        found.append(("training.requirements", _("Requirements")))
        found.append(("training.effects", _("Effect of training")))
    if by.may(Permission.TRAINING_TEACH):
        found.append(("training.questions", _("Quiz questions")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]


Cells = list[Cell]
