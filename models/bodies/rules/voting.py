"""Whether a body can decide, and what it decided (M-01). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.bodies.words import Choice, Majority, Outcome


@dataclass(frozen=True)
class Count:
    """The votes on one item. `members` may vote on it at all, who is concerned left out."""

    members: int
    yes: int
    no: int
    abstain: int
    recused: int

    @property
    def present(self) -> int:
        """Who took part in the vote, with those who abstained."""
        return self.yes + self.no + self.abstain


def counted(votes: Mapping[int, Choice], members: Collection[int]) -> Count:
    """The votes of those who may vote; absent members have none."""
    cast = {person: choice for person, choice in votes.items() if person in members}
    number = {choice: sum(each is choice for each in cast.values()) for choice in Choice}
    recused = number[Choice.RECUSED]
    return Count(
        len(members) - recused, number[Choice.YES], number[Choice.NO], number[Choice.ABSTAIN], recused
    )


def quorate(count: Count, percent: int) -> bool:
    """Whether enough of those who may vote took part."""
    return count.present > 0 and count.present * 100 >= percent * count.members


def result(
    count: Count, *, percent: int, majority: Majority, chair: Choice | None, chair_decides: bool
) -> Outcome:
    """What the vote came to. `chair` is how the chair voted, who breaks a tie where the body says so; a
    majority of all members or of two thirds knows no ties."""
    if not quorate(count, percent):
        return Outcome.NO_QUORUM
    if majority is Majority.ABSOLUTE:
        carried = count.yes * 2 > count.members
    elif majority is Majority.TWO_THIRDS:
        carried = count.yes > 0 and count.yes * 3 >= (count.yes + count.no) * 2
    else:
        tie = count.yes == count.no and count.yes > 0
        carried = count.yes > count.no or (tie and chair_decides and chair is Choice.YES)
    return Outcome.CARRIED if carried else Outcome.REJECTED
