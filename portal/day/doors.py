"""What somebody can do here whom no case waits for: only what is open to them today (M-02)."""

from dataclasses import dataclass

from flask import url_for

from models.people.rules.second_factor import ADVISED
from models.people.tables import Staff
from models.permissions import Permission
from web.language import _

STEPS = {
    Permission.CASE_ASSIGN,
    Permission.CASE_CLOSE,
    Permission.CASE_DECIDE,
    Permission.CASE_HANDLE,
    Permission.CASE_NUDGE,
    Permission.CASE_REVIEW,
    Permission.CASE_TRIAGE,
    Permission.COMPENSATION_ADVISE,
    Permission.COMPENSATION_APPROVE,
    Permission.REVISIT_CALL,
}
"""Who holds one of these has steps to take on cases, so cases may wait for them."""


@dataclass(frozen=True)
class Door:
    """A place to go to, and what it is good for."""

    label: str
    text: str
    url: str
    icon: str


def takes_steps(by: Staff) -> bool:
    """Whether cases can wait for this person at all."""
    return bool(by.permissions & STEPS)


def doors(by: Staff) -> list[Door]:
    """The most useful first; each leads to something that works today."""
    found = []
    if by.roles & ADVISED and by.totp_confirmed_at is None:
        found.append(
            Door(
                _("Set up a second factor"),
                _("Your roles reach far: with it, a stolen password alone opens nothing."),
                url_for("account.second_factor"),
                "shield-lock",
            )
        )
    if by.may(Permission.CASE_REGISTER):
        found.append(
            Door(
                _("Pass on what a customer said"),
                _("Whatever you heard by the way becomes a case, and customer service goes on with it."),
                url_for("channels.start"),
                "message-2",
            )
        )
    if by.may(Permission.CASE_READ_DEPARTMENT):
        found.append(
            Door(
                _("Cases of your department"),
                _("What your department leads or passed on: how each case goes, and how it ended."),
                url_for("cases.index"),
                "clipboard-text",
            )
        )
    else:
        found.append(
            Door(
                _("Cases that you passed on"),
                _("How each of them goes, and what the customer was told."),
                url_for("cases.index"),
                "clipboard-text",
            )
        )
    found.append(
        Door(
            _("Ask for support"),
            _("Help, or relief from load: your head has to answer."),
            url_for("support.new"),
            "users",
        )
    )
    found.append(
        Door(
            _("Language, look, password"),
            _("Your own settings, and where you are logged in."),
            url_for("account.index"),
            "settings",
        )
    )
    return found
