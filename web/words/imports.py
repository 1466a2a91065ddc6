"""Words for the area imports: where one stands."""

from models.imports.words import ImportState
from web.language import lazy
from web.words.registry import name

name(
    ImportState,
    {
        ImportState.READING: lazy("The file is read"),
        ImportState.CHOOSING: lazy("Columns to be chosen"),
        ImportState.CHECKING: lazy("Being checked"),
        ImportState.CHECKED: lazy("Checked, not imported yet"),
        ImportState.WORKING: lazy("Being imported"),
        ImportState.DONE: lazy("Imported"),
        ImportState.CANCELLED: lazy("Called off"),
        ImportState.REFUSED: lazy("Cannot be imported"),
    },
)
