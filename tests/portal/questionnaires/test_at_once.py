"""Two people on one draft: the second is told, sees the other text beside their own, loses nothing (S-01)."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.portal.questionnaires.test_editing import STORE, begun, stored

QUESTION = f"{STORE}/questions/overall"


def filled(client: Client, address: str) -> dict[str, str]:
    """What stands in a form as somebody has it open."""
    from lxml import html

    page = html.document_fromstring(client.get(address).text)
    form = next(each for each in page.forms if each.xpath(".//*[@name='seen']"))
    return {name: value for name, value in form.fields.items() if value is not None}


def test_s01_the_second_sees_both_and_decides(
    client: Client, cast: Cast, valid_html: Callable[[str], None]
) -> None:
    begun(cast)
    mine = filled(client.come_in(cast.inspector), QUESTION)
    theirs = filled(client.come_in(cast.administrator), QUESTION)
    assert client.post(QUESTION, data=theirs | {"text_zh": "对方的话", "do": "save"}).status_code == 303
    told = client.come_in(cast.inspector).post(
        QUESTION,
        data=mine | filled(client, QUESTION) | {"seen": mine["seen"], "text_zh": "我的话", "do": "save"},
    )
    assert told.status_code == 422
    beside = region(told.text, "#clash")
    assert cast.administrator.name in beside
    assert "现在对方的话" in beside
    assert "您填写的我的话" in beside
    assert "我的话" in region(told.text, "//textarea[@name='text_zh']")
    assert stored().by_code["overall"].text.zh == "对方的话"
    valid_html(told.text)
    again = filled(client, QUESTION) | {"text_zh": "我的话，加上对方的话", "do": "save"}
    assert client.post(QUESTION, data=again).status_code == 303
    assert stored().by_code["overall"].text.zh == "我的话，加上对方的话"


def test_s01_the_frame_and_sections_too_and_in_english(client: Client, cast: Cast, session: Session) -> None:
    begun(cast)
    cast.inspector.language = Language.EN
    session.commit()
    for address, name in ((f"{STORE}/frame", "thanks_zh"), (f"{STORE}/sections/visit", "title_zh")):
        if client.come_in(cast.inspector).get(address).status_code == 404:
            address = f"{STORE}/sections/{stored().sections[0].code}"
        mine = filled(client, address)
        assert client.post(address, data=mine | {name: "对方的话", "do": "save"}).status_code == 303
        told = client.post(address, data=mine | {name: "我的话", "do": "save"})
        assert told.status_code == 422
        beside = region(told.text, "#clash")
        assert "Now对方的话" in beside
        assert "Yours我的话" in beside
        assert (
            words_in_the_other_language(
                beside, ["对方的话", "我的话", cast.inspector.name, cast.inspector.name_en]
            )
            == []
        )


def test_s01_who_typed_the_same_has_nothing_to_choose(client: Client, cast: Cast) -> None:
    begun(cast)
    address = f"{STORE}/frame"
    mine = filled(client.come_in(cast.inspector), address) | {"thanks_zh": "谢谢大家"}
    assert client.post(address, data=mine).status_code == 303
    told = client.post(address, data=mine)
    assert told.status_code in (303, 422)
    if told.status_code == 422:
        assert "两边内容一致" in region(told.text, "#clash")
