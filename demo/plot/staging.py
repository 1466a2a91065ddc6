"""The open cases of the last days, set so that everybody's day has something in it.

Each is told to its end like any other and then cut off: before it is triaged, given to an owner, reviewed,
told, answered. Due today, late, waiting for a second person, on the phone list: all of them are there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from demo.calendar.working import add_days, at, this_or_last, this_or_next
from demo.departments import STORES
from demo.plot.arrivals import Arrival
from demo.plot.cast import store_code
from demo.plot.course import Script
from demo.scenes import Scene, scenes
from demo.story import (
    Assigned,
    CaseStory,
    Closed,
    Customer,
    Paused,
    Planned,
    Resulted,
    Reviewed,
    RevisitAttempted,
    RevisitSent,
    Step,
    Told,
    Triaged,
    Voice,
)
from models.cases.words import Channel, Kind

_LIMITS = {1: 3, 2: 5, 3: 7}
"""Working days from the grading to the answer (G-02 to G-04), only to find a fitting day of arrival."""
Cut = Callable[[tuple[Step, ...]], tuple[Step, ...]]


def before(kind: type[Step], count: int = 1) -> Cut:
    """Cuts a story off before the step of a kind, the first or a later one."""

    def cut(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        places = [place for place, step in enumerate(steps) if isinstance(step, kind)]
        return steps[: places[count - 1]] if len(places) >= count else steps

    return cut


def after_last(kind: type[Step]) -> Cut:
    """Cuts a story off after the last step of a kind."""

    def cut(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        places = [place for place, step in enumerate(steps) if isinstance(step, kind)]
        return steps[: places[-1] + 1] if places else steps

    return cut


def _only_registered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return steps[:1]


@dataclass(frozen=True, slots=True)
class Staged:
    """An arrival with its script, and where its story is cut off."""

    arrival: Arrival
    script: Script
    cut: Cut

    def as_it_stands(self, story: CaseStory) -> CaseStory:
        """The story up to where it stands."""
        return replace(story, steps=self.cut(story.steps))


_UNTRIAGED = before(Triaged)
_UNASSIGNED = before(Assigned)
_UNPLANNED = before(Planned)
_IN_HAND = before(Resulted)
_WAITING = after_last(Paused)
_IN_REVIEW = before(Reviewed)
_SENT_BACK = before(Resulted, 2)
_UNTOLD = before(Told)
_TO_CALL = after_last(Told)
_CALLED = after_last(RevisitAttempted)
_ASKED = after_last(RevisitSent)
_AGAIN = before(Resulted, 2)
_USED_UP = before(Closed)

# owner, matter, scene, grade, working days until the result is due
_WORK = (
    ("YF-0217", "network_fault", "evening_drops", 2, 0),
    ("YF-0217", "network_fault", "total_outage", 2, 0),
    ("YF-0217", "network_fault", "repeated_repairs", 2, -1),
    ("YF-0217", "network_fault", "slow_speed", 2, 1),
    ("YF-0217", "network_fault", "iptv_stutter", 2, 2),
    ("YF-0174", "network_fault", "storm", 2, 0),
    ("YF-0226", "network_fault", "red_light", 2, 1),
    ("YF-0269", "technical_server", "host_down", 2, 0),
    ("YF-0094", "network_fault", "line_down", 3, 2),
    ("YF-0125", "service_response", "missed_visit", 2, -4),
    ("YF-0342", "technical_system_defect", "topup_failed", 2, 0),
    ("YF-0342", "product_stability", "app_crash", 2, -1),
    ("YF-0342", "technical_system_defect", "login_code", 2, 2),
    ("YF-0359", "product_stability", "router_reboots", 2, 1),
    ("YF-0112", "fees_billing", "over_charge", 2, 0),
    ("YF-0112", "fees_billing", "addon", 2, 1),
    ("YF-0112", "fees_refund", "deposit", 2, -1),
    ("YF-0239", "fees_refund", "stuck", 2, 0),
    ("YF-0251", "service_logistics", "not_received", 2, 0),
    ("YF-0245", "product_quality", "early_failure", 2, 1),
    ("YF-0198", "operations_promotion", "not_paid", 2, 1),
    ("YF-0147", "fees_plan_change", "not_effective", 2, 0),
    ("YF-0063", "service_attitude", "store_clerk", 2, 1),
    ("YF-0275", "fees_termination", "penalty", 3, 2),
    ("YF-0118", "service_response", "no_callback", 1, 0),
    ("YF-0118", "service_attitude", "hotline_agent", 1, 0),
    ("YF-0118", "network_fault", "unreachable_sites", 1, -1),
    ("YF-0118", "fees_billing", "late_fee", 1, 1),
    ("YF-0305", "service_response", "queue", 1, 0),
    ("YF-0186", "operations_experience", "elderly", 1, 1),
)
# owner, matter, scene, grade: a result waits for a second person
_RESULTS = (
    ("YF-0217", "network_fault", "slow_speed", 2), ("YF-0174", "network_fault", "building_power", 2),
    ("YF-0226", "network_fault", "iptv_stutter", 2), ("YF-0269", "product_performance", "host_slow", 2),
    ("YF-0342", "technical_system_defect", "wrong_status", 2), ("YF-0239", "fees_billing", "addon", 2),
    ("YF-0186", "service_response", "queue", 1), ("YF-0305", "fees_plan_change", "promo_expired", 1),
)  # fmt: skip
_DEPARTMENTS = {
    "YF-0063": "MD1", "YF-0275": "FW", "YF-0147": "YY", "YF-0125": "JS", "YF-0359": "YF", "YF-0245": "ZL",
    "YF-0269": "JS", "YF-0112": "CW", "YF-0239": "CW", "YF-0342": "YF", "YF-0198": "SC", "YF-0251": "YY",
    "YF-0217": "JS", "YF-0174": "JS", "YF-0226": "JS", "YF-0094": "JS",
    "YF-0118": "KF", "YF-0305": "KF", "YF-0186": "KF",
}  # fmt: skip


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
        for owner, matter, name, grade, due in _WORK:
            script = Script(owner=owner, lead=_DEPARTMENTS[owner], late=True)
            yield self._staged(matter, name, grade, self._due(grade, due), script, _IN_HAND)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "wifi_weak"),
            ("YF-0112", "fees_refund", "trial_refund"),
            ("YF-0342", "technical_system_defect", "report_export"),
            ("YF-0174", "network_fault", "relocation"),
        ):
            script = Script(owner=owner, lead=_DEPARTMENTS[owner], pause=True, late=True)
            yield self._staged(matter, name, 2, self._due(2, 2), script, _WAITING)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "meeting_breakup"),
            ("YF-0342", "product_function", "cloud_backup"),
        ):
            script = Script(owner=owner, lead=_DEPARTMENTS[owner], late=True)
            yield self._staged(matter, name, 2, at(self.last, self._minute(555, 640)), script, _UNPLANNED)

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
            yield self._staged(matter, name, grade, received, Script(), _only_registered, Channel.WEB)
        early = at(add_days(self.last, -1), self._minute(600, 900))
        yield self._staged("fees_refund", "stuck", 2, early, Script(), _only_registered, Channel.EMAIL)
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
            yield self._staged(matter, name, 2, received, Script(lead=lead), _UNASSIGNED)

    def _reviewed(self) -> Iterator[Staged]:
        for owner, matter, name, grade in _RESULTS:
            script = self._result(owner, self.last, (14 * 60, 17 * 60 + 40))
            yield self._staged(matter, name, grade, self._due(grade, 1), script, _IN_REVIEW)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "unreachable_sites"),
            ("YF-0112", "fees_billing", "invoice_mismatch"),
        ):
            script = replace(self._result(owner, self.last, (580, 640)), rejected=True)
            yield self._staged(matter, name, 2, self._due(2, 0), script, _SENT_BACK)
        for owner, matter, name in (
            ("YF-0217", "network_fault", "storm"),
            ("YF-0226", "network_fault", "iptv_stutter"),
            ("YF-0118", "service_response", "queue"),
        ):
            grade = 1 if owner == "YF-0118" else 2
            script = self._result(owner, self.last, (14 * 60, 15 * 60))
            yield self._staged(matter, name, grade, self._due(grade, 1), script, _UNTOLD, mail=False)

    def _answered(self) -> Iterator[Staged]:
        for owner, matter, name in (
            ("YF-0174", "network_fault", "evening_drops"),
            ("YF-0226", "network_fault", "storm"),
            ("YF-0239", "fees_billing", "addon"),
            ("YF-0251", "service_logistics", "return"),
            ("YF-0156", "product_function", "casting"),
        ):
            script = self._result(owner, self.last, (570, 620))
            yield self._staged(matter, name, 2, self._due(2, 0), script, _TO_CALL, mail=False)
        for owner, matter, name in (
            ("YF-0174", "network_fault", "total_outage"),
            ("YF-0112", "fees_plan_change", "promise"),
            ("YF-0288", "product_performance", "app_slow"),
        ):
            script = replace(self._result(owner, add_days(self.last, -1), (570, 620)), silent=1)
            yield self._staged(matter, name, 2, self._due(2, -1), script, _CALLED, mail=False)
        for owner, matter, name in (
            ("YF-0226", "network_fault", "gaming_latency"),
            ("YF-0342", "product_function", "parental"),
            ("YF-0112", "fees_billing", "over_charge"),
            ("YF-0364", "operations_experience", "hidden_entry"),
        ):
            script = replace(self._result(owner, add_days(self.last, -1), (570, 700)), link=True)
            yield self._staged(matter, name, 2, self._due(2, -1), script, _ASKED, mail=True)

    def _around_again(self) -> Iterator[Staged]:
        for owner, matter, name, mail in (
            ("YF-0217", "network_fault", "repeated_repairs", True),
            ("YF-0174", "network_fault", "wifi_weak", False),
            ("YF-0112", "fees_plan_change", "promo_expired", True),
            ("YF-0342", "technical_system_defect", "login_code", True),
        ):
            script = replace(self._result(owner, add_days(self.last, -2), (570, 640)), scores=(2,))
            yield self._staged(matter, name, 2, self._due(2, -1), script, _AGAIN, mail=mail)
        script = replace(self._result("YF-0226", add_days(self.last, -8), (570, 640)), scores=(2, 1, 2))
        yield self._staged("network_fault", "total_outage", 2, self._due(2, -6), script, _USED_UP, mail=True)

    def _result(self, owner: str, day: date, span: tuple[int, int]) -> Script:
        lead = _DEPARTMENTS.get(owner) or ("YY" if owner == "YF-0364" else "YF")
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
