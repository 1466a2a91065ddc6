"""From a token in a link to its invitation, and back to addresses that keep the reader's language."""

from flask import current_app, request, url_for

from models.errors import BadToken
from models.ids import Signer
from models.people.tables import Language
from models.surveys.queries import by_locator
from models.surveys.tables import Invitation
from web.language import asked_language, kept_language, speak

PURPOSE = "survey"


def invited(token: str) -> Invitation:
    """The invitation of a link; from here on the request speaks its language, or the one switched to.

    Raises BadToken for a link that we did not make.
    """
    signer: Signer = current_app.extensions["signer"]
    invitation = by_locator(signer.locator(PURPOSE, token))
    if invitation is None:
        raise BadToken(PURPOSE)
    speak(asked_language() or kept_language() or _own_language(invitation))
    return invitation


def address(endpoint: str, token: str, code: str | None = None) -> str:
    """An address of this survey; a language that was switched to goes along."""
    return url_for(f"answer.{endpoint}", token=token, code=code, lang=asked_language())


def rating() -> int | None:
    """The point that a link in a mail asked to have chosen beforehand: 1 to 5."""
    word = request.args.get("rating", "")
    return int(word) if word in {"1", "2", "3", "4", "5"} else None


def _own_language(invitation: Invitation) -> Language:
    return Language(invitation.language) if invitation.language in set(Language) else Language.ZH
