"""What people ask for all day, of one filled database: lists, searches, case screens, likely duplicates."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from assembly import assemble
from bench.filling.fill import RARE, Filled, filled_once
from bench.filling.passages import SEED
from bench.filling.words import RECENT
from bench.filling.year import passages
from models.cases.queries.duplicates import Told, find_alike
from models.cases.tables import Case
from models.cases.words import State
from models.clock import now
from models.db import db
from models.events.tables import Event
from models.people.roles import Role
from models.people.tables import Department, RoleGrant, Staff
from models.rulebook.queries import rules_at
from tests.client import Client
from tests.servers.databases import Kind
from tests.servers.run import run_folder
from web.config import Config

FREQUENT = "宽带"
LIST = "/portal/cases?size=50"
LISTS = {
    "case_list": LIST,
    "case_list_narrowed": f"{LIST}&state=closed&grade=2",
    "case_list_newest": f"{LIST}&sort=newest",
    "case_list_oldest": f"{LIST}&sort=oldest",
    "case_list_pressing": f"{LIST}&sort=priority",
    "search_frequent_word": f"{LIST}&q={FREQUENT}",
    "search_rare_word": f"{LIST}&q={RARE}",
}
"""What an agent of customer service asks for, who sees all cases."""
DIFFERENT = 40
"""So many different cases are opened and searched for, so many different matters told."""
USUAL, MANY_EVENTS = range(10, 19), 40
"""Of how many events the story of a usual case is, and that of a long one at least."""
Ask = Callable[[], object]


class House:
    """The whole application on a filled database, with an agent and people of departments logged in."""

    def __init__(self, filled: Filled, home: Path) -> None:
        self.filled = filled
        self.config = Config(home=home, database_url=filled.url, clock=False)
        self.app = assemble(self.config)
        self.app.test_client_class = Client
        with self.app.app_context():
            agent = _who(Role.CUSTOMER_SERVICE_AGENT, "KF")
            self._agent_id = agent.id
            self.agent = self._come_in(agent)
            self.handler = self._come_in(_who(Role.DEPARTMENT_HANDLER, "JS"))
            self.lawyer = self._come_in(_who(Role.LEGAL, "FW"))
            self.shop = self._come_in(_who(Role.STORE_STAFF, "MD1"))
            self.numbers = self._numbers()
            self.told = self._told()
            db.session.remove()

    def asks(self) -> dict[str, Ask]:
        """By name, a way to ask for each once more."""
        found = {name: self._page(self.agent, [address]) for name, address in LISTS.items()}
        found["case_list_of_department"] = self._page(self.handler, [LIST])
        found["case_list_of_small_department"] = self._page(self.lawyer, [LIST])
        found["case_list_of_store"] = self._page(self.shop, [LIST])
        found["search_number"] = self._page(
            self.agent, [f"{LIST}&q={each}" for each in self.numbers["usual"]]
        )
        for name, numbers in self.numbers.items():
            addresses = [f"/portal/cases/{number}" for number in numbers]
            found[f"case_screen_{name}"] = self._page(self.agent, addresses)
        found["duplicate_check"] = self._check()
        return found

    def page(self, address: str) -> Ask:
        """A way for the agent to ask for a page."""
        return self._page(self.agent, [address])

    def page_of(self, visitor: Client, address: str) -> Ask:
        """A way for somebody to ask for a page."""
        return self._page(visitor, [address])

    def visitor(self, number: str) -> Client:
        """Somebody's browser, by staff number."""
        with self.app.app_context():
            person = db.session.scalars(select(Staff).where(Staff.number == number)).unique().one()
            client = self._come_in(person)
            db.session.remove()
        return client

    def person(self) -> Staff:
        """The agent, in whatever session there is."""
        return db.session.get_one(Staff, self._agent_id)

    def address_of_a_case(self) -> str:
        """The screen of a usual open case."""
        return f"/portal/cases/{self.numbers['open'][0]}"

    def cookie(self) -> str:
        """What the agent's browser sends."""
        found = self.agent.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert found is not None
        return f"{found.key}={found.value}"

    def _come_in(self, person: Staff) -> Client:
        client = self.app.test_client()
        assert isinstance(client, Client)
        return client.come_in(person)

    def _page(self, client: Client, addresses: Sequence[str]) -> Ask:
        turn = cycle(addresses)

        def ask() -> None:
            answer = client.get(next(turn))
            assert answer.status_code == 200, answer.status_code

        return ask

    def _check(self) -> Ask:
        turn = cycle(self.told)

        def ask() -> None:
            find_alike(next(turn), db.session.get_one(Staff, self._agent_id), rules_at(now()), now=now())

        return ask

    def _numbers(self) -> dict[str, list[str]]:
        """Cases that were told before and in the years since: usual closed ones, long ones, and open ones."""
        first = self.filled.blocks[0].after
        events = db.session.execute(
            select(Case.id, Case.state, func.count())
            .join(Event, Event.subject == "case:" + Case.number)
            .where(Case.id <= first, Event.id <= first)
            .group_by(Case.id, Case.state)
            .order_by(Case.id)
        ).all()
        usual = [case_id for case_id, state, count in events if state is State.CLOSED and count in USUAL]
        long = [case_id for case_id, state, count in events if state is State.CLOSED and count >= MANY_EVENTS]
        at_work = [case_id for case_id, state, _count in events if state is State.HANDLING]
        draw = Random(SEED)  # noqa: S311 (no secret)
        copies = {
            "usual": [self._copy(draw, case_id) for case_id in draw.choices(usual, k=DIFFERENT)],
            "long": [self._copy(draw, case_id) for case_id in draw.choices(long, k=DIFFERENT)],
            "open": draw.choices(at_work, k=DIFFERENT),
        }
        return {
            name: [db.session.get_one(Case, case_id).number for case_id in ids]
            for name, ids in copies.items()
        }

    def _copy(self, draw: Random, case_id: int) -> int:
        block = draw.choice(self.filled.blocks)
        return block.after + (case_id - 1) * block.times + draw.randint(1, block.times)

    def _told(self) -> list[Told]:
        """What customers say who spoke before: something recent that another told too, and something new."""
        draw, endings = Random(SEED), passages().endings  # noqa: S311 (no secret)
        recent = select(Case.problem, Case.contact_phone).where(
            Case.received_at > now() - RECENT, Case.contact_phone.is_not(None)
        )
        rows = db.session.execute(recent.order_by(Case.received_at.desc()).limit(20 * DIFFERENT)).all()
        said = [problem for problem, _phone in rows]
        return [
            Told(f"{problem[: len(problem) // 2]}，{draw.choice(endings)}。", phone=phone)
            for (_problem, phone), problem in zip(
                draw.choices(rows, k=DIFFERENT), draw.choices(said, k=DIFFERENT), strict=True
            )
        ]


@cache
def houses(kind: Kind, *counts: int) -> tuple[House, ...]:
    """The application on databases with so many cases each, filled where the run has none yet."""
    homes = run_folder() / "homes"
    return tuple(House(filled_once(kind, count), homes / f"{kind}_{count}") for count in counts)


def _number(case_id: int) -> str:
    return db.session.get_one(Case, case_id).number


def _who(role: Role, department: str) -> Staff:
    """Somebody of a department who has that role and heads nothing."""
    heads = select(Department.head_id).where(Department.head_id.is_not(None))
    return (
        db.session.scalars(
            select(Staff)
            .join(Department, Department.id == Staff.department_id)
            .join(RoleGrant, RoleGrant.staff_id == Staff.id)
            .where(RoleGrant.role == role, Department.code == department, Staff.id.not_in(heads))
            .order_by(Staff.id)
            .limit(1)
        )
        .unique()
        .one()
    )
