"""From a token in a link to what it opens, and back to addresses that keep the reader's language."""

from flask import current_app, request, url_for

from models.clock import now
from models.errors import BadToken
from models.ids import LOCATOR_LENGTH, PROOF_LENGTH, Signer, typed
from models.people.tables import Language
from models.revisits.queries import Sitting, sitting
from models.surveys.queries import by_locator
from models.surveys.tables import Invitation
from web.language import asked_language, kept_language, speak

PURPOSE = "survey"
STEPS_A_MINUTE = "90 per minute"
"""How often answers, or wishes, may be sent by one link."""
LONGEST_TOKEN = LOCATOR_LENGTH + PROOF_LENGTH


def spelt_alike() -> str:
    """The link of this request, the same however it is spelt: limits count by it."""
    return typed(str((request.view_args or {}).get("token", "")))[:LONGEST_TOKEN]


def sit_down(token: str) -> Sitting:
    """Where the holder of a link stands; from here on the request speaks the link's language, or the one
    switched to.

    Raises BadToken for a link that we did not make.
    """
    found = sitting(_locator(token), now())
    if found is None:
        raise BadToken(PURPOSE)
    own = Language(found.language) if found.language in set(Language) else Language.ZH
    speak(asked_language() or kept_language() or own)
    return found


def invited(token: str) -> Invitation:
    """The invitation of a link that was sat down with. Raises BadToken for one that we did not make."""
    invitation = by_locator(_locator(token))
    if invitation is None:
        raise BadToken(PURPOSE)
    return invitation


def address(endpoint: str, token: str, code: str | None = None) -> str:
    """An address of this survey; a language that was switched to goes along."""
    return url_for(f"answer.{endpoint}", token=token, code=code, lang=asked_language())


def rating() -> int | None:
    """The point that a link in a mail asked to have chosen beforehand: 1 to 5."""
    word = request.args.get("rating", "")
    return int(word) if word in {"1", "2", "3", "4", "5"} else None


def _locator(token: str) -> str:
    signer: Signer = current_app.extensions["signer"]
    return signer.locator(PURPOSE, token)
