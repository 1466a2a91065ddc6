"""S-03: who is in an audience, counted by what the action was told, never by the clock of the machine."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session
from time_machine import Traveller

from models.campaigns.queries import size_of
from models.campaigns.rules.audience import audience_of
from models.files.storage import FolderStore
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.models.campaigns.making import DAY, EVERY_CUSTOMER
from tests.models.cases.making import new
from tests.models.imports.making import imported
from tests.models.imports.sheets import OPEN
from tests.moments import MONDAY


def test_s03_customers_are_known_since_they_came(
    session: Session, cast: Cast, tmp_path: Path, at: Callable[[datetime], Traveller]
) -> None:
    """S-03: one who wrote and one who was imported are in the audience a minute later, not before."""
    at(MONDAY + 30 * DAY)
    new(MONDAY, name="钱伟", phone="+8613900139777", email=None)
    imported(OPEN, by=cast.agent, store=FolderStore(tmp_path), now=MONDAY)
    every = audience_of(EVERY_CUSTOMER)
    minute = timedelta(minutes=1)
    seen = [size_of(every, rules_at(MONDAY), before=moment) for moment in (MONDAY - minute, MONDAY + minute)]
    assert seen == [0, 2]
