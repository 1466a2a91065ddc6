"""Who checks and who approves a reward, and what may be given (C-01, C-02, C-04). Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models.conduct.words import OF_DEPARTMENTS
from models.rulebook.document import RewardRules
from models.rulebook.words import Approver


@dataclass(frozen=True)
class Company:
    """Who could check or approve a reward today, without those who must not: ids of HR, finance and the
    leading group, and the heads above the rewarded person or department, the nearest first."""

    hr: Collection[int]
    finance: Collection[int]
    leading_group: Collection[int]
    heads: Sequence[int]


def fault_of(rules: RewardRules, amount_fen: int, *, person: bool) -> tuple[str, str] | None:
    """Why this cannot be given: the field and a code; None where it can."""
    if (rules.kind in OF_DEPARTMENTS) is person:
        return "kind", "not_for_people" if person else "not_for_departments"
    if rules.least_fen <= amount_fen <= rules.most_fen:
        return None
    return "amount", "not_in_range" if rules.most_fen else "without_amount"


def checking(company: Company) -> set[int]:
    """Who may check a nomination: HR; when nobody is left there, the leading group."""
    return set(company.hr) or set(company.leading_group)


def approving(approver: Approver, company: Company) -> set[int]:
    """Who may approve: the nearest head, finance, or the leading group; when nobody is left, it goes up to
    the leading group."""
    match approver:
        case Approver.HEAD:
            return set(company.heads[:1]) or set(company.leading_group)
        case Approver.FINANCE:
            return set(company.finance) or set(company.leading_group)
        case Approver.LEADING_GROUP:
            return set(company.leading_group)
