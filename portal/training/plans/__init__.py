"""Plans of a year or quarter: lists, one of them, its topics, Excel (L-01)."""

from portal.training.plans import importing, lists, one, sheet, topics

__all__ = ["importing", "lists", "one", "sheet", "topics"]
