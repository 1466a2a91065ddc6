"""The slip with number and key for a customer who left no mail address (H-08, V-03, V-07).

Asking for it leaves a trace; it can be looked at for a quarter of an hour, by whoever asked.
"""

import segno
from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models.cases import actions, queries
from models.cases.tables import Case
from models.cases.words import DueKind
from models.clock import now
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.scope import case_or_404
from web.access import needs, viewer
from web.commit import commits
from web.context import installation
from web.fragments import page
from web.language import _, speaking
from web.letters.links import tracking_address, tracking_key, tracking_link

PIXELS_A_SQUARE = 4


@blueprint.post("/<number>/slip")
@needs(Permission.CASE_REGISTER)
@commits
def hand_over(number: str) -> Response:
    """Shows the key, once, to whoever talks to the customer."""
    case = case_or_404(number)
    actions.hand_over_key(case, by=viewer(), now=now())
    return redirect(url_for(".slip", number=case.number), code=303)  # type: ignore[return-value]


@blueprint.get("/<number>/slip")
@needs(Permission.CASE_REGISTER)
def slip(number: str) -> ResponseReturnValue:
    """Number and key, to be read out and printed."""
    case = case_or_404(number)
    until = queries.key_open_until(case, viewer())
    if until is None or until < now():
        flash(_("Number and key are shown once, to whoever asked, for a quarter of an hour."), "warn")
        return redirect(url_for(".show", number=case.number), code=303)
    return page("portal/cases/slip.html", case=case, slip=drawn(case), key=tracking_key(case), until=until)


def drawn(case: Case) -> Markup:
    """The slip itself, in the customer's language."""
    due = [each for each in queries.due_times_of(case, DueKind.FIRST_RESPONSE) if each.ended_at is None]
    code = segno.make(tracking_link(case), error="m").png_data_uri(scale=PIXELS_A_SQUARE, light="white")
    config = installation()
    with speaking(case.language):
        return Markup(  # noqa: S704 (a template of ours, which escapes)
            render_template(
                "portal/cases/_slip.html",
                case=case,
                code=code,
                key=tracking_key(case),
                address=tracking_address().partition("://")[2],
                due_at=due[0].due_at if due else None,
                hotline=config.service_hotline,
                company=config.company_name_en if case.language == "en" else config.company_name_zh,
            )
        )
