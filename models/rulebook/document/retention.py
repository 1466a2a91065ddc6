"""What the rules say about how long personal data of closed cases are kept (X-03, PIPL art. 19 and 47)."""

from typing import Annotated

from pydantic import Field

from models.rulebook.document.part import Part

LONGEST = 1200
"""A hundred years: who wants data to be kept for ever has to write this number, and have it approved."""
SHORTEST = 6
KeptMonths = Annotated[int, Field(ge=SHORTEST, le=LONGEST)]
BriefMonths = Annotated[int, Field(ge=1, le=LONGEST)]
AgainDays = Annotated[int, Field(ge=1, le=90)]
WaitDays = Annotated[int, Field(ge=7, le=365)]


class RetentionRules(Part):
    """After how many months since its closing a case loses the personal data in it.

    `complaint_months` holds for complaints, `severe_months` for those of grade 3, `other_months` for
    everything else a customer may come for. Mails that became no case go `mail_months` after they arrived,
    the people on a list that was brought for a survey `list_months` after the survey was over. What
    colleagues write of a case whose data went is gone through again `again_days` calendar days later. Before
    data go by periods for the first time, and by shorter ones than before, administrators are told, and
    `wait_days` calendar days pass at least.
    """

    complaint_months: KeptMonths
    severe_months: KeptMonths
    other_months: KeptMonths
    mail_months: BriefMonths = 6
    list_months: BriefMonths = 6
    again_days: AgainDays = 14
    """Documents from before these three do not hold them: what came with the product is said here."""
    wait_days: WaitDays
