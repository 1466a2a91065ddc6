"""What the demo company asks its customers beside revisits: campaigns, ratings of chats, reports of it.

All of it is done by the actions that people and the clock use, with the clock of the past: somebody writes a
campaign, the sample is drawn, letters leave, customers answer, the report is approved.
"""

from dataclasses import dataclass
from random import Random

from demo.asking.chats import rated_chats
from demo.asking.course import Post
from demo.asking.days import Days
from demo.asking.draft import begin_questionnaire
from demo.asking.reports import publish_quarters, wait_for_approval
from demo.asking.sms import gateway_of_the_time
from demo.asking.surveys import anonymous_survey, running_survey, store_survey, survey_of_last_quarter
from demo.lately.stage import Stage
from demo.story import Company

__all__ = ["Asked", "ask_customers"]

SEED = 20261122
BEHIND_THE_OTHERS = 60
"""Chats are those of customers whom no other late scene has."""


@dataclass(frozen=True)
class Asked:
    """How many answers to campaigns came, and how many cases came by chat."""

    answers: int
    chats: int


def ask_customers(company: Company, *, post: Post) -> Asked:
    """Adds campaigns, chats and reports to a loaded company, up to its moment. The caller commits.

    `post` writes the letters: `web.letters.render`, which needs the whole application around it.
    """
    stage, days, draw = Stage(company, first=BEHIND_THE_OTHERS), Days(company.until), Random(SEED)
    chats = rated_chats(stage, draw)
    with gateway_of_the_time():
        last = survey_of_last_quarter(stage, days, post, draw)
        publish_quarters(stage, days)
        answers = last.answers
        for survey in (store_survey, anonymous_survey, running_survey):
            answers += survey(stage, days, post, draw).answers
    begin_questionnaire(stage)
    wait_for_approval(last.campaign, stage)
    return Asked(answers, chats)
