"""What agenda items are about: a heading that says the same to everybody, a link for who may open it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.bodies.rules.measures import read_from
from models.bodies.tables import AgendaItem, BodyTask
from models.bodies.words import Topic
from models.cases import queries as cases
from models.cases.tables import Case
from models.db import db
from models.inspection.queries.corrections import visible
from models.inspection.tables import Correction
from models.kpi.tables import KpiFlag
from models.people.tables import Staff
from models.permissions import Permission
from portal.matters.letters import measures_text
from web.language import _
from web.language.filters import named
from web.words import word


@dataclass(frozen=True)
class About:
    """`heading` is the same for all readers, as it stands in the minutes; `title` and `url` are the
    reader's, where the row is theirs to see."""

    heading: str
    url: str = ""
    title: str = ""


def abouts(items: Sequence[AgendaItem], staff: Staff | None) -> dict[int, About]:
    """Of each item by its id; for nobody in particular the headings alone. At most one query a topic."""
    names = {
        topic: [each.about.partition(":")[2] for each in items if each.topic is topic] for topic in Topic
    }
    flags, tasks = _flags(names[Topic.FLAG]), _tasks(names[Topic.TASK])
    seen = _cases([*names[Topic.GRAVE], *names[Topic.ROUNDS]], staff)
    ours = _corrections(names[Topic.CORRECTION], staff)
    found: dict[int, About] = {}
    for item in items:
        name = item.about.partition(":")[2]
        match item.topic:
            case Topic.GRAVE | Topic.ROUNDS:
                url = url_for("cases.show", number=name) if name in seen else ""
                found[item.id] = About(_("Case %(number)s", number=name), url, seen.get(name, ""))
            case Topic.APPEAL:
                reads = staff is not None and staff.may(Permission.MATTER_READ)
                url = url_for("matters.show", number=name) if reads else ""
                found[item.id] = About(_("Appeal in matter %(number)s", number=name), url)
            case Topic.CORRECTION:
                url = url_for("inspections.correction", correction_id=name) if name in ours else ""
                found[item.id] = About(_("Overdue correction no. %(number)s", number=name), url)
            case Topic.FLAG:
                reads = staff is not None and staff.may(Permission.KPI_READ)
                url = url_for("kpi.flag", flag_id=name) if reads else ""
                found[item.id] = About(_of_flag(flags.get(name)), url)
            case Topic.TASK:
                task = tasks.get(name)
                found[item.id] = About(
                    _("Open action item of %(number)s", number=task.meeting.number if task else name),
                    url_for("bodies.meeting", number=task.meeting.number) if task and staff else "",
                    f"{task.text} · {named(task.owner)}" if task else "",
                )
            case _:
                found[item.id] = About(item.title)
    return found


def act_text(item: AgendaItem) -> str:
    """What a decision does, with the measures that stay where it makes them lighter."""
    if item.act is None or item.lighter is None:
        return word(item.act) if item.act else ""
    stays = measures_text(read_from(item.lighter))
    return _("%(act)s: %(measures)s", act=word(item.act), measures=stays)


def _of_flag(flag: KpiFlag | None) -> str:
    if flag is None:
        return word(Topic.FLAG)
    return _(
        "%(department)s: %(figure)s, %(side)s",
        department=named(flag.department),
        figure=word(flag.figure),
        side=word(flag.side),
    )


def _cases(numbers: Sequence[str], staff: Staff | None) -> Mapping[str, str]:
    """The titles of those that somebody may see, by number."""
    if not numbers or staff is None:
        return {}
    rows = cases.visible_to(staff).where(Case.number.in_(numbers)).with_only_columns(Case.number, Case.title)
    return dict(db.session.execute(rows).all())


def _corrections(ids: Sequence[str], staff: Staff | None) -> frozenset[str]:
    if not ids or staff is None:
        return frozenset()
    rows = select(Correction.id).where(Correction.id.in_([int(each) for each in ids]), visible(staff))
    return frozenset(str(each) for each in db.session.scalars(rows))


def _flags(ids: Iterable[str]) -> Mapping[str, KpiFlag]:
    wanted = [int(each) for each in ids]
    if not wanted:
        return {}
    rows = select(KpiFlag).where(KpiFlag.id.in_(wanted)).options(joinedload(KpiFlag.department))
    return {str(each.id): each for each in db.session.scalars(rows)}


def _tasks(ids: Iterable[str]) -> Mapping[str, BodyTask]:
    wanted = [int(each) for each in ids]
    if not wanted:
        return {}
    rows = select(BodyTask).where(BodyTask.id.in_(wanted))
    rows = rows.options(joinedload(BodyTask.meeting), joinedload(BodyTask.owner))
    return {str(each.id): each for each in db.session.scalars(rows)}
