"""What each board costs at a million cases over 36 months beside ten thousand (M-02, M-04).

Of the leader, the head, customer service, the inspector, human resources, the trainer and the supervisor, the
wall, and the efficiency report.
"""

from collections.abc import Callable
from functools import cache

from bench.figure import Figure
from bench.screens import Ask, House, houses
from bench.size import FEW, MANY
from bench.turns import Compared, compared
from models.clock import now
from models.kpi.rules.months import Month
from tests.servers.databases import KINDS, Kind
from web.kpi.paper import efficiency_paper

MOST_TIMES = 2
ROUNDS, PRINTINGS = 9, 3
MONTHS = 3
"""Of so many months is the efficiency report that comes with the product."""
PEOPLE = {
    "leader": "YF-0003",
    "head": "YF-0017",
    "service": "YF-0118",
    "inspector": "YF-0131",
    "hr": "YF-0164",
    "trainer": "YF-0294",
    "supervisor": "YF-0412",
}
"""Who looks: staff numbers of the demo company. The head is of the department that leads most cases."""
DAY, BOARD = "/portal/", "/portal/kpi"
PAGES = {
    "leader_day": ("leader", DAY),
    "leader_figures": ("leader", BOARD),
    "leader_figures_of_department": ("leader", f"{BOARD}?of=department:4&figure=timeliness"),
    "head_day": ("head", DAY),
    "head_figures": ("head", BOARD),
    "service_day": ("service", DAY),
    "service_figures": ("service", BOARD),
    "inspector_day": ("inspector", DAY),
    "inspector_to_do": ("inspector", "/portal/inspections/mine"),
    "inspector_figures": ("inspector", BOARD),
    "hr_day": ("hr", DAY),
    "hr_figures": ("hr", BOARD),
    "trainer_day": ("trainer", DAY),
    "trainer_board": ("trainer", "/portal/training/board"),
    "supervisor_day": ("supervisor", DAY),
    "supervisor_figures": ("supervisor", "/portal/hotline/figures"),
    "wall": ("leader", f"{BOARD}/wall"),
}
"""Each board: whose, and where."""
REPORT = "efficiency_report"
MOST_QUERIES = {
    "leader_day": 26, "leader_figures": 24, "leader_figures_of_department": 26, "head_day": 28,
    "head_figures": 32, "service_day": 24, "service_figures": 20, "inspector_day": 26, "inspector_to_do": 12,
    "inspector_figures": 24, "hr_day": 18, "hr_figures": 24, "trainer_day": 20, "trainer_board": 12,
    "supervisor_day": 12, "supervisor_figures": 10, "wall": 18, REPORT: 20,
}  # fmt: skip
"""How many queries each may take, whatever the number of cases."""


@cache
def measured(kind: Kind) -> dict[str, Compared]:
    """Each board by turns, on two databases that were filled."""
    few, many = houses(kind, FEW, MANY)
    found = {}
    asks_few, asks_many = _asks(few), _asks(many)
    for name in MOST_QUERIES:
        rounds = PRINTINGS if name == REPORT else ROUNDS
        found[name] = compared(name, (few, asks_few[name]), (many, asks_many[name]), rounds)
    return found


def _asks(house: House) -> dict[str, Ask]:
    """By name, a way to ask for each board once more."""
    visitors = {part: house.visitor(number) for part, number in PEOPLE.items()}
    found = {name: house.page_of(visitors[part], address) for name, (part, address) in PAGES.items()}
    found[REPORT] = _report
    return found


def _report() -> None:
    """The report of the last frozen months, printed."""
    assert efficiency_paper(Month.of(now()).shifted(-1).back(MONTHS))


def _times(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind)[name].times


def _queries(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind)[name].queries


def _figures(kind: Kind) -> list[Figure]:
    found = []
    for name, most in MOST_QUERIES.items():
        found.append(Figure(f"{name}_queries_{kind}", most, _queries(kind, name)))
        found.append(Figure(f"{name}_1000000_to_10000_{kind}", MOST_TIMES, _times(kind, name)))
    return found


FIGURES = tuple(figure for kind in KINDS for figure in _figures(kind))
