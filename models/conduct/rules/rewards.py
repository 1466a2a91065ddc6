"""Who checks and who approves a reward, and what may be given (C-01, C-02, C-04). Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.conduct.words import OF_DEPARTMENTS, OF_MONEY, RewardKind
from models.rulebook.words import Approver


@dataclass(frozen=True)
class RewardLimits:
    """What the rules say about rewards: up to which amount in fen who approves (the last has none), how many
    points a kind usually brings, and how much and how many are the most for one reward."""

    limits: Sequence[tuple[int | None, Approver]]
    usual_points: Mapping[RewardKind, int]
    most_fen: int
    most_points: int

    def approver(self, amount_fen: int) -> Approver:
        """Who approves an amount."""
        return next(who for up_to, who in self.limits if up_to is None or amount_fen <= up_to)


@dataclass(frozen=True)
class Company:
    """Who could check or approve a reward today, without those who must not: ids of HR, finance and the
    leading group, and the heads above the rewarded person or department, the nearest first."""

    hr: Collection[int]
    finance: Collection[int]
    leading_group: Collection[int]
    heads: Sequence[int]


def fault_of(
    kind: RewardKind, amount_fen: int, points: int, *, person: bool, limits: RewardLimits
) -> tuple[str, str] | None:
    """Why this cannot be given: the field and a code; None where it can."""
    if (kind in OF_DEPARTMENTS) is person:
        return "kind", "not_for_people" if person else "not_for_departments"
    if kind in OF_MONEY and amount_fen <= 0:
        return "amount", "no_amount"
    if kind not in OF_MONEY and amount_fen:
        return "amount", "without_amount"
    if amount_fen > limits.most_fen:
        return "amount", "over_limit"
    if points < 0 or points > limits.most_points:
        return "points", "over_limit"
    if kind is RewardKind.PERFORMANCE_POINTS and points == 0:
        return "points", "no_points"
    return None


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
