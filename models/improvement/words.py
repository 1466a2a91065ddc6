"""The words that an improvement item and a signal may hold."""

from enum import StrEnum


class ItemState(StrEnum):
    """Where an item stands: suggested, taken up, done, or ended."""

    SUGGESTED = "suggested"
    OPEN = "open"
    DONE = "done"
    WORKED = "worked"
    NOT_SHOWN = "not_shown"
    DECLINED = "declined"


class ItemSource(StrEnum):
    """What an item came from."""

    CAUSE = "cause"
    CASE = "case"
    COMMENT = "comment"
    INSPECTION = "inspection"
    SUGGESTION = "suggestion"


class SignalKind(StrEnum):
    """What rises: a category, a product, a category within a product or in a region, a word of customers."""

    CATEGORY = "category"
    PRODUCT = "product"
    WITHIN_PRODUCT = "within_product"
    REGION = "region"
    WORD = "word"
