"""The questionnaires that every installation starts with."""

from datetime import datetime

from models.events.actions import SYSTEM, Actor
from models.surveys import queries
from models.surveys.actions.publish import publish, write_draft
from models.surveys.installed import documents


def install_defaults(*, now: datetime, by: Actor = SYSTEM) -> list[str]:
    """Publishes each ready questionnaire that is not there yet; returns the codes of the new ones.

    What an installation has published since is left alone, so it may run at every start.
    """
    missing = [code for code in documents() if queries.current(code) is None]
    for code in missing:
        document = documents()[code].model_dump(mode="json", exclude_none=True)
        publish(write_draft(code, document), by=by, now=now)
    return missing
