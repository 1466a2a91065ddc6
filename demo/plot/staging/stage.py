"""Drawing the staged cases: when each came in, who told it, and who has it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from demo.calendar.working import add_days, at, this_or_last, this_or_next
from demo.departments import STORES
from demo.plot.arrivals import Arrival
from demo.plot.cast import store_code
from demo.plot.course import Script
from demo.plot.staging.cuts import (
    AGAIN,
    ASKED,
    CALLED,
    IN_HAND,
    IN_REVIEW,
    SENT_BACK,
    TO_CALL,
    UNASSIGNED,
    UNPLANNED,
    UNTOLD,
    USED_UP,
    WAITING,
    Cut,
    only_registered,
)
from demo.plot.staging.roster import DEPARTMENTS, RESULTS, WORK
from demo.scenes import Scene, scenes
from demo.story import CaseStory, Customer, Voice
from models.cases.words import Channel, Kind

_LIMITS = {1: 3, 2: 5, 3: 7}
"""Working days from the grading to the answer (G-02 to G-04), only to find a fitting day of arrival."""


@dataclass(frozen=True, slots=True)
class Staged:
    """An arrival with its script, and where its story is cut off."""

    arrival: Arrival
    script: Script
    cut: Cut

    def as_it_stands(self, story: CaseStory) -> CaseStory:
        """The story up to where it stands."""
        return replace(story, steps=self.cut(story.steps))


class Stage:
    """Draws the staged arrivals of the days before `today`."""

    def __init__(self, draw: Random, today: date, customers: tuple[Customer, ...]) -> None:
        self.draw = draw
        self.today = today
        self.base = this_or_next(today)
        self.last = this_or_last(today - timedelta(days=1))
        self._free = [
            each for each in draw.sample(customers, len(customers)) if each.voice is not Voice.ENGLISH
        ]

    def all(self) -> Iterator[Staged]:
        """Every staged arrival, in no order."""
        yield from self._in_hand()
        yield from self._new()
        yield from self._reviewed()
        yield from self._answered()
        yield from self._around_again()

    def _in_hand(self) -> Iterator[Staged]:
        for owner, matter, name, grade, due in WORK:
            script = Script(owner=owner, lead=DEPARTMENTS[owner], late=True)
            yield self._staged(matter, name, grade, self._due(grade, due), script, IN_HAND)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "wifi_weak"),
            ("YF-0112", "fees_refund", "trial_refund"),
            ("YF-0342", "technical_system_defect", "report_export"),
            ("YF-0174", "network_fault", "relocation"),
        ):
            script = Script(owner=owner, lead=DEPARTMENTS[owner], pause=True, late=True)
            yield self._staged(matter, name, 2, self._due(2, 2), script, WAITING)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "meeting_breakup"),
            ("YF-0342", "product_function", "cloud_backup"),
        ):
            script = Script(owner=owner, lead=DEPARTMENTS[owner], late=True)
            yield self._staged(matter, name, 2, at(self.last, self._minute(555, 640)), script, UNPLANNED)

    def _new(self) -> Iterator[Staged]:
        night = self.today - timedelta(days=1)
        for matter, name, grade in (
            ("network_fault", "evening_drops", 2),
            ("technical_system_defect", "topup_failed", 2),
            ("product_stability", "camera_offline", 1),
            ("operations_experience", "popups", 1),
            ("fees_billing", "over_charge", 2),
        ):
            received = at(night, self._minute(22 * 60 + 2, 23 * 60 + 50))
            yield self._staged(matter, name, grade, received, Script(), only_registered, Channel.WEB)
        early = at(add_days(self.last, -1), self._minute(600, 900))
        yield self._staged("fees_refund", "stuck", 2, early, Script(), only_registered, Channel.EMAIL)
        for matter, name, lead in (
            ("network_fault", "total_outage", "JS"),
            ("network_fault", "red_light", "JS"),
            ("technical_server", "mail_down", "JS"),
            ("product_performance", "app_slow", "YF"),
            ("fees_billing", "late_fee", "CW"),
            ("operations_promotion", "misleading", "SC"),
            ("service_logistics", "late", "YY"),
            ("service_attitude", "store_clerk", "MD1"),
        ):
            received = at(self.last, self._minute(14 * 60, 16 * 60 + 40))
            yield self._staged(matter, name, 2, received, Script(lead=lead), UNASSIGNED)

    def _reviewed(self) -> Iterator[Staged]:
        for owner, matter, name, grade in RESULTS:
            script = self._result(owner, self.last, (14 * 60, 17 * 60 + 40))
            yield self._staged(matter, name, grade, self._due(grade, 1), script, IN_REVIEW)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "unreachable_sites"),
            ("YF-0112", "fees_billing", "invoice_mismatch"),
        ):
            script = replace(self._result(owner, self.last, (580, 640)), rejected=True)
            yield self._staged(matter, name, 2, self._due(2, 0), script, SENT_BACK)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "storm"),
            ("YF-0226", "network_fault", "iptv_stutter"),
            ("YF-0118", "service_response", "queue"),
        ):
            grade = 1 if owner == "YF-0118" else 2
            script = self._result(owner, self.last, (14 * 60, 15 * 60))
            yield self._staged(matter, name, grade, self._due(grade, 1), script, UNTOLD, mail=False)

    def _answered(self) -> Iterator[Staged]:
        for owner, matter, name in (
            ("YF-0174", "network_fault", "evening_drops"),
            ("YF-0226", "network_fault", "storm"),
            ("YF-0239", "fees_billing", "addon"),
            ("YF-0251", "service_logistics", "return"),
            ("YF-0156", "product_function", "casting"),
        ):
            script = self._result(owner, self.last, (570, 620))
            yield self._staged(matter, name, 2, self._due(2, 0), script, TO_CALL, mail=False)
        for owner, matter, name in (
            ("YF-0174", "network_fault", "total_outage"),
            ("YF-0112", "fees_plan_change", "promise"),
            ("YF-0288", "product_performance", "app_slow"),
        ):
            script = replace(self._result(owner, add_days(self.last, -1), (570, 620)), silent=1)
            yield self._staged(matter, name, 2, self._due(2, -1), script, CALLED, mail=False)
        for owner, matter, name in (
            ("YF-0226", "network_fault", "gaming_latency"),
            ("YF-0342", "product_function", "parental"),
            ("YF-0112", "fees_billing", "over_charge"),
            ("YF-0364", "operations_experience", "hidden_entry"),
        ):
            script = replace(self._result(owner, add_days(self.last, -1), (570, 700)), link=True)
            yield self._staged(matter, name, 2, self._due(2, -1), script, ASKED, mail=True)

    def _around_again(self) -> Iterator[Staged]:
        for owner, matter, name, mail in (
            ("YF-0217", "network_fault", "repeated_repairs", True),
            ("YF-0174", "network_fault", "wifi_weak", False),
            ("YF-0112", "fees_plan_change", "promo_expired", True),
            ("YF-0342", "technical_system_defect", "login_code", True),
        ):
            script = replace(self._result(owner, add_days(self.last, -2), (570, 640)), scores=(2,))
            yield self._staged(matter, name, 2, self._due(2, -1), script, AGAIN, mail=mail)
        script = replace(self._result("YF-0226", add_days(self.last, -8), (570, 640)), scores=(2, 1, 2))
        yield self._staged("network_fault", "total_outage", 2, self._due(2, -6), script, USED_UP, mail=True)

    def _result(self, owner: str, day: date, span: tuple[int, int]) -> Script:
        lead = DEPARTMENTS.get(owner) or ("YY" if owner == "YF-0364" else "YF")
        return Script(owner=owner, lead=lead, result_at=at(day, self._minute(*span)))

    def _due(self, grade: int, days: int) -> datetime:
        """An arrival in the morning whose result is due so many working days from today."""
        due = add_days(self.base, days)
        return at(add_days(due, -_LIMITS[grade]), self._minute(9 * 60 + 5, 10 * 60 + 40))

    def _minute(self, low: float, high: float) -> float:
        return self.draw.uniform(low, high)

    def _staged(
        self,
        matter: str,
        name: str,
        grade: int,
        received: datetime,
        script: Script,
        cut: Cut,
        channel: Channel = Channel.HOTLINE,
        *,
        mail: bool | None = None,
    ) -> Staged:
        scene = next(each for each in scenes(matter) if each.name == name)
        scene = replace(scene, months=())
        mail = True if channel is Channel.EMAIL else mail
        customer = self._customer(scene, grade, channel, mail, script.lead)
        return Staged(Arrival(received, Kind.COMPLAINT, channel, customer, grade, scene), script, cut)

    def _customer(self, scene: Scene, grade: int, channel: Channel, mail: bool | None, lead: str) -> Customer:
        online = channel in (Channel.WEB, Channel.EMAIL)
        for place, each in enumerate(self._free):
            if mail is not None and bool(each.email) is not mail:
                continue
            if online and each.voice is Voice.ELDERLY:
                continue
            if lead in STORES and store_code(each) != lead:
                continue
            if scene.suits(each.voice, 1, grade):
                return self._free.pop(place)
        raise LookupError(f"nobody can tell {scene.name}")
