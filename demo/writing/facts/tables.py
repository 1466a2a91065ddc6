"""Every fact that a fragment may ask for by name, and how it is found."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from demo import products
from demo.calendar.working import is_working_day
from demo.names import SURNAMES, surname_of
from demo.places import SHOPS
from demo.story import Voice
from demo.writing.facts.days import (
    ENGLISH_DAYS,
    ENGLISH_MONTHS,
    WEEKDAYS,
    english_day,
    month,
    part_of_day,
    spoken_hour,
)
from demo.writing.facts.known import Known
from demo.writing.grammar import chinese_number

_COMPENSATION = (20, 30, 50, 60, 68, 80, 88, 100, 120, 150, 158, 200, 260, 300)
_GIFTS = ("智能音箱", "空气炸锅", "蓝牙耳机", "电饭煲", "保温杯", "电动牙刷", "充电宝", "加湿器", "体脂秤")
_FAR = ("长沙", "武汉", "汕头", "湛江", "南宁", "赣州", "衡阳", "成都", "梅州", "郑州", "西安", "桂林")
_PROMOTIONS = {
    1: "春节开门红", 2: "元宵充值礼", 3: "三月焕新季", 4: "春日提速节", 5: "五一惠民季", 6: "618",
    7: "暑期畅玩季", 8: "暑期畅玩季", 9: "开学季", 10: "国庆特惠", 11: "双十一", 12: "年终回馈",
}  # fmt: skip


def _priced(names: str, options: tuple[tuple[str, int], ...]) -> Callable[[Known], str]:
    thing, fee = names.split()

    def settle(facts: Known, wanted: str) -> str:
        name, price = options[int(facts.draw.random() * len(options))]
        facts.know(**{thing: name, fee: str(price)})
        return facts(wanted)

    return lambda facts: settle(facts, thing)


def _between(facts: Known) -> str:
    if facts.lag < 2:
        return "今早" if facts.lag == 0 else "昨天"
    return facts.day_word(facts.happened + timedelta(days=facts.draw.randint(1, facts.lag - 1)))


def _weekday_ahead(facts: Known) -> str:
    day = facts.later(facts.draw.randint(1, 4))
    now = facts.moment.date()
    same_week = (day - now).days <= 6 - now.weekday()
    return f"{'本周' if same_week else '下周'}{WEEKDAYS[day.weekday()]}"


def _soon(facts: Known) -> str:
    day = facts.later(facts.draw.randint(1, 2))
    return f"{day.month}月{day.day}日"


def _working_weekday(facts: Known) -> str:
    day = facts.moment.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return ENGLISH_DAYS[day.weekday()]


def _call_name(facts: Known) -> str:
    customer = facts.customer
    if customer.voice is Voice.ENGLISH:
        return f"{'Ms' if customer.female else 'Mr'} {customer.name.split(' ', 1)[-1]}"
    surname = surname_of(customer.contact)
    if customer.firm:
        return f"{surname}经理"
    if len(surname) > 2:
        return surname
    return f"{surname}{'女士' if customer.female else '先生'}"


def _dbm(low: float, high: float) -> Callable[[Known], str]:
    return lambda facts: f"-{facts.draw.uniform(low, high):.1f}"


def _port(facts: Known) -> str:
    letters = {"南山": "NS", "福田": "FT", "罗湖": "LH", "宝安": "BA", "龙岗": "LG", "龙华": "LW"}
    code = letters.get(facts.area.district, "SZ")
    number, slot, port = facts.draw.randint(1, 18), facts.draw.randint(1, 15), facts.draw.randint(0, 15)
    return f"OLT-{code}-{number:02d} 0/{slot}/{port}"


_addon = _priced("addon addonfee", products.ADDONS)
_host = _priced("host hostfee", products.HOSTS)


def _fee_of(thing: Callable[[Known], str], fee: str) -> Callable[[Known], str]:
    def settle(facts: Known) -> str:
        thing(facts)
        return facts(fee)

    return settle


ONCE: Mapping[str, Callable[[Known], str]] = {
    # where
    "city": lambda f: f.area.city,
    "district": lambda f: f.area.district,
    "estate": lambda f: f.pick(f.area.estates),
    "road": lambda f: f.pick(f.area.roads),
    "park": lambda f: f.pick(f.area.parks),
    "store": lambda f: f.area.store,
    "shop": lambda f: f.pick(SHOPS),
    "tower": lambda f: f.pick(
        (
            f"{f.draw.randint(1, 18)}栋{f.draw.randint(1, 4)}单元",
            f"{f.draw.randint(1, 9)}座{f.draw.randint(2, 33)}楼",
        )
    ),
    "city2": lambda f: f.pick(_FAR),
    # when
    "day": lambda f: f.day_word(f.happened),
    "day2": _between,
    "days": lambda f: chinese_number(max(f.lag, 2)),
    "since": lambda f: f.pick(("从", "打", "")) + f("day") + f.pick(("开始", "起")),
    "tod": lambda f: f"{part_of_day(f.hour)}{spoken_hour(f.hour)}点" + f.pick(("多", "左右", "半", "")),
    "tod2": lambda f: f.pick(("下午三点", "晚上七点", "中午十二点", "上午十点", "傍晚六点")),
    "clock": lambda f: f"{f.hour}:{f.minute:02d}",
    "month": lambda f: month(f.happened),
    "lastmonth": lambda f: month(f.happened, -1),
    "next": lambda f: month(f.received.date(), 1),
    "weekday": lambda f: f"周{f.pick(tuple('六日'))}",
    "soonday": _weekday_ahead,
    "times": lambda f: f.pick(("三", "四", "五")),
    # what
    "plan": lambda f: f.two("plan", f.plan),
    "fee": lambda f: f.two("fee", f.plan),
    "mbps": lambda f: f.two("mbps", f.plan),
    "oldplan": lambda f: f.two("oldplan", f.change),
    "oldfee": lambda f: f.two("oldfee", f.change),
    "newplan": lambda f: f.two("newplan", f.change),
    "newfee": lambda f: f.two("newfee", f.change),
    "router": lambda f: f.pick(products.ROUTERS),
    "modem": lambda f: f.pick(products.MODEMS),
    "box": lambda f: f.pick(products.BOXES),
    "camera": lambda f: f.pick(products.CAMERAS),
    "feature": lambda f: f.pick(products.FEATURES),
    "app": lambda f: f.pick(("掌厅", "云盘App", "看家App")),
    "addon": _addon,
    "addonfee": _fee_of(_addon, "addonfee"),
    "host": _host,
    "promo": lambda f: _PROMOTIONS[f.happened.month],
    "routergift": lambda f: f.pick(_GIFTS),
    # how much
    "amount": lambda f: str(f.money()),
    "amount2": lambda f: str(int(f.known("oldfee") or f("fee")) + int(f("amount"))),
    "comp": lambda f: str(f.draw.choice(_COMPENSATION)),
    "deposit": lambda f: f.pick(("100", "150", "200", "300")),
    # who
    "master": lambda f: f"{f.draw.choice(SURNAMES[:60])}师傅",
    "clerk": lambda f: f"小{f.draw.choice(SURNAMES[:60])}",
    "clerk1": lambda f: f.draw.choice(SURNAMES[:60]),
    "boss": lambda f: f"{f.draw.choice(SURNAMES[:60])}经理",
    "surname2": lambda f: f.draw.choice(SURNAMES[:70]),
    "agentsex": lambda f: f.pick(("女", "男")),
    "you": _call_name,
    "engineer": lambda f: f.pick(("韩磊", "潘伟", "吴海涛", "周启明", "郭志强")),
    # the inside view
    "olt": _port,
    "bad": _dbm(25.6, 28.9),
    "good": _dbm(17.2, 20.9),
    "build": lambda f: f"6.{f.draw.randint(8, 28)}.{f.draw.randint(0, 9)}",
    "bugno": lambda f: f"BUG-{f.draw.randint(2100, 9890)}",
    "rack": lambda f: f"{f.pick(tuple('ABCD'))}区{f.draw.randint(1, 24):02d}柜",
    "slip": lambda f: f"TF{f.received:%y%m}-{f.draw.randint(101, 9899):04d}",
    # in English
    "en_router": lambda f: f.pick([name for name in products.ROUTERS if name.isascii()]),
    "en_day": lambda f: english_day(f.happened),
    "en_day2": lambda f: english_day(f.happened + timedelta(days=f.lag // 2)),
    "en_month": lambda f: ENGLISH_MONTHS[f.happened.month - 1],
    "en_place": lambda f: f.area.district_en,
    "n_days": lambda f: str(max(2, f.lag)),
}
BY_MOMENT: Mapping[str, Callable[[Known], str]] = {
    "date": lambda f: f"{f.moment.month}月{f.moment.day}日",
    "soon": _soon,
    "clock2": lambda f: f"{f.moment.hour}:{f.moment.minute:02d}",
    "en_date": lambda f: english_day(f.moment.date()),
    "weekday_en": _working_weekday,
}
DECIDED = frozenset(
    {
        "agent",
        "en_agent",
        "owner",
        "boss2",
        "hotline",
        "round",
        "miss",
        "word",
        "en_found",
        "en_done",
        "en_money",
    }
)
"""Facts that whoever writes a text settles beforehand, by `know`."""
NAMES = frozenset(ONCE) | frozenset(BY_MOMENT) | DECIDED
