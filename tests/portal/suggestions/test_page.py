"""How good the suggestions are: counted over the viewer's scope, and opened from every confusion (T-05)."""

from collections.abc import Callable

import pytest
from lxml import html
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.cases import actions
from models.cases.queries import Outcome, cases_behind, outcomes
from models.cases.tables import Case
from models.cases.words import Confidence, Kind
from models.people.tables import Language
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, decision, new
from tests.moments import MONDAY
from tests.statements import CountStatements

PAGE = "/portal/suggestions"
OUTAGE = "家里每天晚上断网，报修了三次，要求减免月费。"
MONTHS = ["2026-10", "2026-11"]


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    """The cases of `making` came in this morning."""
    return at(MONDAY)


def agreed(cast: Cast, **changes: object) -> Case:
    """A case whose suggestion, a network fault of grade 2 for technical operations, was followed."""
    return decided(cast, OUTAGE, **changes)


def decided(cast: Cast, problem: str, *, kind: Kind = Kind.COMPLAINT, **changes: object) -> Case:
    case = new(problem=problem, kind=kind)
    return actions.triage(case, decision(kind=kind, **changes), by=cast.agent, now=MONDAY, seen=case.version)


def as_fees(cast: Cast, problem: str = OUTAGE) -> Case:
    """A case that people gave another category, department and grade than was suggested."""
    return decided(cast, problem, category="fees_charge", department_id=department("CW").id, grade=1)


def cells(page: str, row: str) -> list[str]:
    """The cells of one row, by its id."""
    (found,) = html.document_fromstring(page).xpath(f"//tr[@id='{row}']")
    return [" ".join(cell.text_content().split()) for cell in found.xpath("./th|./td")]


@pytest.mark.both_databases
def test_t05_what_is_counted(session: Session, cast: Cast) -> None:
    """T-05: category, department and urgency of all cases, the grade of complaints only."""
    agreed(cast)
    agreed(cast, grade=1)
    as_fees(cast)
    decided(cast, "请问发票怎么开？", kind=Kind.INQUIRY, grade=None, category="fees_invoice")
    new(problem=OUTAGE)
    session.flush()
    counted = {(each.decided, each.suggested): each for each in outcomes(cast.agent, MONTHS)}
    sure = Confidence.MEDIUM
    assert counted == {
        ("network_fault", "network_fault"): Outcome(
            "2026-11", "network_fault", "network_fault", sure, 2, 2, 2, 2, 1
        ),
        ("fees_charge", "network_fault"): Outcome(
            "2026-11", "fees_charge", "network_fault", sure, 1, 0, 1, 1, 0
        ),
        ("fees_invoice", "fees_invoice"): Outcome(
            "2026-11", "fees_invoice", "fees_invoice", sure, 1, 0, 1, 0, 0
        ),
    }
    assert outcomes(cast.agent, ["2026-10"]) == []


def test_t05_a_correction_moves_a_case(session: Session, cast: Cast) -> None:
    """T-05: what counts is the decision as it stands, in the month of the first."""
    case = as_fees(cast)
    corrected = decision(reason="看错了")
    actions.triage(case, corrected, by=cast.agent, now=MONDAY + 20 * DAY, seen=case.version)
    (outcome,) = outcomes(cast.agent, ["2026-11"])
    assert (outcome.decided, outcome.suggested, outcome.grade) == ("network_fault", "network_fault", 1)


def test_t05_each_counts_what_they_may_see(session: Session, cast: Cast) -> None:
    """T-05, X-01: a head the own department's, who sees to the rules everything, but no case."""
    agreed(cast)
    wrong = as_fees(cast)
    session.flush()
    counted = {
        part: sum(each.cases for each in outcomes(getattr(cast, part), MONTHS))
        for part in ("agent", "head", "administrator", "auditor", "handler", "stranger")
    }
    assert counted == {
        "agent": 2,
        "head": 1,
        "administrator": 2,
        "auditor": 2,
        "handler": 1,
        "stranger": 0,
    }

    def behind(part: str) -> list[Case]:
        found = cases_behind(getattr(cast, part), MONTHS, decided="fees_charge", suggested="network_fault")
        return list(found.rows)

    assert {part: behind(part) for part in ("agent", "head", "administrator")} == {
        "agent": [wrong],
        "head": [],
        "administrator": [],
    }


def test_t05_shares_confusions_and_the_cases_behind_them(cast: Cast, client: Client) -> None:
    """T-05: a figure on a page, which opens the cases that it counts."""
    agreed(cast)
    wrong = as_fees(cast)
    silent = as_fees(cast, "一切正常")
    page = client.come_in(cast.agent).get(PAGE).text
    shares = html.document_fromstring(page).xpath("//*[@class='stat-value']")
    assert [share.text_content() for share in shares] == ["33.3%", "33.3%", "33.3%", "100.0%", "33.3%"]
    assert cells(page, "category-network_fault")[1] == "1 样本偏少"
    assert cells(page, "month-2026-11")[0:2] == ["2026-11", "3 样本偏少"]
    confusions = html.document_fromstring(page).xpath("//section[@id='confusions']//a/@href")
    shown = [client.get(each).text for each in confusions]
    assert len(shown) == 2
    assert [wrong.number in each for each in shown].count(True) == 1
    assert [silent.number in each for each in shown].count(True) == 1
    assert "系统建议：技术类 / 网络故障" in "".join(shown)
    assert "系统建议：无建议" in "".join(shown)


def test_t05_the_administrator_reads_figures_and_opens_nothing(cast: Cast, client: Client) -> None:
    """T-05, X-01: whoever can make logins must not read cases."""
    wrong = as_fees(cast)
    page = client.come_in(cast.administrator).get(PAGE).text
    assert html.document_fromstring(page).xpath("//section[@id='confusions']//a") == []
    behind = client.get(f"{PAGE}/cases?decided=fees_charge&suggested=network_fault").text
    assert wrong.number not in behind
    assert "其中没有您可查看的工单" in behind


def test_t05_the_period_is_in_the_address(cast: Cast, client: Client, at: Callable[..., Traveller]) -> None:
    """T-05: three, six or twelve months; nonsense is twelve."""
    agreed(cast)
    at(MONDAY + 120 * DAY)
    client.come_in(cast.agent)
    assert "此周期内没有定案的工单" in client.get(f"{PAGE}?months=3").text
    for months in ("6", "12", "0", "x"):
        assert "2026-11" in region(client.get(f"{PAGE}?months={months}").text, "#months")


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_t05_in_one_language_with_rows(cast: Cast, client: Client, language: Language) -> None:
    """X-04: tables, confusions and the list behind them."""
    agreed(cast)
    as_fees(cast)
    cast.agent.language = language
    client.come_in(cast.agent).set_cookie("lang", language.value)
    data = {OUTAGE, "深圳 南山", *(person.name for person in cast)}
    assert words_in_the_other_language(client.get(PAGE).text, data) == []


def test_t05_as_many_queries_for_many_decisions(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """X-08: however many cases, months and categories."""
    client.come_in(cast.agent)
    agreed(cast)
    client.get(PAGE)
    with statements() as one:
        client.get(PAGE)
    for _ in range(3):
        as_fees(cast)
    with statements() as four:
        client.get(PAGE)
    assert four.count == one.count
