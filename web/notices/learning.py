"""What notices about the case library, knowledge and improvement say: icon, tone and sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from models.people.tables import Language
from web.language import _, current_language, lazy


def _risen(facts: Mapping[str, Any]) -> str:
    """What rose, by name: the clearest causes, and how many more there are."""
    place = 1 if current_language() is Language.EN else 0
    names = _(", ").join(each[place] for each in facts.get("rises", []))
    if not names:
        return _("Causes or words rose beyond their usual spread.")
    if facts["more"]:
        return _("Rose beyond their usual spread: %(names)s, and %(n)s more.", names=names, n=facts["more"])
    return _("Rose beyond their usual spread: %(names)s.", names=names)


LEARNING: Mapping[str, tuple[str, str, LazyString | Callable[[Mapping[str, Any]], str]]] = {
    "article_to_review": ("book", "warn", lazy("An article of yours is due for review.")),
    "causes_rising": ("chart-line", "warn", _risen),
    "improvement_raised": ("bulb", "info", lazy("Something to make better was raised.")),
    "improvement_taken_up": ("bulb", "info", lazy("An improvement was taken up.")),
    "improvement_changed": ("bulb", "info", lazy("An improvement has another owner, day or measure.")),
    "improvement_due": ("clock", "warn", lazy("An improvement of yours is due today.")),
    "improvement_late": ("alert-circle", "warn", lazy("An improvement is late.")),
    "improvement_declined": ("arrow-back-up", "neutral", lazy("A suggestion was not taken up.")),
    "improvement_done": ("circle-check", "good", lazy("An improvement is done.")),
    "improvement_concluded": ("circle-check", "good", lazy("It is stated what an improvement did.")),
    "library_nominated": ("book", "info", lazy("A case was nominated for the library.")),
    "library_to_review": ("clipboard-check", "info", lazy("A typical case waits to be reviewed.")),
    "library_published": ("circle-check", "good", lazy("Your typical case is in the library.")),
    "library_returned": ("arrow-back-up", "warn", lazy("Your typical case came back.")),
}
