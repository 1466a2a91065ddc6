"""Every write to an import: what people do, then what the clock does a chunk at a time."""

from models.imports.actions.add import add_import
from models.imports.actions.carry_out import BroughtInMeanwhile, carry_out, look_again
from models.imports.actions.check import end_checking, keep_checked
from models.imports.actions.choose import choose_columns
from models.imports.actions.end import cancel, expire, refuse
from models.imports.actions.known_file import ImportedBefore
from models.imports.actions.read import begin_reading, end_reading, keep_lines
from models.imports.actions.start import start
from models.imports.actions.turn import claim, give_back, hold

__all__ = [
    "BroughtInMeanwhile",
    "ImportedBefore",
    "add_import",
    "begin_reading",
    "cancel",
    "carry_out",
    "choose_columns",
    "claim",
    "end_checking",
    "end_reading",
    "expire",
    "give_back",
    "hold",
    "keep_checked",
    "keep_lines",
    "look_again",
    "refuse",
    "start",
]
