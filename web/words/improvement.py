"""Words for improvement: where an item stands, where it came from, what rises (K-02, M-03)."""

from models.improvement.words import ItemSource, ItemState, SignalKind
from web.language import lazy
from web.words.registry import name

name(
    ItemState,
    {
        ItemState.SUGGESTED: lazy("Raised"),
        ItemState.OPEN: lazy("Under way"),
        ItemState.DONE: lazy("Done, being watched"),
        ItemState.WORKED: lazy("It worked"),
        ItemState.NOT_SHOWN: lazy("No effect shown"),
        ItemState.DECLINED: lazy("Not taken up"),
    },
)
name(
    ItemSource,
    {
        ItemSource.CAUSE: lazy("A rising cause"),
        ItemSource.CASE: lazy("A case"),
        ItemSource.COMMENT: lazy("A comment of a customer"),
        ItemSource.INSPECTION: lazy("An inspection"),
        ItemSource.SUGGESTION: lazy("A suggestion by staff"),
    },
)
name(
    SignalKind,
    {
        SignalKind.CATEGORY: lazy("Category"),
        SignalKind.PRODUCT: lazy("Product"),
        SignalKind.WITHIN_PRODUCT: lazy("Category within a product"),
        SignalKind.REGION: lazy("Category in a region"),
        SignalKind.WORD: lazy("Words of customers"),
    },
)
