"""Every read of bodies: who sits in them, meetings with their agendas, what waits, tasks (M-01)."""

from models.bodies.queries.concerned import concerned_in
from models.bodies.queries.meetings import (
    agenda_of,
    count_meetings,
    find,
    held,
    listing,
    may_look,
    seat_in,
    tasks_of,
    to_carry_out,
)
from models.bodies.queries.members import (
    bodies_of,
    members,
    rule_of,
    rules_before,
    seat_of,
    terms,
)
from models.bodies.queries.tasks import (
    counted,
    due_tasks,
    given_tasks,
    may_follow,
    my_task,
    my_tasks,
    open_tasks,
)
from models.bodies.queries.waiting import Waits, waiting_for

__all__ = [
    "Waits",
    "agenda_of",
    "bodies_of",
    "concerned_in",
    "count_meetings",
    "counted",
    "due_tasks",
    "find",
    "given_tasks",
    "held",
    "listing",
    "may_follow",
    "may_look",
    "members",
    "my_task",
    "my_tasks",
    "open_tasks",
    "rule_of",
    "rules_before",
    "seat_in",
    "seat_of",
    "tasks_of",
    "terms",
    "to_carry_out",
    "waiting_for",
]
