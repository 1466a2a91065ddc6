"""Drawing a month's sample and giving each case to an inspector who is free to look at it (Q-01)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from models.cases.tables import Case
from models.clock import local_day
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record, record_many
from models.ids import random_code
from models.inspection.actions.audience import tell
from models.inspection.queries import current, frame
from models.inspection.queries.draws import (
    case_of,
    cases_numbered,
    inspectors,
    involved_in,
    open_sheets,
    plan_of,
)
from models.inspection.rules.assigning import Inspected, Inspector, free_for, lightest, may_inspect
from models.inspection.rules.sampling import sample, second_look
from models.inspection.tables import Checklist, Draw, Inspection, Sheet
from models.inspection.words import Ground, InspectionState, SheetPart, Subject
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import conduct_at, rulebook_at, rules_at

SEED_LENGTH = 16


def draw_month(month: date, *, by: Staff | None, now: datetime, seed: str = "") -> Draw:
    """Draws the cases that were closed in a month, once; by the clock without `by`.

    Keeps the frame, the seed and the rulebook, so that the draw can be repeated; makes an inspection of
    each drawn case with a sheet for whoever is free to inspect it, the one with the least to do first, and
    for a share of them a second, blind sheet for another. Tells the inspectors. Records
    inspection_draw.made, and inspection.drawn of each. Raises NotAllowed; Invalid: "month_not_over" for one
    that still runs, "no_checklist"; WrongState for a month that was drawn.
    """
    if by is not None and not by.may(Permission.INSPECTION_DRAW):
        raise NotAllowed("permission")
    month = month.replace(day=1)
    if month >= local_day(now).replace(day=1):
        raise Invalid("month", "month_not_over")
    checklist = current(Subject.CASE)
    if checklist is None:
        raise Invalid("month", "no_checklist")
    rules = rules_at(now)
    units = frame(month, rules.inspections, conduct_at(now))
    seed = seed or random_code(SEED_LENGTH)
    chosen = sample(units, seed, plan_of(rules.inspections))
    draw_id = inserted_id(
        Draw, month=month, seed=seed, frame=[list(unit) for unit in units], eligible=len(units),
        drawn=len(chosen), rulebook_id=rulebook_at(now).id, checklist_id=checklist.id,
        by_id=by.id if by else None, at=now,
    )  # fmt: skip
    if draw_id is None:
        raise WrongState("inspection_draw", "drawn")
    draw = db.session.get_one(Draw, draw_id)
    record(
        "inspection_draw.made", draw, by=by or SYSTEM, now=now, seed=seed, eligible=len(units),
        drawn=len(chosen),
    )  # fmt: skip
    strata = {unit.number: unit.stratum for unit in units}
    made = _inspections(draw, checklist, chosen, strata, now=now)
    seconds = second_look(seed, [number for number, _ in chosen], rules.inspections.second_percent)
    people = _hand_out(made, seconds, on=local_day(now))
    actor: Actor = by or SYSTEM
    record_many(
        "inspection.drawn",
        [
            (each, {"inspection_ground": each.ground, "inspector": each.inspector_id})
            for each in made.values()
        ],
        by=actor,
        now=now,
    )
    tell(people, "inspection_to_score", draw, now=now)
    return draw


def name_inspector(inspection: Inspection, person: Staff, *, by: Staff, now: datetime) -> Inspection:
    """Gives an inspection that nobody has scored to another inspector, who is told.

    Records inspection.handed_on. Raises NotAllowed; WrongState for one that is scored; Invalid "not_free"
    for who had to do with the case, belongs to its department, or scores it blind.
    """
    if not by.may(Permission.INSPECTION_DRAW):
        raise NotAllowed("permission")
    db.session.refresh(inspection, ["state", "inspector_id"], with_for_update=True)
    if inspection.state is not InspectionState.DRAWN or inspection.calibrates:
        raise WrongState("inspection", inspection.state.value)
    known = {each.id: each for each in inspectors(local_day(now))}
    taken = {sheet.by_id for sheet in inspection.sheets}
    if person.id not in known or person.id in taken or not may_inspect(known[person.id], case_of(inspection)):
        raise Invalid("person", "not_free")
    before = inspection.inspector_id
    for sheet in inspection.sheets:
        if sheet.part is SheetPart.FIRST:
            db.session.delete(sheet)
    db.session.flush()
    inspection.inspector_id = person.id
    db.session.add(Sheet(inspection_id=inspection.id, part=SheetPart.FIRST, by_id=person.id))
    db.session.flush()
    db.session.expire(inspection, ["inspector", "sheets"])
    record("inspection.handed_on", inspection, by=by, now=now, inspector=person.id, inspector_before=before)
    tell([person.id], "inspection_to_score", inspection, now=now, but=by.id)
    return inspection


def _inspections(
    draw: Draw,
    checklist: Checklist,
    chosen: Sequence[tuple[str, Ground]],
    strata: Mapping[str, str],
    *,
    now: datetime,
) -> dict[Case, Inspection]:
    cases = cases_numbered([number for number, _ in chosen])
    due_at = rules_at(now).promise(rules_at(now).inspections.scoring, now).due_at
    made = {}
    for number, ground in chosen:
        case = cases[number]
        made[case] = Inspection(
            draw_id=draw.id, case_id=case.id, checklist_id=checklist.id, ground=ground,
            stratum=strata[number], department_id=case.lead_department_id or 0, person_id=case.owner_id,
            rulebook_id=draw.rulebook_id, drawn_at=now, due_at=due_at,
        )  # fmt: skip
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _hand_out(made: Mapping[Case, Inspection], seconds: Collection[str], *, on: date) -> set[int]:
    """Gives every inspection to somebody who is free, and those of `seconds` to another as well."""
    people, load = inspectors(on), Counter(open_sheets())
    known = involved_in(made)
    for case, inspection in made.items():
        first = _next(known[case.id], people, load, ())
        inspection.inspector_id = first
        parts = [(SheetPart.FIRST, first)]
        if case.number in seconds and first is not None:
            parts.append((SheetPart.SECOND, _next(known[case.id], people, load, (first,))))
        for part, person in parts:
            if person is not None:
                db.session.add(Sheet(inspection_id=inspection.id, part=part, by_id=person))
    db.session.flush()
    return {person for person in load if person in {each.id for each in people}}


def _next(
    case: Inspected, people: Sequence[Inspector], load: Counter[int], but: Collection[int]
) -> int | None:
    person = lightest(free_for(case, people, but), load)
    if person is not None:
        load[person] += 1
    return person
