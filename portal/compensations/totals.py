"""The sums of a span put together: by cause, by kind, by department (G-06)."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from models.cases.queries import Sum
from models.cases.words import CompensationState
from models.people.tables import Department
from models.rulebook.document import Rules
from web.language import _
from web.language.filters import named
from web.words import word

OPEN = (CompensationState.OPINION, CompensationState.APPROVAL, CompensationState.PAYMENT)
GONE = (CompensationState.REFUSED, CompensationState.DROPPED)


@dataclass
class Total:
    """One line: how many were proposed, and what is open, paid, or came to nothing, in fen."""

    label: str
    count: int = 0
    open: int = 0
    paid: int = 0
    gone: int = 0

    def add(self, found: Sum) -> None:
        self.count += found.count
        if found.state is CompensationState.PAID:
            self.paid += found.fen
        elif found.state in GONE:
            self.gone += found.fen
        else:
            self.open += found.fen


@dataclass
class Totals:
    """Everything together, and one table for each way to look at it, the most expensive line first."""

    whole: Total
    causes: list[Total] = field(default_factory=list)
    kinds: list[Total] = field(default_factory=list)
    departments: list[Total] = field(default_factory=list)

    @property
    def tables(self) -> list[tuple[str, str, list[Total]]]:
        """The heading of each table, that of its first column, and its lines."""
        return [
            (_("By cause"), _("Cause of the compensation"), self.causes),
            (_("By kind"), _("Kind of compensation"), self.kinds),
            (_("By department"), _("Department"), self.departments),
        ]


def totals(found: list[Sum], rules: Rules, departments: dict[int, Department]) -> Totals:
    """Sums with the names of today's rules; a cause that they no longer know is called by its code."""
    whole = Total(_("All"))
    for each in found:
        whole.add(each)
    return Totals(
        whole,
        _by(found, lambda each: each.cause, lambda each: cause_name(each.cause, rules)),
        _by(found, lambda each: each.kind, lambda each: word(each.kind)),
        _by(
            found, lambda each: each.department_id, lambda each: _department(each.department_id, departments)
        ),
    )


def cause_name(code: str, rules: Rules) -> str:
    """What a cause is called."""
    cause = rules.compensation.cause(code) if rules.compensation else None
    return named(cause) if cause else code


def _department(number: int | None, departments: dict[int, Department]) -> str:
    return named(departments[number]) if number in departments else _("No department")


def _by(found: Iterable[Sum], key: Callable[[Sum], Hashable], label: Callable[[Sum], str]) -> list[Total]:
    lines: dict[Hashable, Total] = {}
    for each in found:
        lines.setdefault(key(each), Total(label(each))).add(each)
    return sorted(lines.values(), key=lambda line: (-line.paid, -line.open, line.label))
