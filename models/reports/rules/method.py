"""How a report says by what method its figures were made (S-07). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.reports.rules.sentences import listed, say
from models.reports.words import ReportSource
from models.surveys.document import Text


@dataclass(frozen=True)
class Method:
    """The facts of the method. `sample` is all, random or stratified; None where nobody was drawn."""

    source: ReportSource
    first_day: date
    last_day: date
    counted_on: date
    means: Sequence[Text]
    questionnaires: Sequence[Text]
    open: bool = False
    anonymous: bool = False
    weighted: bool = False
    sample: str | None = None
    eligible: int = 0
    drawn: int = 0


def told(method: Method) -> tuple[Text, ...]:
    """The method in sentences: who, when, how, by what scale, how sure, how many answered, when counted."""
    days = {"first": method.first_day.isoformat(), "last": method.last_day.isoformat()}
    found: list[Text] = []
    if method.source is ReportSource.REVISIT:
        found += [say("method", "revisit_who", **days), say("method", "revisit_window", **days)]
    elif method.open:
        found += [say("method", "campaign_open"), say("method", "campaign_window", **days)]
    else:
        key = f"campaign_{method.sample or 'all'}"
        found += [
            say("method", key, eligible=method.eligible, drawn=method.drawn),
            say("method", "campaign_window", **days),
        ]
    if method.means and method.questionnaires:
        found.append(
            say("method", "how", means=listed(method.means), questionnaires=listed(method.questionnaires))
        )
    if method.anonymous:
        found.append(say("method", "anonymous"))
    found.append(say("method", "scale"))
    if not method.open:
        found.append(say("method", "intervals"))
        found.append(say("method", "weights_strata" if method.weighted else "weights_none"))
        found.append(say("method", "rate"))
    found += [say("method", "hiding"), say("method", "frozen", day=method.counted_on.isoformat())]
    return tuple(found)
