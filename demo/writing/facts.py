"""The facts of one case, which stay the same in all texts about it: where, when, which plan, how much."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from demo import products
from demo.calendar.working import add_days, is_working_day
from demo.names import SURNAMES, surname_of
from demo.places import SHOPS, Area
from demo.story import Customer, Voice
from demo.writing.grammar import chinese_number
from models.clock import local

WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HOURS = (7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 20, 20, 21, 21, 22)
_AMOUNTS = (
    18, 19, 20, 25, 28, 30, 36, 39, 42, 45, 48, 50, 56, 58, 60, 66, 69, 72, 76, 78, 80, 86, 88, 96, 98,
    99, 106, 108, 118, 120, 126, 128, 136, 145, 150, 158, 168, 180, 188, 198, 210, 216, 236, 240, 258,
    268, 280, 298, 320,
)  # fmt: skip
_ROUND_AMOUNTS = (30, 50, 50, 100, 100, 100, 150, 200, 200, 300, 500)
_COMPENSATION = (20, 30, 50, 60, 68, 80, 88, 100, 120, 150, 158, 200, 260, 300)
_GIFTS = ("智能音箱", "空气炸锅", "蓝牙耳机", "电饭煲", "保温杯", "电动牙刷", "充电宝", "加湿器", "体脂秤")
_FAR = ("长沙", "武汉", "汕头", "湛江", "南宁", "赣州", "衡阳", "成都", "梅州", "郑州", "西安", "桂林")
_PROMOTIONS = {
    1: "春节开门红", 2: "元宵充值礼", 3: "三月焕新季", 4: "春日提速节", 5: "五一惠民季", 6: "618",
    7: "暑期畅玩季", 8: "暑期畅玩季", 9: "开学季", 10: "国庆特惠", 11: "双十一", 12: "年终回馈",
}  # fmt: skip


def _part_of_day(hour: int) -> str:
    for limit, word in ((9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (19, "傍晚"), (22, "晚上")):
        if hour < limit:
            return word
    return "夜里"


def _spoken_hour(hour: int) -> str:
    return chinese_number(hour if hour <= 12 else hour - 12).replace("两", "两")


class Facts:
    """What a fragment may ask for by name. Those that depend on the step's moment change with `moment`."""

    def __init__(
        self,
        draw: Random,
        customer: Customer,
        area: Area,
        received: datetime,
        *,
        lag: int,
        hours: tuple[int, ...] = (),
        even: bool = False,
    ) -> None:
        self.draw = draw
        self.customer = customer
        self.area = area
        self.received = local(received)
        self.happened = self.received.date() - timedelta(days=lag)
        self.lag = lag
        self.moment = self.received
        self.even = even
        self._known: dict[str, str] = {}
        self.hour, self.minute = self._clock(hours or _HOURS)

    def _clock(self, hours: tuple[int, ...]) -> tuple[int, int]:
        """The time of day at which it happened: before the customer spoke of it."""
        hour, minute = self.received.hour, self.received.minute
        if self.lag:
            return self.draw.choice(hours), self.draw.randint(0, 59)
        earlier = [each for each in hours if each < hour]
        if earlier:
            return self.draw.choice(earlier), self.draw.randint(0, 59)
        return hour, self.draw.randint(0, minute)

    def __call__(self, name: str) -> str:
        known = self._known.get(name)
        if known is not None:
            return known
        if name in _BY_MOMENT:
            return _BY_MOMENT[name](self)
        value = self._known[name] = _ONCE[name](self)
        return value

    def know(self, **values: str) -> None:
        """Settles facts that others decide (the owner's name, the round)."""
        self._known.update(values)

    def known(self, name: str) -> str:
        """A fact if it was settled already, else nothing."""
        return self._known.get(name, "")

    def at(self, moment: datetime) -> "Facts":
        """The same facts, told at another moment."""
        self.moment = local(moment)
        return self

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self.draw.random() * len(options))]

    def day_word(self, day: date) -> str:
        """A day as people say it on the day of the call."""
        today = self.received.date()
        gap = (today - day).days
        if gap <= 2:
            return ("今天", "昨天", "前天")[max(gap, 0)]
        weekday = WEEKDAYS[day.weekday()]
        styles = [f"{day.month}月{day.day}号", f"{day.month}月{day.day}日"]
        if day.month == today.month:
            styles.append(f"{day.day}号")
        if gap < today.weekday() + 1:
            styles.append(f"这周{weekday}")
        elif gap < today.weekday() + 8:
            styles.append(f"上周{weekday}")
        return styles[int(self.draw.random() * len(styles))]

    def later(self, working_days: int) -> date:
        return add_days(self.moment.date(), working_days)

    def plan(self) -> tuple[str, int, int]:
        """Name, fee and speed of the customer's plan, settled together."""
        plans = products.BUSINESS_PLANS if self.customer.firm else products.HOME_PLANS
        name, fee, speed = plans[int(self.draw.random() * len(plans))]
        self._known.update(plan=name, fee=str(fee), mbps=str(speed))
        return name, fee, speed

    def change(self) -> None:
        """The old and the new plan of a change, settled together."""
        plans = products.BUSINESS_PLANS if self.customer.firm else products.HOME_PLANS
        old, new = sorted(self.draw.sample(plans, 2), key=lambda each: each[1])
        self._known.update(oldplan=old[0], oldfee=str(old[1]), newplan=new[0], newfee=str(new[1]))

    def money(self) -> int:
        most = 1.2 * int(self.known("oldfee") or self("fee"))
        amounts = _ROUND_AMOUNTS if self.even else [each for each in _AMOUNTS if each <= max(most, 40)]
        value = amounts[int(self.draw.random() * len(amounts))]
        self._known["amount"] = str(value)
        return value

    def two(self, name: str, settle: Callable[[], object]) -> str:
        settle()
        return self._known[name]


def _priced(names: str, options: tuple[tuple[str, int], ...]) -> Callable[[Facts], str]:
    thing, fee = names.split()

    def settle(facts: Facts, wanted: str) -> str:
        name, price = options[int(facts.draw.random() * len(options))]
        facts.know(**{thing: name, fee: str(price)})
        return facts(wanted)

    return lambda facts: settle(facts, thing)


def _month(day: date, shift: int = 0) -> str:
    return f"{(day.month - 1 + shift) % 12 + 1}月"


def _between(facts: Facts) -> str:
    if facts.lag < 2:
        return "今早" if facts.lag == 0 else "昨天"
    return facts.day_word(facts.happened + timedelta(days=facts.draw.randint(1, facts.lag - 1)))


def _weekday_ahead(facts: Facts) -> str:
    day = facts.later(facts.draw.randint(1, 4))
    now = facts.moment.date()
    same_week = (day - now).days <= 6 - now.weekday()
    return f"{'本周' if same_week else '下周'}{WEEKDAYS[day.weekday()]}"


def _soon(facts: Facts) -> str:
    day = facts.later(facts.draw.randint(1, 2))
    return f"{day.month}月{day.day}日"


def _working_weekday(facts: Facts) -> str:
    day = facts.moment.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return _ENGLISH_DAYS[day.weekday()]


def _call_name(facts: Facts) -> str:
    customer = facts.customer
    if customer.voice is Voice.ENGLISH:
        return f"{'Ms' if customer.female else 'Mr'} {customer.name.split(' ', 1)[-1]}"
    surname = surname_of(customer.contact)
    if customer.firm:
        return f"{surname}经理"
    if len(surname) > 2:
        return surname
    return f"{surname}{'女士' if customer.female else '先生'}"


def _dbm(low: float, high: float) -> Callable[[Facts], str]:
    return lambda facts: f"-{facts.draw.uniform(low, high):.1f}"


def _english_day(day: date) -> str:
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}"


def _port(facts: Facts) -> str:
    letters = {"南山": "NS", "福田": "FT", "罗湖": "LH", "宝安": "BA", "龙岗": "LG", "龙华": "LW"}
    code = letters.get(facts.area.district, "SZ")
    number, slot, port = facts.draw.randint(1, 18), facts.draw.randint(1, 15), facts.draw.randint(0, 15)
    return f"OLT-{code}-{number:02d} 0/{slot}/{port}"


_addon = _priced("addon addonfee", products.ADDONS)
_host = _priced("host hostfee", products.HOSTS)


def _fee_of(thing: Callable[[Facts], str], fee: str) -> Callable[[Facts], str]:
    def settle(facts: Facts) -> str:
        thing(facts)
        return facts(fee)

    return settle


_ONCE: Mapping[str, Callable[[Facts], str]] = {
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
    "tod": lambda f: f"{_part_of_day(f.hour)}{_spoken_hour(f.hour)}点" + f.pick(("多", "左右", "半", "")),
    "tod2": lambda f: f.pick(("下午三点", "晚上七点", "中午十二点", "上午十点", "傍晚六点")),
    "clock": lambda f: f"{f.hour}:{f.minute:02d}",
    "month": lambda f: _month(f.happened),
    "lastmonth": lambda f: _month(f.happened, -1),
    "next": lambda f: _month(f.received.date(), 1),
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
    "en_day": lambda f: _english_day(f.happened),
    "en_day2": lambda f: _english_day(f.happened + timedelta(days=f.lag // 2)),
    "en_month": lambda f: _ENGLISH_MONTHS[f.happened.month - 1],
    "en_place": lambda f: f.area.district_en,
    "n_days": lambda f: str(max(2, f.lag)),
}
_BY_MOMENT: Mapping[str, Callable[[Facts], str]] = {
    "date": lambda f: f"{f.moment.month}月{f.moment.day}日",
    "soon": _soon,
    "clock2": lambda f: f"{f.moment.hour}:{f.moment.minute:02d}",
    "en_date": lambda f: _english_day(f.moment.date()),
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
NAMES = frozenset(_ONCE) | frozenset(_BY_MOMENT) | DECIDED
