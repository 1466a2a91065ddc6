"""S-06: the screen of results, its drill, its comments, and who may read it."""

from collections.abc import Callable

import pytest
from lxml import html
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.people.tables import Language
from models.revisits.words import Silence
from models.surveys.words import Reach
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.results.answering import DAY, many, revisited
from tests.moments import MONDAY
from tests.statements import CountStatements

PAGE = "/portal/results"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    """The answers came in before this morning."""
    return at(MONDAY)


def quarter(cast: Cast) -> None:
    """Two departments over two months, by link and by telephone; some were silent."""
    many([5] * 20 + [4] * 10 + [2] * 4 + [1] * 2, others={"attitude": 5, "solved": 1}, words="师傅很耐心")
    many([5, 4, 4, 4, 3, 1], reach=Reach.PHONE, by=cast.agent, grade=2)
    many([3, 4, 5, 5, 5, 5, 5], code="YF", at=MONDAY - 35 * DAY, others={"speed": 2})
    many([5, 5], code="SC")
    for silence in (Silence.REFUSED, Silence.NO_ANSWER, Silence.UNDELIVERED, Silence.NOT_REACHED):
        for _ in range(3):
            revisited(None, silence=silence, grade=2)


def cells(page: str, row: str) -> list[str]:
    """The cells of one row, by its id."""
    (found,) = html.document_fromstring(page).xpath(f"//tr[@id='{row}']")
    return [" ".join(cell.text_content().split()) for cell in found.xpath("./th|./td")]


def read(client: Client, person: object, address: str = PAGE) -> str:
    answer = client.come_in(person).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.text


def test_the_whole_screen(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """S-06: n, five counts, not applicable apart, satisfied with its interval, dissatisfied, mean with
    standard deviation; the response rate with its parts; first and last; comments.
    """
    quarter(cast)
    cast.inspector.language = Language.EN
    page = read(client, cast.inspector)
    valid_html(page)
    assert cells(page, "dimension-1") == [
        "Complaint handling", "51", "82.4% 70–90%", "13.7% 7–26%", "28 55%", "14 27%", "2 4%", "4 8%",
        "3 6%", "0", "4.18 deviation 1.20",
    ]  # fmt: skip
    outcomes = [cells(page, f"outcome-{n}") for n in (1, 2, 3, 4)]
    assert outcomes == [
        ["Answered to the end", "51", "81.0%"],
        ["Refused to answer", "3", "4.8%"],
        ["Not reached, or silent", "6", "9.5%"],
        ["Undelivered", "3", "4.8%"],
    ]
    rates = region(page, "#response")
    assert "RR181.0%" in rates
    assert "RR585.0%" in rates
    assert cells(page, "round-1")[:3] == ["First answer", "51", "82.4% 70%–90%"]
    assert "师傅很耐心" in region(page, "#comments")


def test_small_groups_stay_unknown(session: Session, cast: Cast, client: Client) -> None:
    """S-06: two answers of one department are not shown, nor can they be worked out from the others."""
    quarter(cast)
    cast.inspector.language = Language.EN
    page = read(client, cast.inspector)
    assert cells(page, "row-1")[0] == "Research and Development"
    assert [cells(page, f"row-{n}")[-1] for n in (1, 2, 3, 4)] == [
        "not shown",
        "81% 67–90% · n = 42",
        "not shown",
        "82% 70–90% · n = 51",
    ]
    assert "Which of the two it is, is not told." in region(page, "#table")
    assert "Marketing: 100%" not in page


def test_fewer_than_five(session: Session, cast: Cast, client: Client) -> None:
    """S-06: four answers are no figure, and cannot be taken out."""
    many([5, 4, 4, 1])
    cast.inspector.language = Language.EN
    page = read(client, cast.inspector)
    assert "Fewer than 5 answers" in region(page, "#results")
    assert "Satisfied share" not in region(page, "#results")
    answer = client.send(f"{PAGE}/exports", format="csv")
    assert answer.status_code == 303


def test_under_thirty_is_marked(session: Session, cast: Cast, client: Client) -> None:
    """S-06: a figure over 29 answers is marked as resting on few, one over 30 is not."""
    many([5, 4, 2] * 9 + [5, 4])
    cast.inspector.language = Language.EN
    assert "low base" in region(read(client, cast.inspector), "#results")
    many([3])
    assert "low base" not in region(read(client, cast.inspector), "#results")


def test_nobody_yet(session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]) -> None:
    """S-06: an empty screen says what would be here."""
    page = read(client, cast.inspector)
    valid_html(page)
    assert "还没有人作答" in region(page, "#results")


def test_the_charts_say_what_the_tables_say(session: Session, cast: Cast, client: Client) -> None:
    """S-06: the five points by dimension, the share by row, the course; each part leads to its answers."""
    quarter(cast)
    many([4, 4, 5, 5, 5, 1], code="KF")
    cast.inspector.language = Language.EN
    page = html.document_fromstring(read(client, cast.inspector))
    rows = page.xpath("//div[@role='group']/div[@class='fig-row']/p[@class='fig-name']")
    said = [" ".join(row.text_content().split()) for row in rows]
    assert said == [
        "Complaint handling 82.5%", "Service attitude 100.0%", "Response speed 0.0%",
        "Customer Service not shown", "Research and Development 85.7%", "Technical Operations 81.0%",
        "Marketing not shown",
    ]  # fmt: skip
    links = page.xpath("//svg[starts-with(@class, 'fig-')]//a")
    assert all(link.get("href").startswith(PAGE) and link.xpath("./title") for link in links)
    assert links[0].xpath("./title/text()") == ["Complaint handling · Very satisfied: 54% of 57"]
    assert page.xpath("//svg[starts-with(@class, 'fig-')]//@style") == []


def test_drill_to_the_answers(session: Session, cast: Cast, client: Client) -> None:
    """S-06: each figure leads to its answers, and they to their cases."""
    quarter(cast)
    cast.inspector.language = Language.EN
    page = html.document_fromstring(read(client, cast.inspector))
    (figure,) = page.xpath("//tr[@id='dimension-1']/td[3]/a/@href")
    listed = read(client, cast.inspector, figure)
    assert "7 answers" in listed
    assert listed.count("/portal/cases/HY-") == 7
    (cell,) = page.xpath("//tr[@id='row-2']/td[last()]/a/@href")
    assert "42 answers" in read(client, cast.inspector, cell)


def test_comments_with_a_search(session: Session, cast: Cast, client: Client) -> None:
    """S-06, X-06: words of two characters; the number of the case leads to it."""
    revisited(5, words="师傅很耐心")
    revisited(1, words="等了三天")
    page = read(client, cast.inspector, f"{PAGE}/comments?q=三天")
    assert "1 条评语" in page
    assert "等了三天" in page
    assert "耐心" not in region(page, "//main")


def test_comments_with_their_scores(session: Session, cast: Cast, client: Client) -> None:
    """S-06: what the same customer answered stands beside the words, and narrows them, in word and face."""
    revisited(5, words="师傅很耐心", others={"speed": 1})
    revisited(1, words="等了三天")
    revisited(4, words="还可以", others={"speed": 2})
    cast.inspector.language = Language.EN

    def said(address: str) -> list[tuple[str, str]]:
        page = html.document_fromstring(read(client, cast.inspector, f"{PAGE}/comments{address}"))
        lines = page.xpath("//ul[contains(@class, 'result-comments')]/li")
        return [
            (line.xpath("string(./blockquote)"), line.xpath("string(.//*[@class='scale-answer'])"))
            for line in lines
        ]

    assert sorted(said("")) == [
        ("师傅很耐心", "Very satisfied"),
        ("等了三天", "Very dissatisfied"),
        ("还可以", "Satisfied"),
    ]
    assert sorted(said("?points=5,4")) == [("师傅很耐心", "Very satisfied"), ("还可以", "Satisfied")]
    assert said("?points=2,1") == [("等了三天", "Very dissatisfied")]
    assert said("?points=5,4&q=耐心") == [("师傅很耐心", "Very satisfied")]
    assert said("?points=2,1&measure=speed&q=还") == [("还可以", "Dissatisfied")]
    assert ("等了三天", "") in said("?measure=speed")


def test_comments_of_one_survey(session: Session, cast: Cast, client: Client) -> None:
    """S-06: each questionnaire and campaign has its own comments, chosen on the page itself."""
    revisited(5, words="师傅很耐心")
    page = read(client, cast.inspector, f"{PAGE}/comments")
    offered = html.document_fromstring(page).xpath("//select[@name='source']//option/@value")
    assert offered[:3] == ["revisit", "lasting", "chat"]
    assert "师傅很耐心" not in read(client, cast.inspector, f"{PAGE}/comments?source=chat")


def test_a_head_reads_the_own_department_alone(session: Session, cast: Cast, client: Client) -> None:
    """S-06, X-01: figures, answers, comments and files of the own department."""
    quarter(cast)
    cast.head.language = Language.EN
    page = read(client, cast.head)
    assert cells(page, "dimension-1")[1] == "42"
    assert "Research" not in region(page, "#table")
    assert "42 answers" in read(client, cast.head, f"{PAGE}/answers?measure=handling")


@pytest.mark.parametrize("person", ["handler", "hr", "administrator", "store", "plain", "supervisor"])
def test_others_are_refused(session: Session, cast: Cast, client: Client, person: str) -> None:
    """S-06, X-01: whoever has nothing to do with results reads none."""
    assert client.come_in(getattr(cast, person)).get(PAGE).status_code == 403


def test_a_campaign_that_there_is_not(session: Session, cast: Cast, client: Client) -> None:
    """S-06: an address that somebody made up is not found; other nonsense in it narrows nothing."""
    assert client.come_in(cast.inspector).get(f"{PAGE}?source=campaign:C2026-0001").status_code == 404
    assert client.get(f"{PAGE}?source=everything&grade=9&since=soon&points=7&rows=x").status_code == 200


@pytest.mark.parametrize("language", Language)
def test_in_one_language(session: Session, cast: Cast, client: Client, language: Language) -> None:
    """S-06, X-04."""
    quarter(cast)
    cast.inspector.language = language
    page = read(client, cast.inspector)
    assert words_in_the_other_language(page, data=["师傅很耐心"]) == []


def test_a_fixed_number_of_queries(
    session: Session, cast: Cast, client: Client, statements: CountStatements
) -> None:
    """S-06: as many with ten answers as with a hundred."""
    seen = []
    for times in (1, 9):
        many([5, 4, 4, 3, 1] * 2 * times)
        client.come_in(cast.inspector).get(PAGE)
        with statements() as found:
            assert client.get(PAGE).status_code == 200
        seen.append(found.count)
    assert seen[0] == seen[1]
    assert seen[0] <= 20
