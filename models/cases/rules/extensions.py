"""Whether more time may be asked for, and who may grant it (G-03). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.cases.tables import Case, Extension
from models.cases.words import ExtensionState
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.document import Rules
from models.rulebook.words import Audience


@dataclass(frozen=True)
class Margin:
    """How much more time a case may be given now, and who decides. `days` is 0 where none may be asked."""

    days: int = 0
    approver: Audience = Audience.HEAD


NONE = Margin()


def margin(case: Case, rules: Rules, asked: Sequence[Extension]) -> Margin:
    """What the rulebook still allows in this round, where `asked` are its requests so far.

    Nothing while a request waits, beyond the rulebook's times, or for a grade that knows no extension.
    """
    allowed = rules.grade(case.grade).extension
    granted = sum(each.state is ExtensionState.APPROVED for each in asked)
    waiting = any(each.state is ExtensionState.ASKED for each in asked)
    if allowed is None or waiting or granted >= allowed.times:
        return NONE
    return Margin(allowed.longest_days, allowed.approver)


def may_decide(staff: Staff, case: Case, asked: Extension, *, in_lead: bool) -> bool:
    """Whether this person decides on a request: a head of the lead department, or the leading group.

    Never who asked or who handles the case.
    """
    if staff.id in (asked.by_id, case.owner_id, case.second_id):
        return False
    if asked.approver is Audience.LEADING_GROUP:
        return Role.LEADING_GROUP in staff.roles
    return in_lead and Role.DEPARTMENT_HEAD in staff.roles
