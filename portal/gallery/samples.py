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
    ("客户", "赵*兰"),
    ("账号", "YF-0755-88213"),
    ("地区", "深圳 · 南山"),
    ("类别", "技术类 / 网络故障"),
    ("主办", "技术运维部 · 周启明"),
    ("期望日期", None),
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

# week, satisfied share in percent, lower and upper end of its interval, answers
WEEKS = [
    ("39", 75.0, 71.6, 78.4, 241),
    ("40", 73.0, 69.8, 76.3, 198),
    ("41", 76.8, 73.4, 80.0, 255),
    ("42", 77.8, 74.8, 80.8, 263),
    ("43", 76.2, 73.2, 79.4, 270),
    ("44", 81.2, 78.8, 83.6, 288),
    ("45", 82.0, 79.6, 84.4, 301),
    ("46", 84.0, 82.0, 86.0, 312),
]
