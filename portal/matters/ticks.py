"""A field for several of many, as boxes to tick."""

from typing import Any

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget


def ticks(label: Any) -> SelectMultipleField:
    """Several of many, as boxes to tick."""
    return SelectMultipleField(
        label, choices=[], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
