"""The demo company's campaigns: last quarter's, this quarter's, one in the stores, one anonymous (S-03)."""

from datetime import datetime, timedelta
from random import Random

from demo.asking.course import Course, People, Post, Temper
from demo.asking.days import CLOSED, Days
from demo.calendar.working import add_days, at
from demo.lately.stage import Stage
from models.campaigns.actions import CampaignDraft
from models.campaigns.words import CampaignKind
from models.cases.words import Channel
from models.clock import local_day
from models.reports.rules.period import Period
from models.surveys.words import Reach

INSPECTOR, COMMITTEE = "YF-0131", "YF-0008"
"""Who writes campaigns, and who lets them go out."""
HALF_A_YEAR = timedelta(days=200)
DAY = timedelta(days=1)
BY_LETTER = (Reach.EMAIL, Reach.SMS)
QUARTER_ZH = "这个季度，您对我们的产品、价格和服务感觉如何？结果会公布在网站上。"
QUARTER_EN = "How were our product, our prices and our service this quarter? We publish the results."
STORE_ZH = "科技园、罗湖、宝安营业厅的同事想听听您今天的感受。"
STORE_EN = "The people at our Science Park, Luohu and Bao'an stores would like to hear how it was."
OPENLY_ZH = "投诉过以后，您的感受如何？想听真话，好的坏的都行。"
OPENLY_EN = "How do you feel about us after your complaint? Tell us straight, good or bad."
STORE_DAYS, STORE_VISITS = 36, 60
"""So many working days ago the posters went up; so many visitors have answered since."""


def survey_of_last_quarter(stage: Stage, days: Days, post: Post, draw: Random) -> Course:
    """A stratified sample of those who had a case, asked by mail and SMS, reminded once, and over."""
    period = days.last
    opens, closes = days.opens(period), days.closes(period)
    course = _quarterly(stage, period, opens, closes, size=400, post=post, draw=draw)
    course.answered(Temper(0.45), since=opens, until=_reminder(opens))
    course.reminded(now=_reminder(opens))
    course.answered(Temper(0.25, 3.8), since=_reminder(opens), until=closes)
    course.ended(now=closes + timedelta(minutes=1))
    return course


def running_survey(stage: Stage, days: Days, post: Post, draw: Random) -> Course:
    """The same for this quarter: under way, nobody was reminded yet."""
    opens = stage.back(4, 10, 0)
    closes = at(local_day(stage.until) + 14 * DAY, CLOSED)
    course = _quarterly(stage, days.running, opens, closes, size=180, post=post, draw=draw)
    course.answered(Temper(0.45, 4.05), since=opens, until=stage.until)
    return course


def store_survey(stage: Stage, days: Days, post: Post, draw: Random) -> Course:
    """Posters with a QR code in the three stores; whoever comes by may answer (S-04)."""
    opens = stage.back(STORE_DAYS, 9, 30)
    draft = CampaignDraft(
        name_zh="营业厅服务评价",
        name_en="How was our store?",
        questionnaire="store",
        kind=CampaignKind.OPEN,
        words_zh=STORE_ZH,
        words_en=STORE_EN,
        opens_at=None,
        closes_at=at(local_day(stage.until) + 60 * DAY, CLOSED),
    )
    course = Course(draft, _people(stage), post, draw, now=opens)
    course.started(now=opens + timedelta(minutes=20))
    moments = sorted(_visit(stage, draw) for _each in range(STORE_VISITS))
    reaches = [Reach.QR if draw.random() < 0.85 else Reach.OPEN_LINK for _each in moments]
    latest = stage.until - timedelta(minutes=5)
    within = [each for each in zip(moments, reaches, strict=True) if opens + DAY < each[0] < latest]
    course.visited(Temper(1, 4.1), within)
    return course


def anonymous_survey(stage: Stage, days: Days, post: Post, draw: Random) -> Course:
    """Those who complained about something grave, asked without a name; over and sealed (S-04)."""
    opens, closes = stage.back(26, 10, 0), stage.back(13, 21, 0)
    written = opens - DAY
    draft = CampaignDraft(
        name_zh=f"{local_day(opens).year} 年投诉客户匿名调查",
        name_en=f"Anonymous survey of customers who complained, {local_day(opens).year}",
        questionnaire="quarterly",
        anonymous=True,
        words_zh=OPENLY_ZH,
        words_en=OPENLY_EN,
        audience={
            "since": (local_day(opens) - HALF_A_YEAR).isoformat(),
            "grades": [2, 3],
        },
        sample={"method": "random", "size": 110},
        means=BY_LETTER,
        opens_at=opens,
        closes_at=closes,
    )
    course = Course(draft, _people(stage), post, draw, now=written)
    course.drawn("anonymous", now=written + timedelta(minutes=10))
    course.started(now=written + timedelta(minutes=50))
    course.asked(now=opens)
    course.answered(Temper(0.5, 3.2), since=opens, until=closes)
    course.ended(now=closes + timedelta(minutes=1))
    return course


def _quarterly(
    stage: Stage, period: Period, opens: datetime, closes: datetime, *, size: int, post: Post, draw: Random
) -> Course:
    """A quarterly survey up to where everybody was asked."""
    written = at(add_days(local_day(opens), -2), 14 * 60)
    draft = CampaignDraft(
        name_zh=f"{period.name.zh}客户满意度调查",
        name_en=f"Customer satisfaction survey, {period.name.en}",
        questionnaire="quarterly",
        words_zh=QUARTER_ZH,
        words_en=QUARTER_EN,
        audience={
            "since": (local_day(opens) - HALF_A_YEAR).isoformat(),
            "channels": [each.value for each in Channel if each is not Channel.RESEARCH],
        },
        sample={"method": "stratified", "by": "department", "size": size, "least": 12},
        means=BY_LETTER,
        opens_at=opens,
        closes_at=closes,
        remind_at=_reminder(opens),
        a_minute=120,
    )
    course = Course(draft, _people(stage), post, draw, now=written)
    course.drawn(period.key, now=written + timedelta(minutes=25))
    course.started(now=written + timedelta(minutes=90))
    course.asked(now=opens)
    return course


def _reminder(opens: datetime) -> datetime:
    """A week later by working days, in the morning."""
    return at(add_days(local_day(opens), 6), 10 * 60 + 30)


def _people(stage: Stage) -> People:
    return People(author=stage.staff(INSPECTOR), starter=stage.staff(COMMITTEE))


def _visit(stage: Stage, draw: Random) -> datetime:
    """When somebody is in a store: between half past nine and eight in the evening."""
    day = local_day(stage.until) - draw.randrange(0, 50) * DAY
    return at(day, draw.triangular(9.5 * 60, 20 * 60, 15 * 60))
