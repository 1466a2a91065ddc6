"""On which side of its target a figure is (Q-04). Pure."""

from models.kpi.rules.figures import NATURE, Unit
from models.kpi.words import Figure, Side
from models.rulebook.document import Target


def held_against(figure: Figure, bound: int) -> float:
    """A target of the rulebook in the unit of the figure: a share from 0 to 1, or minutes."""
    return bound / 100 if NATURE[figure].unit is Unit.SHARE else float(bound)


def reaches(figure: Figure, measure: float, bound: int) -> bool:
    """Whether a measure is as good as a bound, or better."""
    wanted = held_against(figure, bound)
    return measure >= wanted if NATURE[figure].more_is_better else measure <= wanted


def side_of(figure: Figure, measure: float, target: Target) -> Side | None:
    """Below its target, excellent, or neither."""
    if not reaches(figure, measure, target.target):
        return Side.BELOW
    if target.excellent is not None and reaches(figure, measure, target.excellent):
        return Side.ABOVE
    return None
