"""The joint talk on the screen of a case: asked for, written down, shown (G-03)."""

from models.cases.tables import Case, JointTalk
from models.db import db
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import in_review, taken
from tests.portal.cases.conftest import address

SAID = "与客户约定周三上门更换设备"


def handled(cast: Cast) -> Case:
    case = taken(cast)
    db.session.commit()
    return case


def test_g03_the_case_says_that_it_is_missing_and_then_who_held_it(cast: Cast, client: Client) -> None:
    case = handled(cast)
    page = client.come_in(cast.handler).get(address(case)).text
    assert "尚未进行" in region(page, "#case-joint-talk")
    assert "尚未一起与客户沟通" in region(page, "#form-result"), "a reminder where the result is written"
    answer = client.submit(
        address(case),
        "/joint-talk",
        **{"joint-talk-service_side_id": str(cast.agent.id), "joint-talk-text": SAID},
    )
    assert answer.status_code == 303
    [talk] = db.session.query(JointTalk)
    assert (talk.department_side_id, talk.service_side_id) == (cast.handler.id, cast.agent.id)
    page = client.get(address(case)).text
    card = region(page, "#case-joint-talk")
    assert "已进行" in card
    assert "季书" in card
    assert "柯服" in card
    assert "尚未一起与客户沟通" not in page
    story = region(page, "#case-story")
    assert SAID in story
    assert "技术运维部 季书、客户服务部 柯服" in story


def test_g03_one_of_neither_side_is_refused_in_words(cast: Cast, client: Client) -> None:
    case = handled(cast)
    client.come_in(cast.agent)
    answer = client.submit(
        address(case),
        "/joint-talk",
        **{"joint-talk-service_side_id": str(cast.stranger.id), "joint-talk-text": SAID},
    )
    assert answer.status_code == 422
    assert SAID in answer.text, "what was typed is kept"


def test_g03_x04_it_is_said_in_english(cast: Cast, client: Client) -> None:
    cast.handler.language = Language.EN
    case = handled(cast)
    page = client.come_in(cast.handler).get(address(case)).text
    assert "not held yet" in region(page, "#case-joint-talk")
    assert "What was said and agreed" in region(page, "#form-joint-talk")


def test_g03_who_reviews_is_reminded_too(cast: Cast, client: Client) -> None:
    case = in_review(cast)
    db.session.commit()
    page = client.come_in(cast.head).get(address(case)).text
    assert "尚未一起与客户沟通" in region(page, "#form-review")
