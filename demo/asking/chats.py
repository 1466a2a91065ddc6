"""Conversations of live chat that were over in a minute, and how their customers rated them (V-05)."""

from datetime import timedelta
from random import Random

from demo.asking.saying import Customer
from demo.lately.stage import Stage
from models.cases.actions import close, register_chat
from models.cases.channel_intake import Chatted
from models.cases.rules.transcript import parse, words_of_customer
from models.cases.tables import Case
from models.cases.words import Channel, Closing, Kind
from models.clock import local, local_day
from models.db import db
from models.revisits.actions import ask_after_chat
from models.surveys.actions import complete, save
from models.surveys.rules.answers import Answer

TOOL = "在线客服"
AGENTS = (("YF-0377", "邓嘉欣"), ("YF-0401", "钟浩然"))
TALKS = (
    ("请问发票在哪里开？", "APP 里点“我的－账单－开票”，提交后一个工作日内发到邮箱。", "找到了，谢谢", 4.6),
    ("宽带密码忘了怎么改？", "已发验证短信到您的手机，按短信里的链接就能重设。", "改好了", 4.4),
    ("下个月出国，能不能停机保号？", "可以，每月 5 元，最长半年，现在为您办理吗？", "办吧", 4.2),
    ("套餐里的流量能给家里人用吗？", "您的套餐可以加两张副卡，到营业厅或 APP 都能办。", "好的", 4.0),
    ("路由器灯一直闪红灯", "请先断电一分钟再开。我这边看线路是正常的。", "好了，可以上网了", 4.5),
    ("合约什么时候到期？", "您的合约到明年 3 月 31 日，到期前一个月会有短信提醒。", "知道了", 3.9),
    ("营业厅周末几点关门？", "科技园营业厅周六周日营业到晚上八点。", "谢谢", 4.7),
    ("为什么这个月多了十块钱？", "是您 8 日订的视频会员，当天起可以随时退订。", "哦，那帮我退了吧", 3.6),
    ("新小区能不能装千兆？", "您的地址已经覆盖千兆，本周六上午可以上门。", "太好了，周六上午", 4.8),
    ("电话打不通，只能在这里问了，移机要多久？", "抱歉让您久等。移机一般三个工作日，我先登记。", "好吧", 3.1),
    ("能开英文账单吗？", "可以，从下个月起账单改为中英文对照。", "Thanks", 4.3),
    ("积分怎么换话费？", "100 积分换 1 元，在 APP 的积分商城里兑换，实时到账。", "换好了", 4.1),
    (
        "身份证过期了要更新资料吗？",
        "需要，带上新证到任一营业厅，五分钟办好，线上暂时不行。",
        "还要跑一趟啊",
        2.4,
    ),
    ("家里老人不会用遥控器怎么办？", "可以给您换大字版遥控器，明天师傅顺路送过去。", "太贴心了", 5.0),
    ("取消自动续费", "已为您取消，本月会员用到月底。", "嗯", 3.8),
    ("WiFi 名字能不能改？", "打开 APP 的“我的路由”，点名称就能改，改完手机重连一次。", "可以了", 4.4),
)
HELLO = "您好，请问有什么可以帮您？"
SILENT_ONE_IN = 5


def rated_chats(stage: Stage, draw: Random) -> int:
    """Each conversation becomes a case that is closed on the spot, and most are rated; how many there are."""
    for place, (asks, told, ends, mood) in enumerate(TALKS):
        now = stage.back(2 + place, 9 + place % 9, 7 * place % 60)
        number, name = AGENTS[place % len(AGENTS)]
        text = "\n".join(
            f"{who} {local(now + timedelta(seconds=20 * turn)):%H:%M:%S}\n{words}"
            for turn, (who, words) in enumerate(
                (
                    (f"客服{name}", "您好，请问有什么可以帮您？"),
                    ("客户", asks),
                    (f"客服{name}", told),
                    ("客户", ends),
                )
            )
        )
        lines = parse(text, today=local_day(now))
        chatted = Chatted(lines, text, tool=TOOL, conversation=f"chat-{now:%Y%m%d%H%M}")
        voice = stage.intake(words_of_customer(lines), Channel.CHAT, kind=Kind.INQUIRY)
        by, over = stage.staff(number), now + timedelta(minutes=2)
        chat = register_chat(voice, chatted, by=by, now=over)
        asked = ask_after_chat(chat, by_letter=False, now=over)
        case = db.session.get_one(Case, chat.case_id)
        close(case, Closing.ON_THE_SPOT, reason="已在对话中答复", by=by, now=over, seen=None)
        if asked is None or place % SILENT_ONE_IN == SILENT_ONE_IN - 1:
            continue
        answers: dict[str, Answer] = {}
        document = asked.invitation.version.content
        for question, answer in Customer(mood, case.language, draw, "chat").says(document):
            save(asked.invitation, question, answer, now=over + timedelta(minutes=1))
            answers[question.code] = answer
        complete(asked.invitation, answers, now=over + timedelta(minutes=1))
    return len(TALKS)
