"""Which voices arrive when: days by season, channels and kinds by their shares, and who speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from demo.calendar.hours import minute_of_day
from demo.calendar.season import DAYS, PROMOTION_DAYS, Season
from demo.calendar.working import at
from demo.scenes import Scene, event, scenes
from demo.story import Customer, Voice
from models.cases.words import Channel, Kind

COUNT = 1500
OUTAGE_VOICES = 58
CASHBACK_VOICES = 46
EVENTS_OF_OUTAGE = ("outage", "outage_after")
_KINDS = {
    Kind.COMPLAINT: 58,
    Kind.FEEDBACK: 14,
    Kind.INQUIRY: 16,
    Kind.SUGGESTION: 6,
    Kind.PRAISE: 6,
}
_CHANNELS = {
    Kind.COMPLAINT: {
        Channel.HOTLINE: 46,
        Channel.WEB: 17,
        Channel.CHAT: 10,
        Channel.STORE: 8,
        Channel.EMAIL: 6,
        Channel.SOCIAL: 5,
        Channel.FORUM: 2,
        Channel.VOICEMAIL: 3,
        Channel.STAFF: 2,
        Channel.SURVEY: 1,
    },
    Kind.FEEDBACK: {
        Channel.WEB: 22,
        Channel.CHAT: 14,
        Channel.FORUM: 12,
        Channel.SOCIAL: 12,
        Channel.STAFF: 11,
        Channel.HOTLINE: 10,
        Channel.RESEARCH: 9,
        Channel.SURVEY: 6,
        Channel.EMAIL: 4,
    },
    Kind.INQUIRY: {
        Channel.HOTLINE: 48,
        Channel.CHAT: 22,
        Channel.STORE: 15,
        Channel.EMAIL: 7,
        Channel.WEB: 8,
    },
    Kind.SUGGESTION: {
        Channel.WEB: 26,
        Channel.FORUM: 20,
        Channel.RESEARCH: 18,
        Channel.STORE: 10,
        Channel.SURVEY: 10,
        Channel.HOTLINE: 10,
        Channel.EMAIL: 6,
    },
    Kind.PRAISE: {
        Channel.HOTLINE: 38,
        Channel.STORE: 18,
        Channel.WEB: 16,
        Channel.SOCIAL: 14,
        Channel.EMAIL: 8,
        Channel.SURVEY: 6,
    },
}
_GRADES = {1: 62, 2: 30, 3: 8}
_SHARES = {
    "network_fault": 36,
    "product_quality": 6,
    "product_function": 6,
    "product_performance": 5,
    "product_stability": 5,
    "product_feature_request": 1,
    "technical_system_defect": 8,
    "technical_server": 5,
    "service_attitude": 6,
    "service_response": 8,
    "service_logistics": 5,
    "fees_billing": 10,
    "fees_plan_change": 6,
    "fees_refund": 6,
    "fees_termination": 5,
    "operations_promotion": 5,
    "operations_experience": 3,
}
"""The shares of the matters among complaints."""
_REPORTED = {
    "network_fault": 20,
    "product_quality": 6,
    "product_function": 14,
    "product_performance": 12,
    "product_stability": 12,
    "product_feature_request": 16,
    "technical_system_defect": 14,
    "technical_server": 2,
    "service_response": 5,
    "operations_experience": 12,
    "operations_promotion": 4,
}
"""The shares of the matters among what is reported without complaining."""
_FEW_FIRMS = 0.6
_ELDERLY_CALL = (Channel.HOTLINE, Channel.STORE, Channel.STAFF, Channel.VOICEMAIL, Channel.RESEARCH)
_COMES_BACK = 0.32
"""How often a voice is that of a customer who speaks more than once in the year."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One voice on its way in. `grade` is for complaints; `scene` for complaints and reports."""

    received_at: datetime
    kind: Kind
    channel: Channel
    customer: Customer
    grade: int | None
    scene: Scene | None


class Arrivals:
    """Draws the voices of the year before `today`, both days included."""

    def __init__(self, draw: Random, season: Season, customers: tuple[Customer, ...]) -> None:
        self.draw = draw
        self.season = season
        self.customers = customers
        self._silent = draw.sample(customers, len(customers))
        self._spoken: list[Customer] = []
        self._told: dict[tuple[str, bool], int] = {}

    def year(self, less: int) -> Iterator[Arrival]:
        """COUNT voices but `less` that are written elsewhere, in no order."""
        yield from self._outage()
        yield from self._cashback()
        days = [self.season.first + timedelta(days=shift) for shift in range(DAYS + 1)]
        weights = [self.season.weight(day) for day in days]
        for day in self.draw.choices(days, weights, k=COUNT - less - OUTAGE_VOICES - CASHBACK_VOICES):
            yield self._any(day)

    def _any(self, day: date) -> Arrival:
        draw = self.draw
        kind = draw.choices(list(_KINDS), list(_KINDS.values()))[0]
        channel = self._channel(kind)
        moment = at(day, minute_of_day(channel, draw))
        grade = draw.choices(list(_GRADES), list(_GRADES.values()))[0] if kind is Kind.COMPLAINT else None
        while True:
            customer = self._customer(channel)
            scene: Scene | None = None
            if kind in (Kind.COMPLAINT, Kind.FEEDBACK) and customer.voice is not Voice.ENGLISH:
                scene = self.scene(customer.voice, day, grade)
                if scene is None:
                    continue
            return Arrival(moment, kind, channel, customer, grade, scene)

    def _channel(self, kind: Kind) -> Channel:
        channels = _CHANNELS[kind]
        return self.draw.choices(list(channels), list(channels.values()))[0]

    def _customer(self, channel: Channel) -> Customer:
        """Somebody who has not spoken yet, or now and then somebody who has."""
        silent = self._silent
        if silent and self.draw.random() > _COMES_BACK:
            for place in range(len(silent) - 1, max(-1, len(silent) - 60), -1):
                if _reaches(silent[place], channel):
                    found = silent.pop(place)
                    self._spoken.append(found)
                    return found
        while True:
            found = self.draw.choice(self._spoken or list(self.customers))
            if _reaches(found, channel) and found.voice is not Voice.ENGLISH:
                return found

    def scene(self, voice: Voice, day: date, grade: int | None) -> Scene | None:
        """A situation this voice can be in; those told least often first. None where nothing fits."""
        shares = dict(_SHARES if grade else _REPORTED)
        for matter in shares:
            if matter.startswith("fees"):
                shares[matter] *= self.season.fees(day)  # type: ignore[assignment]
        shares["network_fault"] *= self.season.storms(day)  # type: ignore[assignment]
        for _ in range(6):
            matter = self.draw.choices(list(shares), list(shares.values()))[0]
            fitting = [each for each in scenes(matter) if each.suits(voice, day.month, grade or 1)]
            if fitting:
                firm = voice is Voice.BUSINESS
                chosen = min(
                    self.draw.sample(fitting, min(3, len(fitting))), key=lambda each: self._load(each, firm)
                )
                self._told[chosen.name, firm] = self._told.get((chosen.name, firm), 0) + 1
                return chosen
        return None

    def _load(self, scene: Scene, firm: bool) -> float:
        ways = len(scene.core_of_firms if firm and scene.core_of_firms else scene.core)
        return self._told.get((scene.name, firm), 0) / ways

    def _outage(self) -> Iterator[Arrival]:
        near = [each for each in self.customers if each.district in ("龙华", "宝安")]
        channels = (Channel.HOTLINE, Channel.WEB, Channel.CHAT, Channel.SOCIAL, Channel.STORE)
        for _ in range(OUTAGE_VOICES):
            if self.draw.random() < 0.3:
                day = self.season.outage + timedelta(days=self.draw.choice((1, 1, 1, 2, 2, 3)))
                moment = at(day, self.draw.triangular(8.5 * 60, 21 * 60, 10 * 60))
                yield self._of_event("outage_after", near, channels, moment, (44, 40, 16))
            else:
                moment = at(self.season.outage, self.draw.triangular(617, 1080, 650))
                yield self._of_event("outage", near, channels, moment, (44, 40, 16))

    def _cashback(self) -> Iterator[Arrival]:
        channels = (Channel.HOTLINE, Channel.WEB, Channel.CHAT, Channel.SOCIAL, Channel.FORUM)
        for _ in range(CASHBACK_VOICES):
            shift = int(self.draw.triangular(2, PROMOTION_DAYS + 2, 4))
            day = self.season.promotion + timedelta(days=shift)
            moment = at(day, self.draw.triangular(8.5 * 60, 21.5 * 60, 20 * 60))
            yield self._of_event("cashback", list(self.customers), channels, moment, (58, 36, 6))

    def _of_event(
        self,
        name: str,
        among: list[Customer],
        channels: tuple[Channel, ...],
        moment: datetime,
        grades: tuple[int, int, int],
    ) -> Arrival:
        scene = event(name)
        grade = self.draw.choices((1, 2, 3), grades)[0]
        channel = self.draw.choice(channels)
        while True:
            customer = self.draw.choice(among)
            elderly_online = customer.voice is Voice.ELDERLY and channel not in _ELDERLY_CALL
            if (
                customer.voice is Voice.ENGLISH
                or elderly_online
                or (customer.firm and self.draw.random() < 0.6)
            ):
                continue
            if scene.suits(customer.voice, 1, grade):
                return Arrival(moment, Kind.COMPLAINT, channel, customer, grade, scene)


def _reaches(customer: Customer, channel: Channel) -> bool:
    """Whether a customer uses a channel: the elderly call or come, mail needs an address."""
    if customer.voice is Voice.ELDERLY:
        return channel in _ELDERLY_CALL
    return channel is not Channel.EMAIL or customer.email is not None
