"""The topics of a plan as a sheet: its columns, what stands in them, and reading them back (L-01)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Response
from flask_babel import force_locale

from models.people.queries import departments
from models.people.roles import Role
from models.people.tables import Department
from models.permissions import Permission
from models.training.actions import TopicDraft
from models.training.queries.plans import Done, done
from models.training.tables import TrainingTopic
from models.training.words import Field, Method
from portal.cases.forms.compensation import AMOUNT
from portal.training.blueprint import Cells, blueprint
from portal.training.fields import minutes_of
from portal.training.plans.forms import MOST_SESSIONS
from portal.training.plans.lists import title_of
from portal.training.plans.one import plan_or_404
from portal.training.rows import Fault, Reading
from web.access import needs
from web.downloads import as_file
from web.language import _
from web.language.filters import named
from web.sheets import workbook
from web.words import word

COLUMNS = 8
WIDTHS = (34, 20, 18, 30, 30, 10, 12, 14)
Member = TypeVar("Member", bound=StrEnum)


def heads() -> list[str]:
    """The heads of the columns that are read and written."""
    return [
        _("Topic"), _("Subject of the training"), _("Training method"), _("Departments"), _("Roles"),
        _("Sessions"),
        _("Hours each"), _("Budget in yuan"),
    ]  # fmt: skip


@blueprint.get("/plans/<name>/plan.xlsx", endpoint="plan_sheet")
@needs(Permission.TRAINING_READ)
def export(name: str) -> Response:
    """The topics as they stand, with what is done of each; the first columns can be imported again."""
    plan = plan_or_404(name)
    known = done([topic.id for topic in plan.topics])
    more = [_("Sessions held"), _("Hours held"), _("People trained"), _("Spent in yuan")]
    rows = (_cells(topic, known[topic.id]) for topic in plan.topics)
    content = workbook(title_of(plan)[:31], [*heads(), *more], (*WIDTHS, 12, 12, 12, 14), rows)
    return as_file(content, f"training-plan-{plan.name}.xlsx")


@blueprint.get("/plans/template.xlsx", endpoint="plan_template")
@needs(Permission.TRAINING_PLAN)
def template() -> Response:
    """A workbook with the heads and one example."""
    example: Cells = [
        _("Grading complaints and keeping time"), word(Field.PROCESS), word(Method.INTERNAL), "",
        word(Role.DEPARTMENT_HANDLER), 2, 1.5, 800,
    ]  # fmt: skip
    return as_file(workbook(_("Topics"), heads(), WIDTHS, [example]), "training-topics.xlsx")


def _cells(topic: TrainingTopic, found: Done) -> Cells:
    known = {row.id: row for row in departments(with_closed=True)}
    return [
        topic.title,
        word(topic.field),
        word(topic.method),
        "; ".join(named(known[each]) for each in topic.departments if each in known),
        "; ".join(word(Role(each)) for each in topic.roles),
        topic.sessions,
        topic.minutes / 60,
        topic.budget_fen / 100,
        found.held,
        found.minutes / 60,
        found.people,
        found.cost_fen / 100,
    ]


def checked(rows: list[list[str]]) -> Reading[TopicDraft]:
    """What lines of a sheet mean, and what is wrong with them."""
    fields, methods, roles = called(Field), called(Method), called(Role)
    houses: dict[str, Department] = {}
    for row in departments():
        houses |= dict.fromkeys((row.code.lower(), row.name_zh.lower(), row.name_en.lower()), row)
    drafts, faults = [], []
    for line, cells in ((int(row[0]), [cell.strip() for cell in row[1:]]) for row in rows):
        title, field, method, places, parts, sessions, length, money = cells
        wanted, unknown = _several(places, houses)
        played, strange = _several(parts, roles)
        many = int(sessions) if sessions.isdecimal() and len(sessions) < 6 else 0
        minutes, fen = minutes_of(length), _fen(money)
        wrong = [
            *([_("The topic is missing.")] if not title else []),
            *([_("This is too long.")] if len(title) > 120 else []),
            *(
                [_("What it is about is not known: %(word)s", word=field)]
                if field.lower() not in fields
                else []
            ),
            *(
                [_("This method is not known: %(word)s", word=method)]
                if method.lower() not in methods
                else []
            ),
            *(_("This department is not known: %(word)s", word=each) for each in unknown),
            *(_("This role is not known: %(word)s", word=each) for each in strange),
            *([_("Please give a number of sessions.")] if not 1 <= many <= MOST_SESSIONS else []),
            *([_("Please give hours such as 1.5.")] if not minutes else []),
            *([_("Please give an amount in yuan, such as 128.50.")] if fen is None else []),
        ]
        faults += [Fault(line, says) for says in wrong]
        if not wrong:
            drafts.append(
                TopicDraft(
                    title,
                    fields[field.lower()],
                    methods[method.lower()],
                    tuple(each.id for each in wanted),
                    tuple(each.value for each in played),
                    many,
                    minutes or 0,
                    fen or 0,
                )
            )
    return Reading(rows, drafts, faults)


def called(enum: type[Member]) -> dict[str, Member]:
    """What members may be called: their words in both languages, and their codes."""
    found = {each.value: each for each in enum}
    for locale in ("zh_Hans", "en"):
        with force_locale(locale):
            found |= {word(each).lower(): each for each in enum}
    return found


Known = TypeVar("Known")


def _several(text: str, known: Mapping[str, Known]) -> tuple[list[Known], list[str]]:
    """What names in a cell mean, and those that nobody knows."""
    names = [each.strip() for each in _parts(text) if each.strip()]
    found = [known[each.lower()] for each in names if each.lower() in known]
    return found, [each for each in names if each.lower() not in known]


def _parts(text: str) -> Iterable[str]:
    return text.replace("；", ";").replace("、", ";").split(";")


def _fen(text: str) -> int | None:
    if not text:
        return 0
    found = AMOUNT.fullmatch(text.replace(",", "").removeprefix("¥").strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
