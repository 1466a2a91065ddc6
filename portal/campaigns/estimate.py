"""How many people an audience has, how many a sample draws, and how many answers it takes (S-03)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.campaigns.queries import size_of, strata_of
from models.campaigns.rules.audience import Method, Source, audience_of, sample_of
from models.campaigns.rules.draw import allocation
from models.campaigns.rules.size import answers_needed, precision_of, to_invite
from models.errors import Invalid
from models.rulebook.document import Rules
from portal.campaigns.forms import PRECISIONS, USUAL_RATE, CampaignForm, stratum_name

MOST_STRATA = 60


@dataclass(frozen=True)
class Stratum:
    """One stratum: its name, how many it has, how many of them are drawn."""

    name: str
    eligible: int
    drawn: int


@dataclass(frozen=True)
class Estimate:
    """What the audience and the sample of a form come to. `known` is False of a list that nobody has read."""

    known: bool
    population: int = 0
    drawn: int = 0
    expected: int = 0
    """Answers that the drawn ones give at the expected rate."""
    margin: float | None = None
    """Half the width of the 95 % interval then, in percentage points."""
    wanted: int = 5
    needed: int = 0
    invite: int = 0
    strata: list[Stratum] = field(default_factory=list)
    fault: str = ""


def estimate(form: CampaignForm, rules: Rules, now: datetime) -> Estimate:
    """Counts the audience now. A filter or sample that does not hold together says why."""
    wanted = int(form.precision.data) if str(form.precision.data or "").isdecimal() else 5
    wanted = wanted if wanted in PRECISIONS else 5
    rate = (form.rate.data or USUAL_RATE) / 100
    try:
        audience = audience_of(form.audience)
    except Invalid as refused:
        return Estimate(known=False, wanted=wanted, fault=refused.why)
    if audience.source is Source.LIST:
        return Estimate(known=False, wanted=wanted)
    population = size_of(audience, rules, before=now)
    needed = answers_needed(population, wanted / 100)
    try:
        sample, fault = sample_of(form.sample, audience), ""
    except Invalid as refused:
        sample, fault = None, f"{refused.field}_{refused.why}"
    drawn, strata = population, list[Stratum]()
    if sample is not None and sample.method is not Method.ALL:
        drawn = min(sample.size, population)
    if sample is not None and sample.method is Method.STRATIFIED and sample.by is not None:
        sizes = strata_of(audience, sample.by, rules, before=now)
        shares: Mapping[str, int] = allocation(sizes, sample.size, sample.least)
        strata = [
            Stratum(stratum_name(sample.by, code, rules), units, shares[code])
            for code, units in sorted(sizes.items(), key=lambda each: -each[1])[:MOST_STRATA]
        ]
    expected = round(drawn * rate)
    margin = precision_of(expected, population) if expected else None
    return Estimate(
        known=True,
        population=population,
        drawn=drawn,
        expected=expected,
        margin=None if margin is None else round(100 * margin, 1),
        wanted=wanted,
        needed=needed,
        invite=to_invite(needed, rate, population) if population else 0,
        strata=strata,
        fault=fault,
    )
