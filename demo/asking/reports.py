"""Reports of the demo company: two quarters published, one of a campaign to be approved (S-07)."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from demo.asking.days import WORKED_ON, Days
from demo.lately.stage import LEADER, Stage
from models.campaigns.tables import Campaign
from models.people.tables import Staff
from models.reports import actions
from models.reports.tables import SatisfactionReport
from models.reports.words import Passage

EDITOR = "YF-0131"
TEXTS = Path(__file__).with_name("report_texts.toml")


def publish_quarters(stage: Stage, days: Days) -> None:
    """The two latest quarters that are over, each written by one person and approved by another."""
    for period, texts in ((days.last.before(), "first"), (days.last, "second")):
        drafted = days.after(period, WORKED_ON - 5, 10 * 60)
        report = _submitted(period.key, texts, stage.staff(EDITOR), now=drafted)
        actions.publish(report, by=stage.staff(LEADER), now=days.after(period, WORKED_ON, 15 * 60), seen=None)


def wait_for_approval(campaign: Campaign, stage: Stage) -> SatisfactionReport:
    """The report of a campaign that somebody else has yet to read."""
    return _submitted(campaign.number, "campaign", stage.staff(EDITOR), now=stage.back(1, 10, 40))


def _submitted(key: str, texts: str, by: Staff, *, now: datetime) -> SatisfactionReport:
    report = actions.draft(key, by=by, now=now)
    report.created_at = now
    passages = {Passage(part): words for part, words in tomllib.loads(TEXTS.read_text())[texts].items()}
    actions.write(report, passages, by=by, now=now + timedelta(minutes=40), seen=None)
    return actions.submit(report, by=by, now=now + timedelta(minutes=55), seen=None)
