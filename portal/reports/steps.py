"""The steps of a report and of its correction: a small form, an action, and what is said of it (S-07)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash

from models.clock import now
from models.errors import Invalid, Stale
from models.reports.tables import ReportCorrection, SatisfactionReport
from portal.reports.forms import ReasonForm
from web.access import viewer
from web.forms import VersionForm
from web.language import _

FORMS: dict[str, type[VersionForm]] = {
    "submit": VersionForm,
    "discard": ReasonForm,
    "approve": VersionForm,
    "return": ReasonForm,
}


def empty_forms(row: SatisfactionReport | ReportCorrection) -> dict[str, VersionForm]:
    """The forms of all steps, as a page shows them first."""
    data = {"version": str(row.version)}
    return {f"{step}_form": form(None, data=data, prefix=f"{step}-") for step, form in FORMS.items()}


def sent_form(step: str) -> VersionForm:
    """The form of one step, as it was sent."""
    return FORMS[step](prefix=f"{step}-")


def on(row: Any, action: Callable[..., object], form: VersionForm) -> Callable[..., object]:
    """An action on a report or correction, with the reason where its form asks for one."""
    return (
        partial(action, row, form.reason.data or "") if isinstance(form, ReasonForm) else partial(action, row)
    )


def taken(row: Any, form: Any, texts: Any, act: Callable[..., object], said: str) -> bool:
    """Takes a step and says so. Else the fault stands in `texts`, if it is about them, or in the form.

    Whoever read an older state gets the newer one to look at, and may take the step again.
    """
    if not form.validate():
        return False
    try:
        act(by=viewer(), now=now(), seen=form.version.version)
    except Invalid as fault:
        (texts if fault.field in texts else form).blame(fault)
    except Stale:
        form.version.data = str(row.version)
        form.form_errors.append(
            _("Somebody changed this meanwhile. What you typed is kept: look at it, and save again.")
        )
    else:
        flash(said, "good")
        return True
    return False
