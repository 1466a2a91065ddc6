"""The form of a campaign, on one page: what is asked, whom, how many, by what, when (S-03)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from models.campaigns.actions import CampaignDraft
from models.campaigns.queries import regions, versions_to_ask
from models.campaigns.rules.audience import GRADES, By, Method, Source
from models.campaigns.rules.rate import MOST_A_MINUTE
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind
from models.clock import SHANGHAI, local, local_day
from models.people.queries import departments
from models.people.tables import Language
from models.reports.rules.period import Period
from models.revisits.rules import QUESTIONNAIRES
from models.rulebook.document import Rules
from models.rulebook.words import Channel
from models.surveys.words import Reach
from portal.campaigns.sentences import METHODS
from web.forms import Form, Line, Moment, Near, Paragraph, Seen, ticks
from web.language import _, current_language, lazy, speaking
from web.language.filters import named
from web.words import choices, word

QUARTERLY = "quarterly"
LISTED = ("categories", "departments", "channels", "regions")
CHOOSE = InputRequired(lazy("Please choose one."))
WINDOW = timedelta(days=14)
REMIND_AFTER = timedelta(days=5)
MOST_REGIONS = 24
PRECISIONS = (3, 4, 5, 7, 10)
USUAL_RATE = 20
MEANS: Mapping[str, tuple[Reach, ...]] = {
    "email": (Reach.EMAIL,),
    "email_sms": (Reach.EMAIL, Reach.SMS),
    "sms_email": (Reach.SMS, Reach.EMAIL),
    "sms": (Reach.SMS,),
    "email_sms_phone": (Reach.EMAIL, Reach.SMS, Reach.PHONE),
    "sms_phone": (Reach.SMS, Reach.PHONE),
    "phone": (Reach.PHONE,),
}
MEANS_WORDS = {
    "email": lazy("By mail"),
    "email_sms": lazy("By mail; by SMS where there is no mail address or the mail gets lost"),
    "sms_email": lazy("By SMS; by mail where there is no telephone or the SMS gets lost"),
    "sms": lazy("By SMS"),
    "email_sms_phone": lazy("By mail, else by SMS, else by a call from the phone list"),
    "sms_phone": lazy("By SMS, else by a call from the phone list"),
    "phone": lazy("By a call from the phone list"),
}


class CampaignForm(Form):
    """Everything that a person says of a campaign. `precision` and `rate` are for the calculator alone."""

    turn = Seen()
    name_zh = Line(lazy("Name in Chinese"), most=80, required=True)
    name_en = Line(lazy("Name in English"), most=120, required=True)
    words_zh = Paragraph(lazy("A sentence of your own, in Chinese"), most=400)
    words_en = Paragraph(lazy("A sentence of your own, in English"), most=400)
    questionnaire = SelectField(lazy("Questionnaire"), validators=[CHOOSE])
    kind = RadioField(lazy("Who answers"), validators=[CHOOSE])
    anonymous = BooleanField(lazy("Anonymous: who gave which answer is not stored"))

    source = RadioField(lazy("Taken from"), validators=[CHOOSE])
    since = DateField(lazy("From day"), validators=[Optional(), Near()])
    until = DateField(lazy("To day"), validators=[Optional(), Near()])
    closed_only = BooleanField(lazy("Only cases that are closed"))
    categories = ticks(lazy("Categories"))
    departments = ticks(lazy("Lead departments"))
    channels = ticks(lazy("Channels"))
    grades = ticks(lazy("Grades"))
    regions = ticks(lazy("Regions"))
    file = FileField(lazy("List of people"))

    method = RadioField(lazy("Who of them"), validators=[CHOOSE])
    size = IntegerField(lazy("Size of the sample"), validators=[Optional(), NumberRange(1, 1_000_000)])
    by = SelectField(lazy("Strata"), validators=[Optional()])
    least = IntegerField(lazy("At least of each"), validators=[Optional(), NumberRange(0, 100_000)])
    precision = SelectField(lazy("Wanted precision"), validators=[Optional()])
    rate = IntegerField(
        lazy("Expected response rate in per cent"), validators=[Optional(), NumberRange(1, 100)]
    )

    means = RadioField(lazy("By what means"), validators=[CHOOSE])
    opens_at = Moment(lazy("Opens"))
    closes_at = Moment(lazy("Closes"), required=True)
    remind_at = Moment(lazy("Reminds on"))
    a_minute = IntegerField(
        lazy("Invitations a minute"), validators=[InputRequired(), NumberRange(1, MOST_A_MINUTE)]
    )

    def offer(self, rules: Rules) -> "CampaignForm":
        """Fills in what can be chosen."""
        english = current_language().value == "en"
        self.questionnaire.choices = [
            (version.questionnaire, version.content.title.said("en" if english else "zh"))
            for version in versions_to_ask()
            if version.questionnaire not in QUESTIONNAIRES.values()
        ]
        self.kind.choices = choices(CampaignKind)
        self.source.choices = [
            (Source.CASES.value, _("Customers of past cases")),
            (Source.CUSTOMERS.value, _("All customers")),
            (Source.LIST.value, _("A list that I hand in")),
        ]
        self.categories.choices = [(each.code, named(each)) for each in rules.subcategories()]
        self.departments.choices = [(each.code, named(each)) for each in departments()]
        self.channels.choices = choices(Channel)
        self.grades.choices = [(str(each), named(rules.grade(each))) for each in GRADES]
        self.regions.choices = [(each, each) for each in regions()[:MOST_REGIONS]]
        self.method.choices = [(each.value, str(METHODS[each.value])) for each in Method]
        self.by.choices = [("", _("choose")), *((each.value, str(BY_WORDS[each])) for each in By)]
        self.precision.choices = [(str(each), _("± %(n)s percentage points", n=each)) for each in PRECISIONS]
        self.means.choices = [(code, str(label)) for code, label in MEANS_WORDS.items()]
        return self

    @classmethod
    def empty(cls, rules: Rules, now: datetime) -> "CampaignForm":
        """The quarterly survey of this quarter, ready to be changed: last 90 days' closed cases."""
        today = local_day(now)
        form = cls(
            None,
            data={
                "name_zh": _name(today, Language.ZH),
                "name_en": _name(today, Language.EN),
                "questionnaire": QUARTERLY,
                "kind": CampaignKind.INVITED.value,
                "source": Source.CASES.value,
                "since": today - timedelta(days=90),
                "until": today,
                "closed_only": True,
                "method": Method.ALL.value,
                "precision": "5",
                "rate": USUAL_RATE,
                "means": "email_sms",
                "closes_at": _at(now + WINDOW, 20),
                "remind_at": _at(now + REMIND_AFTER, 10),
                "a_minute": 60,
                "turn": "0",
            },
        )
        return form.offer(rules)

    @classmethod
    def of(cls, campaign: Campaign, rules: Rules) -> "CampaignForm":
        """What a campaign says now."""
        audience, sample = campaign.audience, campaign.sample
        means = tuple(Reach(each) for each in campaign.means)
        form = cls(
            None,
            data={
                **{
                    name: getattr(campaign, name)
                    for name in (
                        "name_zh", "name_en", "words_zh", "words_en", "questionnaire", "anonymous",
                        "opens_at", "closes_at", "remind_at", "a_minute",
                    )
                },
                "kind": campaign.kind.value,
                "source": audience.get("source", Source.CASES.value),
                "since": _day(audience.get("since")),
                "until": _day(audience.get("until")),
                "closed_only": audience.get("closed_only", True),
                "grades": [str(each) for each in audience.get("grades", ())],
                **{name: audience.get(name, []) for name in LISTED},
                "method": sample.get("method", Method.ALL.value),
                "size": sample.get("size"),
                "by": sample.get("by", ""),
                "least": sample.get("least"),
                "precision": "5",
                "rate": USUAL_RATE,
                "means": next((code for code, order in MEANS.items() if order == means), "email"),
                "turn": str(campaign.turn),
            },
        )  # fmt: skip
        return form.offer(rules)

    @property
    def audience(self) -> dict[str, Any]:
        """The filter as a document; a list knows no cases."""
        source = self.source.data
        document: dict[str, Any] = {"source": source}
        if source == Source.LIST.value:
            return document
        document |= {
            "since": self.since.data.isoformat() if self.since.data else None,
            "until": self.until.data.isoformat() if self.until.data else None,
            "regions": self.regions.data or [],
        }
        if source == Source.CASES.value:
            document |= {
                "categories": self.categories.data or [],
                "departments": self.departments.data or [],
                "channels": self.channels.data or [],
                "grades": [int(each) for each in self.grades.data or []],
                "closed_only": self.closed_only.data,
            }
        return document

    @property
    def sample(self) -> dict[str, Any]:
        """The sample as a document; what the method does not need is left out."""
        method = self.method.data
        if method == Method.ALL.value:
            return {"method": method}
        document: dict[str, Any] = {"method": method, "size": self.size.data or 0}
        if method == Method.STRATIFIED.value:
            document |= {"by": self.by.data or None, "least": self.least.data or 0}
        return document

    def draft(self, *, file_id: int | None) -> CampaignDraft:
        """What goes to the action."""
        return CampaignDraft(
            name_zh=self.name_zh.data or "",
            name_en=self.name_en.data or "",
            words_zh=self.words_zh.data or "",
            words_en=self.words_en.data or "",
            questionnaire=self.questionnaire.data or "",
            kind=CampaignKind(self.kind.data),
            anonymous=bool(self.anonymous.data),
            audience=self.audience,
            sample=self.sample,
            means=MEANS[self.means.data],
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
            remind_at=self.remind_at.data if self.kind.data == CampaignKind.INVITED.value else None,
            a_minute=self.a_minute.data or 1,
            file_id=file_id,
        )


BY_WORDS = {
    By.DEPARTMENT: lazy("Lead department"),
    By.CATEGORY: lazy("Category"),
    By.CHANNEL: lazy("Channel"),
    By.GRADE: lazy("Grade"),
    By.REGION: lazy("Region"),
}
WITHOUT = {
    By.DEPARTMENT: lazy("No lead department"),
    By.CATEGORY: lazy("No category"),
    By.CHANNEL: lazy("No channel"),
    By.GRADE: lazy("No grade"),
    By.REGION: lazy("Region not known"),
}
"""What people are called together who have none of what the strata are made of."""


class ReasonForm(Form):
    """Why a campaign is paused or stopped."""

    turn = Seen()
    reason = Line(lazy("Reason"), most=300)


class TurnForm(Form):
    """A step that needs nothing but the turn that was seen (H-07)."""

    turn = Seen()


def stratum_name(by: str | None, code: str, rules: Rules) -> str:
    """How a stratum is called on screen."""
    if not code:
        return str(WITHOUT[By(by)] if by else _("none"))
    match by:
        case By.DEPARTMENT:
            return next((named(each) for each in departments(with_closed=True) if each.code == code), code)
        case By.CATEGORY:
            return next((named(each) for each in rules.categories if each.code == code), code)
        case By.CHANNEL:
            return word(Channel(code)) if code in set(Channel) else code
        case By.GRADE:
            return named(rules.grade(int(code))) if code.isdecimal() else code
    return code


def _name(today: date, language: Language) -> str:
    """How the survey of a quarter is called."""
    quarter = Period.quarter_of(today).name.said(language.value)
    with speaking(language):
        return _("Customer satisfaction survey, %(quarter)s", quarter=quarter)


def _at(moment: datetime, hour: int) -> datetime:
    there = local(moment)
    return datetime(there.year, there.month, there.day, hour, tzinfo=SHANGHAI)


def _day(value: str | None) -> Any:
    return datetime.fromisoformat(value).date() if value else None
