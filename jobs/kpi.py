"""Key figures: open months are reckoned anew, months that are over are frozen (Q-02)."""

from datetime import datetime

from jobs.job import Tally, each_apart, write
from models.kpi import actions
from models.kpi.rules.months import Month


def reckon(now: datetime) -> Tally:
    """Each open month whose figures are behind. They are counted before the transaction that writes begins,
    so that nobody waits for it; of two clocks at once the newer count stays."""

    def one(month: Month) -> bool:
        found = actions.reckon(month, now)
        return write(lambda: actions.keep(found))

    return each_apart(actions.months_to_reckon(now), one, name="kpi-reckon")


def close(now: datetime) -> Tally:
    """Each month that is over, on the first working day after it, the oldest first."""

    def one(month: Month) -> bool:
        found = actions.reckon(month, now)

        def freeze() -> bool:
            if month not in actions.closable(now):
                return False
            actions.close_month(found, now=now)
            return True

        return write(freeze)

    return each_apart(actions.closable(now), one, name="kpi-close")
