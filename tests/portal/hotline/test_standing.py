"""W-04: the committee's chair and the outside reader are named by the rulebook, and find the desk then."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from time_machine import Traveller

from models.amendments.queries import open_amendment
from models.rulebook.document import parse
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.amendments.drafts import NOW
from tests.models.hotline.making import name_in_rules

DRAFT = "/portal/rulebook/draft"
PART = f"{DRAFT}/limits/parts/hotline"


def test_w04_rb01_the_rulebook_names_them(
    client: Client, cast: Cast, at: Callable[[datetime], Traveller]
) -> None:
    """Who does not work here is refused; what is left empty is nobody; the draft stays a sound rulebook."""
    at(NOW)
    client.come_in(cast.administrator)
    client.submit(DRAFT, action="/draft")
    wrong = client.submit(PART, action="/parts/hotline", chair="XX-1")
    assert (wrong.status_code, "在职人员中没有此工号" in wrong.text) == (422, True)
    chosen = {
        "chair": cast.committee.number.lower(),
        "outside": cast.stranger.number,
        "keep_months": "36",
        "most_reward_fen": "8000",
    }
    assert client.submit(PART, action="/parts/hotline", **chosen).status_code == 303
    told = region(client.get(DRAFT).text, "#draft-differences")
    assert "举报奖励上限" in told
    assert cast.committee.number in told
    begun = open_amendment()
    assert begun is not None
    rules = parse(begun.document).hotline
    assert rules is not None
    assert (rules.chair, rules.outside) == (cast.committee.number, cast.stranger.number)
    assert (rules.keep_months, rules.most_reward_fen, rules.readers) == (36, 800_000, 3)
    for field, value, said in (
        ("outside", cast.committee.number, "请填写委员会主任以外的人员"),
        ("extended_months", "2", "至少 3 个月"),
    ):
        refused = client.submit(PART, action="/parts/hotline", **{field: value})
        assert (refused.status_code, said in region(refused.text, f"#{field}-error")) == (422, True)


def test_w04_who_is_named_finds_the_desk(
    client: Client, session: Session, cast: Cast, at: Callable[[datetime], Traveller]
) -> None:
    """In the navigation; nobody else does, also not another member of the committee."""
    name_in_rules(cast, NOW, outside=cast.stranger.number)
    at(NOW + timedelta(hours=1))
    for person, finds in (
        (cast.stranger, True),
        (cast.committee, False),
        (cast.hr, False),
        (cast.supervisor, True),
    ):
        client.come_in(person)
        assert ('href="/portal/hotline"' in client.get("/portal/").text) is finds
        assert (client.get("/portal/hotline").status_code == 404) is not finds
