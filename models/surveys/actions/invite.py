"""Inviting a customer to answer a questionnaire, and taking an invitation back (S-04)."""

from datetime import datetime

from models.db import db
from models.errors import SetupError
from models.ids import LOCATOR_LENGTH, random_code
from models.surveys import queries
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach


def invite(questionnaire: str, *, language: str, reach: Reach, closes_at: datetime) -> Invitation:
    """An open invitation to the questionnaire's latest published version. Nothing is sent.

    Raises SetupError when the questionnaire was never published.
    """
    version = queries.current(questionnaire)
    if version is None:
        raise SetupError(f"the questionnaire {questionnaire} is not published: run `flask install`")
    invitation = Invitation(
        locator=random_code(LOCATOR_LENGTH),
        version=version,
        language=language,
        reach=reach,
        closes_at=closes_at,
        response=None,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def withdraw(invitation: Invitation) -> None:
    """Takes an invitation back: its link says so from now on. A completed one keeps its answers and state."""
    if invitation.state is InvitationState.OPEN:
        invitation.state = InvitationState.WITHDRAWN
        db.session.flush()


def reopen(invitation: Invitation) -> None:
    """Lets a link that was taken back be answered again, until its window closes."""
    if invitation.state is InvitationState.WITHDRAWN:
        invitation.state = InvitationState.OPEN
        db.session.flush()
