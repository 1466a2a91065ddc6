"""V-04: quoted text is folded away, as the mail programs of this country write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mailbox.rules.quotes import is_answer, split, without_prefixes

OURS = "赵兰，您好：\n感谢您告诉我们"
QUOTED = {
    "QQ": """------------------ 原始邮件 ------------------
发件人: "service" <s@y.example>;
发送时间: 2026年11月20日(星期五) 上午9:00
收件人: "赵兰"<z@qq.com>;
主题: 您的反馈已收到

赵兰，您好：""",
    "NetEase": '在 2026-11-20 09:00:00，"云帆" <s@y.example> 写道：\n\n> 赵兰，您好：\n> 感谢',
    "NetEase without marks": f'At 2026-11-20 09:00:00, "云帆" <s@y.example> wrote:\n\n{OURS}',
    "Outlook": """发件人: 云帆 <s@y.example>
发送时间: 2026年11月20日 9:00
收件人: 赵兰
主题: 回复: 您的反馈

赵兰，您好：""",
    "Outlook, ruled": f"{'_' * 32}\n发件人: 云帆\n发送时间: 今天\n收件人: 赵兰\n\n{OURS}",
    "Outlook, in bold": f"*From:* Yunfan\n*Sent:* Friday\n*To:* me\n*Subject:* x\n\n{OURS}",
    "Outlook, traditional": f"寄件者: 雲帆\n寄件日期: 今天\n收件者: 趙蘭\n主旨: 您的反饋\n\n{OURS}",
    "Apple": "> 在 2026年11月20日，09:00，云帆 <s@y.example> 写道：\n> \n> 赵兰，您好：",
    "Gmail": "On Fri, Nov 20, 2026 at 9:00 AM Yunfan <s@y.example> wrote:\n\n> Dear\n> Thank you",
    "Gmail, broken": "On Fri, Nov 20, 2026 at 9:00 AM Yunfan Network\n<s@y.example> wrote:\n\n> Dear",
    "Gmail in Chinese": "云帆 <s@y.example> 于2026年11月20日周五 09:00写道：\n\n> 赵兰，您好：",
    "Foxmail": f"-----Original Message-----\nFrom: Yunfan\nSent: Friday\n\n{OURS}",
    "marks alone": "> 赵兰，您好：\n>\n> 感谢",
}


@pytest.mark.parametrize("program", QUOTED)
def test_earlier_mails_are_folded(program: str) -> None:
    """V-04: of each program's mail the new words are left."""
    found = split(f"还是断网。\n\n发自我的 iPhone\n\n{QUOTED[program]}", subject="回复: 您的反馈已收到")
    assert found.words == "还是断网。\n\n发自我的 iPhone"
    assert found.quoted == QUOTED[program].strip()


@pytest.mark.parametrize("program", QUOTED)
def test_where_nothing_else_would_be_left_all_of_it_is_shown(program: str) -> None:
    """V-04: who answers below the quote, or passes a mail on, is heard."""
    assert split(QUOTED[program]).words == QUOTED[program].strip()
    assert split(f"请看\n\n{QUOTED[program]}", subject="转发：您的反馈").quoted == ""


@pytest.mark.parametrize(
    "text",
    [
        "On Nov 20, 2026 Yunfan <s@y.example> wrote:\n\n> Is it solved?\n\nNo.\n\n> Since when?\n\nMonday.",
        "客服说：\n我认为不对\n发件人：张三\n好",
        "张三在店里写道：\n我不满意",
        "日期: 11 月 12 日\n主题: 断网\n每天都断",
        "1 > 0，网速 < 1M",
        "-- \n赵兰\n13812345678",
    ],
)
def test_ones_own_words_are_not_folded(text: str) -> None:
    """V-04: answers between the lines, and sentences that only look like a quote."""
    assert split(text).words == text
    assert split(text).quoted == ""


def test_subjects_of_answers() -> None:
    """V-04."""
    assert without_prefixes("Re: 回复：RE[2]: 答复: 断网") == "断网"
    assert is_answer("回复：断网")
    assert not is_answer("回复慢，投诉")


@given(st.lists(st.sampled_from([*"\n".join(QUOTED.values()).split("\n"), "", "我的话", "> x"]), max_size=30))
def test_nothing_is_lost(lines: list[str]) -> None:
    """V-04: words and quote together are the text."""
    text = "\n".join(lines)
    found = split(text)
    assert f"{found.words}{found.quoted}".replace("\n", "").replace(" ", "") == text.replace(
        "\n", ""
    ).replace(" ", "")
