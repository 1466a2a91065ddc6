"""Cases that wait for their customers: asked once more, and gone on with at last (H-03)."""

from datetime import datetime

from jobs.job import Tally, claim, each
from models.cases import actions
from models.cases.queries import to_ask_again, waited_enough
from models.cases.tables import Case


def ask_again(now: datetime) -> Tally:
    """The question once more to each customer who has not answered."""

    def one(case_id: int) -> bool:
        case = claim(Case, case_id, Case.ask_again_at <= now)
        return case is not None and actions.ask_again(case, now=now)

    return each(to_ask_again(now), one, name="ask-again")


def stop_waiting(now: datetime) -> Tally:
    """On with each case whose customer did not answer in the time that the rulebook gives."""

    def one(case_id: int) -> bool:
        case = claim(Case, case_id, Case.waits_until <= now)
        return case is not None and actions.stop_waiting(case, now=now)

    return each(waited_enough(now), one, name="stop-waiting")
