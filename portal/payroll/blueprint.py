"""The blueprint that the views of this area hang on."""

from flask import Blueprint, url_for

from models.people.tables import Staff
from models.permissions import Permission
from web.language import _

blueprint = Blueprint("payroll", __name__, url_prefix="/portal/payroll")


def tabs(by: Staff, here: str) -> list[dict[str, object]]:
    """The two pages, for whoever may open both."""
    if not by.may(Permission.WAGE_EDIT) or not by.may(Permission.PAYROLL_ISSUE):
        return []
    found = (("payroll.index", _("Hand-overs")), ("payroll.wages", _("Wages")))
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]
