"""How the state of an import is coloured."""

from models.imports.words import ImportState

TONES = {
    ImportState.READING: "info",
    ImportState.CHOOSING: "warn",
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warn",
    ImportState.WORKING: "info",
    ImportState.DONE: "good",
    ImportState.CANCELLED: "neutral",
    ImportState.REFUSED: "bad",
}
