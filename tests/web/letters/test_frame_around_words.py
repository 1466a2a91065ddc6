"""H-05: the letter around a handler's words reads well, whatever these words do already."""

import pytest
from lxml import html

from tests.web.letters.test_letters import Write, write  # noqa: F401 (a fixture)
from web.letters.written import apologises, greets, without_salutation

GREETING_ZH = "赵女士您好，您家的光纤接头老化，师傅已经重新做好，当晚观察正常。"
GREETING_EN = "Dear Ms Zhao,\n\nthe connector was worn. It has been stable since."


@pytest.mark.parametrize("kind", ["reply", "progress", "more_info_request", "extension", "closed"])
@pytest.mark.parametrize(
    ("language", "words", "ours"), [("zh", GREETING_ZH, "赵兰，您好"), ("en", GREETING_EN, "Dear Anna Zhao")]
)
def test_h05_who_is_greeted_by_the_handler_is_not_greeted_twice(
    write: Write,  # noqa: F811
    kind: str,
    language: str,
    words: str,
    ours: str,
) -> None:
    """In both bodies; the letter then begins with what it is about."""
    letter = write(kind, language, text=words)
    assert ours not in letter.text
    assert ours not in html.document_fromstring(letter.html).text_content()
    assert words in letter.text
    assert not letter.text.startswith(words)
    greeted = write(kind, language, text=words[words.index("光纤" if language == "zh" else "connector") :])
    assert greeted.text.startswith(ours)


def test_h05_an_apology_is_made_once(write: Write) -> None:  # noqa: F811
    assert write("reply", text="已更换分光器，让您多等了两天，实在抱歉。").text.count("歉") == 1
    assert write("reply", "en", text="It was replaced. We apologise for the delay.").text.count("sorry") == 0
    assert write("reply", text="已更换分光器。").text.count("歉") == 1


def test_h05_a_list_of_mails_shows_what_the_letter_is_about(write: Write) -> None:  # noqa: F811
    for words in (GREETING_ZH, "已重新做好接头。"):
        page = html.document_fromstring(write("reply", text=words).html)
        assert page.xpath("//body/div")[0].text_content().startswith("您反映的“宽带晚间频繁掉线”已处理完毕")


@pytest.mark.parametrize(
    "words",
    [
        "您好！已处理。",
        "赵女士，您好：已处理。",
        "尊敬的赵女士：\n已处理。",
        "亲爱的客户，已处理。",
        "  各位下午好，已处理。",
        "你们好\n已处理",
        "Dear Anna, done.",
        "Hello, done.",
        "Good morning! Done.",
    ],
)
def test_h05_greetings_are_known(words: str) -> None:
    assert greets(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "我们已核实您好几次来电的情况。",
        "已更换设备。您好好休息。",
        "Hidden damage was found.",
        "Dearly paid lessons.",
        "经查，您的宽带已恢复。如有问题请说“您好”。",
    ],
)
def test_h05_other_beginnings_are_no_greetings(words: str) -> None:
    assert not greets(words)


@pytest.mark.parametrize("words", ["给您添麻烦了，对不起。", "深表歉意", "We are SORRY.", "Our apologies."])
def test_h05_apologies_are_known(words: str) -> None:
    assert apologises(words)


def test_h05_only_a_line_that_addresses_the_customer_is_left_out() -> None:
    assert without_salutation("赵兰，您好：\n\n正文。\n\n落款", "赵兰") == "正文。\n\n落款"
    for whole in (
        "您反映的问题已处理，结果如下：\n\n落款",
        "赵兰，您好：",
        "赵兰，您好：已处理。\n\n落款",
        "赵兰，您反映的“宽带晚间频繁掉线，报修了三次都没有修好”已处理完毕，现将结果答复如下：\n\n落款",
    ):
        assert without_salutation(whole, "赵兰") == whole
