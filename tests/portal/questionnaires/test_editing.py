"""Writing a questionnaire in the portal, with plain forms (S-01)."""

from typing import Any

from lxml import html

from models.surveys import actions, queries
from models.surveys.document import FIVE
from models.surveys.draft import Draft, DraftFreeText, DraftText
from models.surveys.rules import drafting
from models.surveys.tables import QuestionnaireVersion
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region

HERE = "/portal/questionnaires"
STORE = f"{HERE}/store/draft"


def begun(cast: Cast, code: str = "store") -> QuestionnaireVersion:
    return actions.begin(code, by=cast.inspector, now=MONDAY)


def stored(code: str = "store") -> Draft:
    """The draft as it is stored now."""
    version = queries.draft(code)
    assert version is not None
    return version.draft


def order(draft: Draft) -> list[str]:
    return list(draft.by_code)


def test_s01_from_nothing_to_a_first_question(client: Client, cast: Cast) -> None:
    """S-01: a new questionnaire, a question with answers added one by one, half of it untranslated."""
    client.come_in(cast.inspector)
    begun_at = client.submit(f"{HERE}/new", title_zh="装机回访", title_en="After installation").location
    assert begun_at == f"{HERE}/after_installation/draft"
    page = f"{begun_at}/questions/new?kind=single&section=main"
    typed: dict[str, Any] = {"text_zh": "装好了吗？", "options-0-zh": "好了", "options-1-zh": "没有"}
    more = client.submit(page, action="/new", do="option-add", **typed)
    assert more.status_code == 200
    form = html.document_fromstring(more.text).get_element_by_id("question")
    assert [form.fields[f"options-{n}-zh"] for n in range(3)] == ["好了", "没有", ""]
    assert form.fields["text_zh"].strip() == "装好了吗？"
    assert order(stored("after_installation")) == []
    saved = client.submit(page, action="/new", do="save", **typed)
    assert saved.status_code == 303
    made = stored("after_installation").questions[0]
    assert (made.code, made.kind, [option.code for option in getattr(made, "options", ())]) == (
        "single", "single", [1, 2]
    )  # fmt: skip
    shown = client.get(begun_at).text
    assert "题目缺少英文。" in region(shown, "#q-single")
    assert "第 1 个选项缺少英文。" in region(shown, "#checks")


def test_s01_answers_keep_their_codes_whatever_their_order(client: Client, cast: Cast) -> None:
    """S-01: an answer moved up keeps its code; a code that was published is never given again."""
    begun(cast)
    client.come_in(cast.inspector)
    page = f"{STORE}/questions/solved"
    moved = client.submit(page, action="/solved", do="option-up-3")
    form = html.document_fromstring(moved.text).get_element_by_id("question")
    assert [form.fields[f"options-{n}-code"] for n in range(4)] == ["1", "2", "4", "3"]
    dropped: dict[str, Any] = {f"options-3-{part}": None for part in ("code", "zh", "en")}
    client.submit(page, action="/solved", do="save", **dropped)
    assert [option.code for option in getattr(stored().by_code["solved"], "options", ())] == [1, 2, 3]
    client.submit(page, action="/solved", do="option-add")
    version = queries.draft("store")
    assert version is not None
    fields = {name: value for name, value in form_values(client, page) if name != "do"}
    fields |= {"options-3-zh": "改天再办", "options-3-en": "Another day", "do": "save"}
    assert client.send(page, **{k: v for k, v in fields.items() if k != "csrf_token"}).status_code == 303
    assert [option.code for option in getattr(stored().by_code["solved"], "options", ())] == [1, 2, 3, 5]


def form_values(client: Client, page: str) -> list[tuple[str, Any]]:
    tree = html.document_fromstring(client.get(page).text)
    return list(tree.get_element_by_id("question").form_values())


def test_s01_conditions_are_chosen_from_earlier_questions(client: Client, cast: Cast) -> None:
    """S-01: the question first, then its answers; a line of a matrix is one of the offers."""
    begun(cast)
    client.come_in(cast.inspector)
    page = f"{STORE}/questions/comment"
    added = client.submit(page, action="/comment", do="condition-add").text
    offered = html.document_fromstring(added).get_element_by_id("conditions-0-about").value_options
    assert offered == [
        "",
        "overall",
        "solved",
        "hindered",
        "service.attitude",
        "service.speed",
        "service.place",
    ]
    fields = {name: value for name, value in form_values(client, page) if name != "csrf_token"}
    chosen = fields | {"do": "condition-show", "conditions-0-about": "service.speed"}
    shown = html.document_fromstring(client.send(page, **chosen).text)
    boxes = shown.xpath("//input[@name='conditions-0-picks']/@value")
    assert boxes == [str(code) for code in (*FIVE, 0)]
    chosen |= {"do": "save", "conditions-0-picks": ["1", "2"], "conditions-0-role": "all"}
    assert client.send(page, **chosen).status_code == 303
    when = stored().by_code["comment"].when
    assert when is not None
    assert [(match.question, match.row, match.any_of) for match in when.all] == [("service", "speed", (1, 2))]
    said = region(client.get(STORE).text, "#q-comment")
    assert (
        "当第 4 题“您对以下几个方面满意吗？”中的“等候和办理的时间”的回答为“不满意”或“非常不满意”时显示"
        in said
    )


def test_s01_moving_copying_removing_and_taking_back(client: Client, cast: Cast) -> None:
    """S-01: one press each, without scripts; the last one can be taken back."""
    begun(cast)
    client.come_in(cast.inspector)
    client.send(f"{STORE}/questions/comment/step", way="up", seen="1")
    assert order(stored()) == ["overall", "solved", "hindered", "comment", "service"]
    client.send(f"{STORE}/order", question="comment", section="visit", at="1", seen="2")
    assert order(stored()) == ["overall", "comment", "solved", "hindered", "service"]
    client.send(f"{STORE}/questions/comment/copy", seen="3")
    assert order(stored())[1:3] == ["comment", "comment_copy"]
    answer = client.send(f"{STORE}/questions/solved/removal", seen="4")
    assert answer.location == STORE
    shown = client.get(STORE).text
    assert "条件用到了一道已删除的题目（solved）。" in region(shown, "#q-hindered")
    assert "第 4 题“您要办的事办好了吗？”：删除" in region(shown, "//div[@class='undo']")
    client.send(f"{STORE}/undo", seen="5")
    assert "solved" in order(stored())


def test_s01_sections_are_added_conditioned_and_moved(client: Client, cast: Cast) -> None:
    begun(cast)
    client.come_in(cast.head)
    client.submit(f"{STORE}/sections/new", action="/new", title_zh="其他", title_en="Other", do="save")
    assert [section.code for section in stored().sections] == ["visit", "other"]
    client.send(f"{STORE}/sections/other/step", way="up", seen="2")
    assert [section.code for section in stored().sections] == ["other", "visit"]
    assert "这一部分还没有题目。" in region(client.get(STORE).text, "#section-other")
    client.send(f"{STORE}/sections/other/removal", seen="3")
    assert [section.code for section in stored().sections] == ["visit"]


def test_h07_the_second_of_two_editors_is_told_and_loses_nothing(client: Client, cast: Cast) -> None:
    """H-07: what was typed stays in the form, and saving again keeps it."""
    begun(cast)
    client.come_in(cast.inspector)
    page = f"{STORE}/questions/comment"
    mine = {name: value for name, value in form_values(client, page) if name != "csrf_token"}
    other = DraftFreeText(code="comment", required=False, text=DraftText(zh="别人写的", en="Theirs"))
    there = queries.draft("store")
    assert there is not None
    actions.replace_part(
        there,
        "comment",
        lambda draft: drafting.digest(drafting.question_of(draft, "comment")),
        lambda draft: drafting.changed(draft, "comment", other),
        by=cast.head,
        now=MONDAY,
        seen=drafting.digest(drafting.question_of(there.draft, "comment")),
    )
    answer = client.send(page, **{**mine, "text_zh": "我写的", "do": "save"})
    assert answer.status_code == 422
    assert "他人刚刚改动了此处" in region(answer.text, "//div[@class='form-errors']")
    form = html.document_fromstring(answer.text).get_element_by_id("question")
    assert form.fields["text_zh"].strip() == "我写的"
    assert stored().by_code["comment"].text.zh == "别人写的"
    again = {name: value for name, value in form.form_values() if name != "csrf_token"}
    assert client.send(page, **{**again, "do": "save"}).status_code == 303
    assert stored().by_code["comment"].text.zh == "我写的"
    step = client.send(f"{STORE}/questions/comment/removal", seen="1")
    assert step.status_code == 303
    assert "comment" in order(stored())


def test_h07_a_question_that_is_gone_can_be_saved_anew(client: Client, cast: Cast) -> None:
    """H-07: somebody removed it while it was typed."""
    begun(cast)
    client.come_in(cast.inspector)
    page = f"{STORE}/questions/comment"
    mine = {name: value for name, value in form_values(client, page) if name != "csrf_token"}
    sent_to = html.document_fromstring(client.get(page).text).get_element_by_id("question").action
    client.send(f"{STORE}/questions/comment/removal", seen="1")
    answer = client.send(sent_to, **{**mine, "text_zh": "还要问", "do": "save"})
    assert answer.status_code == 422
    form = html.document_fromstring(answer.text).get_element_by_id("question")
    assert form.action.startswith(f"{STORE}/questions/new?kind=text")
    assert form.fields["text_zh"].strip() == "还要问"


def test_x01_readers_read_and_write_nothing(client: Client, cast: Cast) -> None:
    """X-01: an agent reads; a handler finds no questionnaires at all; the committee sees the draft."""
    begun(cast)
    client.come_in(cast.agent)
    assert client.get(f"{HERE}/store").status_code == 200
    assert "撰写下一版" not in client.get(f"{HERE}/chat").text
    assert client.get(STORE).status_code == 403
    assert client.come_in(cast.handler).get(HERE).status_code == 403
    shown = client.come_in(cast.committee).get(STORE)
    assert shown.status_code == 200
    assert "data-grip" not in shown.text
    assert client.get(f"{HERE}/nothing").status_code == 404
    assert client.get(f"{HERE}/chat/draft").status_code == 404
