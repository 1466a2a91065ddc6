"""A scratch database with ten thousand or a million cases, filled in SQL from a few real ones."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, product

from sqlalchemy import Table, func, insert, inspect, select, text

from models.cases.rules.grams import grams
from models.cases.tables import Case, case_gram
from models.customers.tables import Customer
from models.db import db, metadata
from models.events.tables import Event
from tests.moments import MONDAY
from tests.story import perform, recall

TEXTS = 2000
"""So many different complaints; each is told again and again by other customers."""
OPEN_ONE_IN = 40
CASES_A_CUSTOMER = 3
LONG_AGO = MONDAY - timedelta(days=900)
APART = timedelta(days=880)
"""The cases spread over that long before the ones of the story."""
WHAT = ("宽带", "光纤", "路由器", "电视盒", "手机信号", "视频会员", "账单", "发票", "充值", "套餐", "安装", "移机", "客服")
HOW = ("一直断网", "打不开网页", "下载很慢", "多扣了钱", "没有人接电话", "约好没有来", "说好的优惠没有", "突然停机", "密码改不了")
WHERE = ("科技园", "中山路", "东门小区", "北站附近", "学校宿舍", "人民医院对面", "新城花园", "高新区", "老街", "工业园")
SINCE = ("从昨天晚上开始", "已经三天了", "这个月第二次", "今天早上", "上周六以来", "换了设备以后", "打过两次热线")
WANT = ("请尽快修好", "要求退费", "希望有人回电话", "请说明原因", "要求赔偿")


def fill(size: int) -> None:
    """Performs the story of the tests, then adds cases until there are `size`. Commits."""
    perform()
    texts = list(islice(_texts(), TEXTS))
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE told (place INTEGER PRIMARY KEY, title TEXT, words TEXT)"))
        connection.execute(text("CREATE TEMPORARY TABLE told_gram (place INTEGER, gram INTEGER)"))
        ...


def _texts() -> Iterator[str]:
    for want, how, where, what, since in product(WANT, HOW, WHERE, WHAT, SINCE):
        yield f"{where}的{what}{since}{how}，{want}。"
