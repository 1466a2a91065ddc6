"""What stands on the papers of a matter, in the language of the person concerned (A-03)."""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from models.accountability.queries import decided_measures
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter, Measure
from models.accountability.words import AppealOutcome, Mitigation
from models.papers.document import NoticeFacts, Row
from models.people.tables import Language, Staff
from models.rulebook.document import MONEY, Period
from models.rulebook.queries import conduct_of
from web.language import _, counted, current_language, speaking
from web.language.filters import day, named, yuan
from web.words import word


def measure_text(measure: Measure | MeasureDraft) -> str:
    """A measure with its amount."""
    if measure.amount is None:
        return word(measure.kind)
    if measure.months is not None:
        return counted(
            "%(what)s, %(amount)s a month, for one month",
            "%(what)s, %(amount)s a month, for %(n)s months",
            measure.months,
            what=word(measure.kind),
            amount=yuan(measure.amount),
        )
    if measure.kind in MONEY:
        return _("%(what)s, %(amount)s", what=word(measure.kind), amount=yuan(measure.amount))
    return _("%(what)s, %(n)s points", what=word(measure.kind), n=measure.amount)


def measures_text(measures: Sequence[Measure | MeasureDraft]) -> str:
    """All these measures, or that there is none."""
    return _("; ").join(measure_text(each) for each in measures) if measures else _("No measure")


def notice_of(matter: Matter, by: Staff) -> NoticeFacts:
    """Notice that the matter was opened, with its facts and the person's rights."""
    with speaking(matter.person.language):
        return _notice(
            matter,
            by,
            title=_("Notice of an accountability matter about %(kind)s", kind=word(matter.kind)),
            opening=(
                _("An accountability matter about you was opened (%(number)s).", number=matter.number),
                matter.facts,
            ),
            rows=(
                Row(name=_("What for"), text=word(matter.kind)),
                *_what_happened(matter),
            ),
            closing=(
                _(
                    "You may read all evidence in the system, and make a statement with attachments within"
                    " the time shown there. Until a decision nothing is held to be proven."
                ),
            ),
        )


def decision_of(matter: Matter, text: str, by: Staff) -> NoticeFacts:
    """The decision: what was found, by which rule, what mitigates it, what is decided, and the appeal."""
    finding, proposal = matter.finding, matter.proposal
    assert finding is not None, "a decision follows a finding"
    assert proposal is not None, "a decision follows a proposal"
    with speaking(matter.person.language):
        found = word(finding.outcome)
        if finding.severity is not None:
            found = _(
                "%(kind)s: %(found)s, %(severity)s, time no. %(times)s within the period",
                kind=word(matter.kind),
                found=found,
                severity=word(finding.severity),
                times=finding.times,
            )
        rows = [
            *_what_happened(matter),
            Row(name=_("Finding"), text=found),
            Row(name=_("Rule"), text=finding.rule),
            Row(name=_("Decision"), text=measures_text(proposal.measures)),
        ]
        if finding.mitigations:
            speaks = Row(name=_("What speaks for the person"), text=mitigations_text(finding.mitigations))
            rows.insert(-1, speaks)
        said = matter.statement is not None
        return _notice(
            matter,
            by,
            title=_("Decision on %(kind)s", kind=word(matter.kind)),
            opening=(
                finding.text,
                _("Your statement was considered.")
                if said
                else _("You made no statement within the time for it."),
                text,
            ),
            rows=tuple(rows),
            closing=(
                _(
                    "If you do not accept this decision, you may appeal within %(span)s of its delivery;"
                    " an appeal makes nothing heavier.",
                    span=_length(conduct_of(matter.rulebook_id).clocks.appeal),
                ),
            ),
        )


def hearing_of(
    matter: Matter, outcome: AppealOutcome, reason: str, kept: Sequence[MeasureDraft], by: Staff
) -> NoticeFacts:
    """What became of the appeal; where the decision does not stand, what is right instead."""
    proposal = matter.proposal
    assert proposal is not None, "an appeal follows a proposal"
    before = decided_measures(proposal)
    stays = {AppealOutcome.STANDS: before, AppealOutcome.LIGHTER: kept, AppealOutcome.REVERSED: ()}[outcome]
    with speaking(matter.person.language):
        stands = outcome is AppealOutcome.STANDS
        title = _("Decision on your appeal") if stands else _("Correction of a decision after an appeal")
        return _notice(
            matter,
            by,
            title=title,
            opening=(
                _("You appealed against the decision in the matter %(number)s.", number=matter.number),
                reason,
            ),
            rows=(
                Row(name=_("Decision on the appeal"), text=word(outcome)),
                Row(name=_("Measures that stay"), text=measures_text(stays)),
            ),
            closing=(_("This decision is final."),),
        )


def mitigations_text(values: Sequence[str]) -> str:
    """What speaks for the person, in words."""
    return _(", ").join(word(Mitigation(each)) for each in values)


def _what_happened(matter: Matter) -> list[Row]:
    """The day of the conduct, and the case that it was about."""
    rows = [Row(name=_("Day"), text=day(matter.conduct_on))]
    if matter.case is not None:
        rows.append(Row(name=_("Case"), text=matter.case.number))
    return rows


def _length(period: Period) -> str:
    return f"{period.amount} {word(period.unit)}"


def _notice(matter: Matter, by: Staff, **said: Any) -> NoticeFacts:
    config = current_app.config["HUIYIN"]
    english = current_language() is Language.EN
    company = config.company_name_en if english else config.company_name_zh
    return NoticeFacts(
        company=company,
        to=named(matter.person),
        to_number=matter.person.number,
        signed=named(by.department),
        **said,
    )
