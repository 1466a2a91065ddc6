"""Made-up values for the gallery, as they come from a real desk: usual, very long, and none."""

from typing import Any

LONG_NAME = "欧阳娜仁图雅·阿布都热依木"
LONG_DEPARTMENT = "粤港澳大湾区政企客户网络保障与应急通信技术支撑中心（深圳）"
LONG_TITLE = (
    "宽带升级为一千兆以后每到晚上八点到十一点之间视频会议就频繁掉线、更换过两次光猫和一次路由器仍未解决，"
    "要求减免三个月月费并书面说明原因"
)
UNBROKEN = "https://service.example.com/orders/2026/11/19/YF-0755-88213-A7F3D9C2B8E1406FA55D3B7790CC12EE"
WORDS = (
    "从这个月十二号开始，每天晚上八点到十一点就断网，一晚上要断七八次。孩子上网课都上不了。"
    "我已经报修三回了，每次都说好了，第二天又断。月费我不想再交了，你们要给我一个说法。"
)

FILLED: dict[str, Any] = {
    "summary": "宽带晚间频繁掉线",
    "words": WORDS,
    "category": "network",
    "phone": "13800005678",
    "urgent": "no",
    "criteria": ["part", "anger"],
}
TYPED_WRONGLY: list[tuple[str, str]] = [
    ("summary", LONG_TITLE),
    ("words", ""),
    ("category", "network"),
    ("email", "zhao.lan@"),
    ("wished_on", "下周三"),
]

FACTS = [
    ("账号", "YF-0755-88213"),
    ("地区", "深圳 · 南山"),
    ("类别", "技术类 / 网络故障"),
    ("主办", "技术运维部 · 周启明"),
    ("期望日期", None),
    ("规则", "2026 版 · 10-01 起施行"),
    ("外部链接", UNBROKEN),
]

NUMBER = "HY-20261119-0042"
TITLE = "宽带晚间频繁掉线，三次报修未解决，要求减免月费"
VOICE_META = "客户原话 · 热线 · 11-19（周四）09:42 · 已与客户核实"
BADGES = [
    ("未分类", "neutral", None),
    ("处理中", "info", None),
    ("已答复", "good", None),
    ("第 2 轮", "warn", "repeat"),
    ("舆情预警", "bad", "flame"),
]
STATES = [
    ("待分派", "neutral"),
    ("处理中", "info"),
    ("待审核", "warn"),
    ("已超期", "bad"),
    ("已办结", "good"),
]
DUES = [
    ("还有 5 小时", "calm"),
    ("还有 2 小时 10 分", "soon"),
    ("已超 35 分", "late"),
    ("暂停：等客户约时间", "paused"),
    ("按时完成", "done"),
]
# label, text, tone, share used, note
METERS: list[tuple[str, str, str, int, str | None]] = [
    (
        "处理时限",
        "还有 2 小时 10 分（工作时间）",
        "soon",
        91,
        "11-23（周一）11:00 到期 · 曾暂停 3 小时（等客户约时间）",
    ),
    ("审核", "还有 6 小时 39 分", "calm", 14, None),
    ("首次答复", "已超 35 分", "late", 131, "11-21（周六）09:00 到期 · 责任人与部门负责人已收到提醒"),
    ("处理方案", "暂停中", "paused", 52, "等客户补充账单截图，自 11-20（周五）16:05 起"),
]
# name, staff number, note
PEOPLE = [
    ("周启明", "YF-0217", "技术运维部 · 工程师"),
    (LONG_NAME, "YF-1188", LONG_DEPARTMENT),
]
NAMES = ["林晓雯", "Marta Kovács", "孙悦", "何静", "陈立", "王小军"]
NOTICES = [
    ("等客户回复期间暂停计时。", "info", None),
    ("已保存，一分钟内发送给客户。", "good", None),
    ("客户距取得电信申诉资格还有 2 天（15 日未答复）。", "warn", "请尽快答复"),
    (
        "孙悦在 10:21 修改了处理方案。您写的内容已保留在下面，请核对后再提交。",
        "bad",
        "这张工单刚被别人改过",
    ),
]
TRACKING_LINK = "https://huiyin.example.com/track/HY-20261121-0042?key=7Q2M-K9XD-4TRA"
STEPS = [
    {"label": "已受理", "state": "done", "note": "11-19 09:42"},
    {"label": "已分派", "state": "done", "note": "技术运维部"},
    {"label": "处理中", "state": "now", "note": "11-23 前完成"},
    {"label": "答复", "state": "next"},
    {"label": "回访", "state": "next"},
]
TABS = [
    {"label": "全部", "url": "#", "current": True, "count": 23},
    {"label": "与客户联系", "url": "#", "current": False, "count": 8},
    {"label": "内部", "url": "#", "current": False},
]
# kind, who, what, when, and what an item may have besides
STORY: list[tuple[str, str, str, str, dict[str, Any]]] = [
    (
        "result",
        "周启明",
        "（技术运维部）提交处理结果，待审核",
        "今天 10:21",
        {
            "detail": "更换楼栋分光器并重做 3 处熔接，光衰由 −27.4 dBm 恢复至 −18.9 dBm；"
            "连续监测 48 小时无中断。"
        },
    ),
    ("system", "系统", "提醒：处理时限已用 80%，已通知责任人与部门负责人", "11-20（周五）16:05", {}),
    (
        "note",
        "林晓雯",
        "记了一条内部备注",
        "11-20（周五）11:30",
        {"detail": "客户情绪较急，下次联系前先看上一轮通话记录。", "internal": True},
    ),
    (
        "contact",
        "孙悦",
        "致电客户，说明更换设备的时间",
        "11-20（周五）09:12",
        {"quote": "那就周五上午来，别再拖了。", "meta": "通话 3 分 40 秒"},
    ),
    ("customer", "客户", "在进度页补充说明", "11-19（周四）20:03", {"quote": UNBROKEN}),
    (
        "warning",
        "客户",
        "回访选择“不满意”，工单重新处理（第 2 轮），优先级升为 P2",
        "11-19（周四）18:30",
        {"meta": "短信回访"},
    ),
    (
        "event",
        "林晓雯",
        "定级为二级（中度）：部分功能无法正常使用；有明显不满；提出合理补偿",
        "11-19（周四）09:55",
        {"meta": "系统建议一致，依据：“断网”“报修三回”“月费”", "stamp": "2026-11-19T09:55:00+08:00"},
    ),
]
STATS: list[dict[str, Any]] = [
    {"label": "今日受理", "value": "41", "href": "#", "note": "线上 26 · 热线 12 · 门店 3"},
    {"label": "将到期 / 已超期", "value": "6", "href": "#", "note": "点开查看", "second": "1"},
    {
        "label": "本月及时率",
        "value": "96.2%",
        "href": "#",
        "note": "目标 95%",
        "tone": "good",
        "change": "+0.8",
        "direction": "up",
        "better": True,
    },
    {
        "label": "重新处理率",
        "value": "4.8%",
        "href": "#",
        "note": "上月 6.1%",
        "change": "−1.3",
        "direction": "down",
        "better": True,
    },
    {"label": "答复中位用时", "value": "1.6 个工作日", "note": "上月 1.4"},
    {"label": "满意率", "value": "—", "note": "作答不足 5 份，不显示"},
]
DOORS = [
    ("message-2", "我要反馈或投诉", "三分钟填完，马上拿到编号"),
    ("search", "查询处理进度", "看看到哪一步了，补充或催办"),
    ("chart-bar", "满意度报告", "我们做得怎么样，按季度公开"),
    ("shield", "监督举报", "可以匿名；只有指定的监督专员能看到"),
]
QUESTION = "您对这次问题的处理结果满意吗？"
QUESTION_ABOUT = "工单 HY-20261119-0042 · 宽带晚间掉线 · 11 月 23 日答复"
PUBLIC_STEPS = [
    {"label": "已受理", "state": "done", "note": "11 月 19 日 09:42"},
    {"label": "处理中", "state": "now", "note": "技术运维部，11 月 23 日前给您答复"},
    {"label": "答复", "state": "next"},
]
PUBLIC_NOTICES = [
    ("我们在 11 月 23 日 11:00 前给您答复。", "good", "已收到"),
    ("您不满意，我们重新处理。林晓雯会在明天 12:00 前给您打电话。", "warn", "对不起"),
    ("链接已过期。", "bad", None),
]
PUBLIC_STORY: list[tuple[str, str, str, str, dict[str, Any]]] = [
    (
        "result",
        "云帆网络",
        "答复了您",
        "11 月 23 日 10:40",
        {"detail": "已更换楼栋分光器，并减免当月月费。给您添麻烦了，抱歉。"},
    ),
    ("customer", "您", "补充了说明", "11 月 19 日 20:03", {"quote": UNBROKEN}),
]

# grade, title, number, department and owner, due text, due tone, state, state tone, priority
CASES: list[dict[str, Any]] = [
    {
        "grade": 3,
        "title": "全市充值页面打不开",
        "number": "HY-20261121-0003",
        "where": "技术运维部 · 周启明",
        "due": "已超 35 分",
        "tone": "late",
        "state": "处理中",
        "state_tone": "info",
        "priority": "P1",
        "received": "11-21 08:12",
    },
    {
        "grade": 2,
        "title": LONG_TITLE,
        "number": "HY-20261119-0042",
        "where": LONG_DEPARTMENT + " · " + LONG_NAME,
        "due": "还有 2 小时 10 分",
        "tone": "soon",
        "state": "待审核",
        "state_tone": "warn",
        "priority": "P2",
        "received": "11-19 09:42",
    },
    {
        "grade": 2,
        "title": "套餐变更后多扣 98 元",
        "number": "HY-20261120-0017",
        "where": "财务部 · 何静",
        "due": "暂停：等客户补充账单",
        "tone": "paused",
        "state": "等客户",
        "state_tone": "neutral",
        "priority": "P3",
        "received": "11-20 10:05",
    },
    {
        "grade": 1,
        "title": "账单页面字体显示异常",
        "number": "HY-20261120-0031",
        "where": "研发部",
        "due": "还有 1 个工作日",
        "tone": "calm",
        "state": "待分派",
        "state_tone": "neutral",
        "priority": "P4",
        "received": "11-20 14:20",
    },
    {
        "grade": None,
        "title": "建议营业厅增加无障碍通道指引",
        "number": "HY-20261118-0009",
        "where": "市场部 · 王小军",
        "due": "已答复",
        "tone": "done",
        "state": "已办结",
        "state_tone": "good",
        "priority": None,
        "received": "11-18 16:48",
    },
]

FILES = [
    {"name": "光衰测试记录.pdf", "url": "#", "size": "218 KB", "kind": "pdf", "note": "周启明"},
    {"name": "楼栋分光器更换前后.jpg", "url": "#", "size": "1.4 MB", "kind": "image"},
    {
        "name": "客户历次报修与回访通话清单（2026年11月12日至2026年11月21日）最终版-确认稿.xlsx",
        "url": "#",
        "size": "64 KB",
        "kind": "sheet",
    },
]

# week, satisfied answers, all answers
WEEKS = [
    ("39", 181, 241),
    ("40", 145, 198),
    ("41", 196, 255),
    ("42", 205, 263),
    ("43", 206, 270),
    ("44", 234, 288),
    ("45", 247, 301),
    ("46", 262, 312),
]
THIN_WEEKS = [("42", 30, 41), ("43", 20, 31), ("44", 0, 0), ("45", 14, 16), ("46", 33, 38)]
DEPARTMENTS = ["客户服务部", "技术运维部", "市场部"]
# counts of 5, 4, 3, 2, 1
COUNTS = [
    ("服务态度", (52, 31, 9, 5, 3)),
    ("响应速度", (20, 25, 22, 18, 15)),
    ("对问题最终解决结果及后续改进措施的满意程度", (2, 0, 1, 0, 7)),
]
# what, before and after in per cent
COMPARED = [("首次响应", 82, 96), ("处理完成", 100, 61), ("升级上报", 4, 0)]
