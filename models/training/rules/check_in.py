"""The code by which people check in: new each 30 seconds, good in the session's window (L-03). Pure.

It is made like a one-time password (RFC 6238): an HMAC of the session and of the number of the half minute.
The one before is taken as well, for whoever has to log in first.
"""

from datetime import datetime, timedelta
from hmac import compare_digest

from models.ids import Signer, typed
from models.training.tables import TrainingSession

STEP = 30
"""Seconds for which a code is shown."""
LENGTH = 12
"""60 bits."""
PURPOSE = "check-in"


def code_at(signer: Signer, session: TrainingSession, moment: datetime, *, steps_before: int = 0) -> str:
    """The code that a session shows at a moment."""
    step = int(moment.timestamp()) // STEP - steps_before
    return signer.proof(PURPOSE, f"{session.number}:{step}")[:LENGTH]


def in_window(session: TrainingSession, moment: datetime, before: timedelta) -> bool:
    """Whether people can check in: from so long before the start until the end."""
    return session.starts_at - before <= moment <= session.ends_at


def is_code(signer: Signer, session: TrainingSession, code: str, moment: datetime) -> bool:
    """Whether a code is that of this half minute or of the one before."""
    said = typed(code).encode()
    found = [compare_digest(code_at(signer, session, moment, steps_before=n).encode(), said) for n in (0, 1)]
    return any(found)
