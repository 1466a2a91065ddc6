"""The customer's earlier cases and like ones, beside the form in which a case is registered (T-06, V-03)."""

from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from models.cases.queries import Alike, Found, departments_of, find_alike
from models.cases.rules.steps import Standing, Step, next_steps
from models.clock import now
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.cases.blueprint import blueprint
from portal.cases.forms.intake import IntakeForm
from portal.cases.lists import Row, rows
from web.access import needs, viewer
from web.commit import reading
from web.fragments import page

KNOWN = "portal/cases/_known.html"


@dataclass(frozen=True)
class Known:
    """An earlier case as the list shows it; `may_add` says whether these words can be added to it."""

    alike: Alike
    row: Row
    may_add: bool


@blueprint.post("/known")
@needs(Permission.CASE_REGISTER)
def known() -> ResponseReturnValue:
    """The list alone, whenever telephone, mail, account or words changed. Nothing is written."""
    with reading():
        form = IntakeForm.typed(viewer())
        return page(KNOWN, form=form, **known_cases(form))


def known_cases(form: IntakeForm) -> dict[str, Any]:
    """What the list shows for what is typed so far."""
    by, at = viewer(), now()
    found = find_alike(form.told, by, rules_at(at), now=at)
    shown = rows([each.case for each in (*found.own, *found.others)], at)
    drawn = {row.case.id: row for row in shown}
    standing = Standing(by, departments_of(by))
    weighed = " ".join(each.case.number for each in found.likely)
    return {
        "found": found,
        "weighed": weighed,
        "own": [_known(each, drawn, standing) for each in found.own],
        "others": [_known(each, drawn, standing) for each in found.others],
    }


def unweighed(form: IntakeForm, found: Found) -> list[Alike]:
    """The likely duplicates of which nobody said that this is another matter."""
    seen = set(str(form.weighed.data or "").split()) if form.another.data else set()
    return [each for each in found.likely if each.case.number not in seen]


def _known(alike: Alike, drawn: dict[int, Row], standing: Standing) -> Known:
    may_add = Step.CONTACT in next_steps(alike.case, standing)
    return Known(alike, drawn[alike.case.id], may_add)
