"""The house in which the late scenes play: its people, its calendar, and its scenes in the order of time."""

from collections.abc import Callable, Generator
from datetime import date, datetime
from heapq import heapify, heappop, heappush
from typing import Any

from sqlalchemy import select

from demo.calendar.working import add_days, at, this_or_last
from demo.story import Company
from models.cases import actions
from models.cases.intake import SPOKEN, Intake, Triage
from models.cases.rules.likeness import told
from models.cases.tables import Case
from models.cases.words import Channel, ContactMeans, Direction, Kind
from models.clock import local_day
from models.db import db
from models.people.tables import Department, Staff
from models.products.queries import offered_products
from models.products.rules import mentioned
from models.rulebook.queries import rules_of

Scene = Generator[datetime, None, None]
"""Yields the moment of its next step, and takes it when the others have come that far."""

AGENT, LEADER, LEGAL, FINANCE, PAYER, STORE = (
    "YF-0118",
    "YF-0003",
    "YF-0275",
    "YF-0112",
    "YF-0346",
    "YF-0281",
)
PLAN = "核实原因并当面或电话说明处理办法，处理完成后回访确认。"
NETWORK, BILLING = "YF-0217", "YF-0239"
"""Who handles: 技术运维 and 账务核算."""


class Stage:
    """People by staff number, departments by code, customers one after the other, and the days before.

    `first` is the place of the first customer among those who are known, so that not everybody on stage is
    the same few.
    """

    def __init__(self, company: Company, *, first: int = 20) -> None:
        self.until = company.until
        self.today = this_or_last(local_day(company.until))
        self._staff = {each.number: each for each in db.session.scalars(select(Staff))}
        self._departments = {each.code: each for each in db.session.scalars(select(Department))}
        known = [each for each in company.customers if each.language == "zh" and not each.firm]
        self._customers = iter(known[first:])

    def staff(self, number: str) -> Staff:
        return self._staff[number]

    def department(self, code: str) -> Department:
        return self._departments[code]

    @property
    def departments(self) -> list[Department]:
        return list(self._departments.values())

    def working(self, day: date) -> list[Staff]:
        """Everybody who works here on a day."""
        return [each for each in self._staff.values() if each.works_on(day)]

    def head(self, code: str) -> Staff:
        head_id = self.department(code).head_id
        return next(each for each in self._staff.values() if each.id == head_id)

    def back(self, days: int, hour: int, minute: int = 0) -> datetime:
        """So many working days ago, at this time; the day before today is 1."""
        return at(add_days(self.today, -days), hour * 60 + minute)

    def intake(self, problem: str, channel: Channel = Channel.HOTLINE, **told: Any) -> Intake:
        """Words of the next customer, who is known by telephone and gets no mail."""
        customer = next(self._customers)
        given: dict[str, Any] = {
            "kind": Kind.COMPLAINT,
            "channel": channel,
            "problem": problem,
            "name": customer.contact,
            "phone": customer.phone,
            "account": customer.account,
            "region": customer.region,
            "verified_with_customer": True,
            "responded": channel in SPOKEN,
            "seconds": 210 if channel is Channel.HOTLINE else None,
        }
        return Intake(**(given | told))

    def told(self, problem: str, now: datetime, **told: Any) -> Case:
        """A case from the hotline."""
        return actions.open_case(self.intake(problem, **told), by=self.staff(AGENT), now=now)

    def graded(
        self, case: Case, category: str, grade: int, lead: str, now: datetime, *, urgent: bool = False
    ) -> Case:
        """Customer service decides, with what of the checklist fits."""
        rules = rules_of(case.rulebook_id)
        fitting = [each.code for each in rules.criteria if each.grade == grade]
        heard = [code for code in case.suggestion["criteria"] if code in fitting]
        named = mentioned(told(case.title, case.problem, case.expected), offered_products())
        decision = Triage(
            kind=case.kind,
            category=category,
            department_id=self.department(lead).id,
            grade=grade,
            criteria=tuple(heard or fitting[:1]),
            urgent=urgent,
            reason="按客户所述判断",
            product_id=named.product.id if named else None,
        )
        return actions.triage(case, decision, by=self.staff(AGENT), now=now, seen=None)

    def taken(self, case: Case, owner: str, now: datetime, say: str) -> Case:
        """Somebody takes it, calls the customer, and says how it goes on."""
        by = self.staff(owner)
        actions.take(case, by=by, now=now, seen=None)
        actions.log_contact(
            case, direction=Direction.OUT, means=ContactMeans.PHONE, text=say, seconds=160, by=by, now=now
        )
        actions.make_plan(case, PLAN, [], by=by, now=now, seen=None)
        return case

    def answer(self, case: Case, owner: str, words: tuple[str, str, str], now: datetime) -> None:
        """A result, approved by the head of the department."""
        cause, done, reply = words
        actions.submit_result(
            case, cause=cause, done=done, reply=reply, by=self.staff(owner), now=now, seen=None
        )
        assert case.lead_department_id is not None
        code = next(c for c, each in self._departments.items() if each.id == case.lead_department_id)
        actions.approve(case, by=self.head(code), now=now, seen=None)


def play(company: Company, scenes: list[Callable[[Stage], Scene]]) -> int:
    """Plays every scene, step by step in the order of time, up to the moment of the company; how many."""
    stage = Stage(company)
    turns = []
    for place, scene in enumerate(scenes):
        running = scene(stage)
        turns.append((next(running), place, running))
    heapify(turns)
    while turns:
        moment, place, running = heappop(turns)
        if moment > stage.until:
            continue
        following = next(running, None)
        if following is not None:
            heappush(turns, (following, place, running))
        db.session.flush()
    return len(scenes)
