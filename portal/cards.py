"""How every step on a card is taken: validate, one action, the card anew or the form with what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Response, flash

from models.errors import Invalid
from web.forms import Form
from web.fragments import rejected, respond
from web.language import _


@dataclass(frozen=True)
class Card:
    """The card of a person, department or product: its address, what it shows, its regions, and the one with
    the steps.

    `shown` gives everything that the regions need; what it is called with replaces single parts.
    """

    address: str
    shown: Callable[..., dict[str, Any]]
    regions: tuple[str, ...]
    panel: str


def take_step(
    card: Card, step: StrEnum, form: Form, act: Callable[[], object], *, form_name: str
) -> Response:
    """Acts when the form is in order, and answers with the card; otherwise with the form, opened.

    `form_name` is what the card calls the form.
    """
    if form.validate():
        try:
            act()
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("Saved."), "good")
            return respond(*card.regions, redirect=card.address, **card.shown())
    return rejected(card.panel, form, **card.shown(open_step=step, **{form_name: form}))
