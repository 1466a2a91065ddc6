"""Key figures: open months are reckoned anew, those that are over frozen, reports made (Q-02, M-04)."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from jobs.job import Tally, each_apart, write
from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.kpi import actions
from models.kpi.rules.months import Month
from web.downloads import file_store
from web.kpi.paper import efficiency_paper

PDF = "application/pdf"
MOST = 50 * 1024 * 1024


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


def report(now: datetime) -> Tally:
    """The efficiency report of the interval whose last month was frozen, once. It is printed before the
    transaction that writes begins."""
    months = actions.due_report()

    def one(months: Sequence[Month]) -> bool:
        content = efficiency_paper(months)
        name = f"efficiency-{months[0].key}-{months[-1].key}.pdf"

        def store() -> bool:
            if not actions.due_report():
                return False
            file = keep_as_it_is(
                BytesIO(content), name, PDF, store=file_store(), most=MOST, by=SYSTEM, now=now
            )
            return actions.report_made(months, file, now=now) is not None

        return write(store)

    return each_apart([months] if months else [], one, name="kpi-report")
