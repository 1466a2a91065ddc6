"""What was answered on a way that was left again counts nowhere, and comes back with the way (S-05, S-06)."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.cases.tables import Case
from models.people.tables import Staff
from models.results import queries as results
from models.surveys.tables import ResponseItem
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.results.answering import chosen
from tests.statements import CountStatements

MISSING = "请先把线路修好"
HARD = {"overall": "1", "solved": "2", "wrong": ["1", "2"], "attitude": "3", "speed": "2", "missing": MISSING}


def say(client: Client, link: str, code: str, answer: object) -> TestResponse:
    """One answer, as a browser without JavaScript sends it; the next page."""
    sent = client.post(f"{link}/q/{code}", data={"answer": answer})
    assert sent.status_code == 303, sent.text
    return client.get(sent.location)


def counted(viewer: Staff) -> tuple[set[str], list[str], dict[tuple[str, str], int], dict[str, str]]:
    """What results show: measures with answers, comments, and the choices and words of the one record."""
    selection = chosen()
    measures = results.measures(selection)
    tallies = results.by_attributes(viewer, selection, measures, "q-wrong", [])
    seen = {code for code, _key in tallies.counts}
    comments = [row.words for row in results.comments(viewer, selection).rows]
    (record,) = results.records(viewer, selection)
    return seen, comments, dict(record.choices), dict(record.words)


def astray(session: Session) -> set[str]:
    return set(session.scalars(select(ResponseItem.question).where(ResponseItem.off_way)))


def test_s06_answers_of_a_way_that_was_left_are_in_no_result_and_no_file(
    client: Client, session: Session, case: Case, link: str, cast: Cast
) -> None:
    for code, answer in HARD.items():
        say(client, link, code, answer)
    seen, comments, choices, words = counted(cast.inspector)
    assert (seen, comments, words) == ({"q-wrong"}, [MISSING], {"missing": MISSING})
    assert {("wrong", "1"), ("wrong", "2")} < choices.keys()
    say(client, link, "overall", "5")  # and leaves, before the end of the other way
    seen, comments, choices, words = counted(cast.inspector)
    assert (seen, comments, words) == (set(), [], {})
    assert choices == {("overall", ""): 5, ("solved", ""): 2, ("attitude", ""): 3, ("speed", ""): 2}
    for code, answer in {"solved": "2", "attitude": "3", "speed": "2", "comment": "好了"}.items():
        say(client, link, code, answer)
    assert counted(cast.inspector)[1:] == (["好了"], choices, {"comment": "好了"})


def test_s05_with_the_way_its_answers_come_back(
    client: Client, session: Session, case: Case, link: str, cast: Cast
) -> None:
    for code, answer in HARD.items():
        say(client, link, code, answer)
    say(client, link, "overall", "4")
    assert astray(session) == {"wrong", "missing"}
    say(client, link, "overall", "2")
    assert astray(session) == set()
    page = client.get(f"{link}/q/missing").text
    assert region(page, "//textarea") == MISSING
    assert counted(cast.inspector)[1] == [MISSING]


def test_s05_only_a_step_onto_another_way_writes_twice(
    client: Client, session: Session, case: Case, link: str, statements: CountStatements
) -> None:
    """Decision 0015: an answer is one read and one write, also one that is changed, unless the way moves."""
    for code, answer in {"overall": "1", "solved": "2", "wrong": "1"}.items():
        client.post(f"{link}/q/{code}", data={"answer": answer})
    counts = []
    for code, answer in (("attitude", "4"), ("overall", "2"), ("overall", "5"), ("overall", "4")):
        with statements() as seen:
            client.post(f"{link}/q/{code}", data={"answer": answer})
        counts.append(seen.count)
    assert counts == [2, 2, 3, 2]
    assert astray(session) == {"wrong"}
