"""Sentences for the short codes that the domain gives as its reason to refuse.

An area adds its own where its views are made: `refusal("own_result", lazy("…"))`.
"""

from flask_babel.speaklater import LazyString

from web.language import _, lazy

_refusals: dict[str, LazyString] = {
    "login": lazy("You are not logged in."),
    "permission": lazy("Your roles do not allow this."),
}
_faults: dict[str, LazyString] = {
    "missing": lazy("Please fill this in."),
    "required": lazy("Please fill this in."),
    "past": lazy("This moment is past. Please give one that is ahead."),
    "future": lazy("This day is still to come."),
    "too_many_days": lazy("That is more than the rules of this grade allow."),
    "is_lead": lazy("This department has the lead already."),
    "asked_already": lazy("This department is asked already and has not finished."),
    "no_rise": lazy("This is only for a grade that rises."),
    "too_late": lazy("The due time is over: more time is asked for before it runs out."),
    "taken": lazy("This is already in use."),
    "too_long": lazy("This is too long."),
    "unknown": lazy("We do not know this value."),
}


def refusal(why: str, sentence: LazyString) -> None:
    """Says what `NotAllowed(why)` means to a reader. Raises ValueError as `fault` does."""
    _register(_refusals, why, sentence)


def fault(why: str, sentence: LazyString) -> None:
    """Says what `Invalid(field, why)` means to a reader.

    Raises ValueError where another sentence stands for the code: a reader would get one area's words for
    what another one refuses.
    """
    _register(_faults, why, sentence)


def _register(sentences: dict[str, LazyString], why: str, sentence: LazyString) -> None:
    if sentences.setdefault(why, sentence)._args != sentence._args:
        raise ValueError(f"{why} is said in other words already")


def sentence_for_refusal(why: str) -> str:
    """Why this was not allowed."""
    return str(_refusals.get(why, _refusals["permission"]))


def sentence_for_fault(why: str) -> str:
    """What is wrong with a value, to be shown at its field."""
    return str(_faults[why]) if why in _faults else _("This value is not possible.")
