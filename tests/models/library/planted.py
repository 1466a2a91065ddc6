"""Made texts of complaints with personal data planted in them, to measure how much of it is found (L-05).

Nothing here is shared with the rules that look for it: names, streets and ways to write a number are lists of
their own. Half of the texts hold numbers that are nobody's, which must stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from models.library.rules.personal import find_personal
from models.library.words import Personal

SEED = 20261122
TEXTS = 300
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英建国志强玉兰"
    "海燕晓东雪梅子轩浩然欣怡梓涵思远嘉怡文博雨桐俊杰佳琪宇航"
)
CITIES = (
    "深圳市南山区",
    "广州市天河区",
    "杭州市西湖区",
    "成都市武侯区",
    "武汉市洪山区",
    "北京市海淀区",
    "上海市浦东新区",
    "长沙市岳麓区",
    "",
)
STREETS = (
    "科苑路",
    "深南大道",
    "人民南路",
    "文一西路",
    "天府大道",
    "珞喻路",
    "中关村大街",
    "世纪大道",
    "麓山南路",
    "学府路",
    "建设二路",
    "和平巷",
)
ESTATES = (
    "阳光花园",
    "翠湖小区",
    "锦绣家园",
    "碧桂苑",
    "龙腾公寓",
    "万科城",
    "金地名苑",
    "莲花新村",
    "滨江豪庭",
    "书香苑",
)
PROVINCES = "粤京沪浙川鄂湘苏"
DOMAINS = (
    "qq.com",
    "163.com",
    "126.com",
    "sina.com.cn",
    "gmail.com",
    "foxmail.com",
    "outlook.com",
    "example-mail.cn",
)
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"

Sentence = tuple[str, tuple[Personal, ...]]
"""A sentence with a slot for each kind of personal data in it."""
SENTENCES: tuple[Sentence, ...] = (
    ("您好，我叫{}，家里宽带从周一开始就连不上，麻烦尽快联系我，手机{}。", (Personal.NAME, Personal.PHONE)),
    ("我是{}，住在{}，师傅约了三次都没有来。", (Personal.NAME, Personal.ADDRESS)),
    ("安装地址是{}，联系电话{}，白天家里都有人。", (Personal.ADDRESS, Personal.PHONE)),
    ("请把发票发到{}，之前填错了一个字母。", (Personal.EMAIL,)),
    ("办理过户时要登记身份证{}，营业厅说系统里查不到。", (Personal.ID_NUMBER,)),
    ("退款请退到我的银行卡{}，不要退到话费里。", (Personal.ACCOUNT,)),
    ("宽带账号{}一直提示密码错误，重置了两次都不行。", (Personal.ACCOUNT,)),
    ("施工车辆{}堵在单元门口一下午，电话没人接。", (Personal.PLATE,)),
    ("上次接待我的{}先生态度很好，但问题还是没有解决。", (Personal.NAME,)),
    ("回电请打{}，如果没人接就打我爱人的{}。", (Personal.PHONE, Personal.PHONE)),
    ("我妈妈{}女士的号码{}被人办了增值业务，她今年七十了根本不会用。", (Personal.NAME, Personal.PHONE)),
    ("邮箱{}收不到账单，微信{}也联系不上客服。", (Personal.EMAIL, Personal.ACCOUNT)),
    ("订单号{}显示已签收，可是机顶盒没有送到{}。", (Personal.ACCOUNT, Personal.ADDRESS)),
    ("联系人：{}，电话：{}，地址：{}。", (Personal.NAME, Personal.PHONE, Personal.ADDRESS)),
    ("姓名{}，证件号码{}，请核实是不是被别人冒名开了户。", (Personal.NAME, Personal.ID_NUMBER)),
    ("有事发邮件 {} 或者打 {} 都可以。", (Personal.EMAIL, Personal.PHONE)),
    ("维修师傅的车牌是{}，他把邻居的光纤也剪断了。", (Personal.PLATE,)),
    ("打到座机{}也可以，晚上七点以后有人。", (Personal.PHONE,)),
)
NOBODYS = (
    "我在2026-11-03 09:15打过400-810-6666，排队等了四十分钟。",
    "上个月账单多收了128.50元，套餐明明是每月99元500M。",
    "工单HY-20261103-0042已经关了，可是问题还在。",
    "11月3日和11月5日各停了一次，每次大约3小时。",
    "路由器固件版本是2.10.4，重启了6次都没有用。",
    "测速只有30Mbps，合同写的是1000Mbps，差了十几倍。",
    "小区里二十多户都断网了，物业说是楼栋设备老化。",
    "客服说24小时内回电，到现在48小时了还没有消息。",
    "两次上门都迟到，第一次晚了1小时，第二次晚了90分钟。",
    "希望退还2026年9月至11月的费用，共计384.00元。",
    "拨打10000号查询余额，语音提示系统繁忙。",
    "这个问题反映了3次，一次比一次慢，希望重视。",
)


@dataclass(frozen=True)
class Planted:
    """A text, and where personal data stands in it."""

    text: str
    places: tuple[tuple[int, int, Personal], ...]


@dataclass(frozen=True)
class Measured:
    """Of one kind so many were planted and so many found whole."""

    planted: int
    found: int

    @property
    def recall(self) -> float:
        return self.found / self.planted


def planted(count: int = TEXTS, seed: int = SEED) -> list[Planted]:
    """So many texts, the same for the same seed."""
    draw = Random(seed)
    return [_text(draw) for _ in range(count)]


def recall(texts: Sequence[Planted]) -> dict[Personal, Measured]:
    """How much of each kind is taken out whole, whatever kind it was taken for."""
    counts: dict[Personal, list[int]] = {}
    for each in texts:
        gone = {place for found in find_personal(each.text) for place in range(found.start, found.end)}
        for start, end, kind in each.places:
            whole = all(place in gone or not each.text[place].isalnum() for place in range(start, end))
            counts.setdefault(kind, [0, 0])
            counts[kind][0] += 1
            counts[kind][1] += whole
    return {kind: Measured(*both) for kind, both in counts.items()}


def precision(texts: Sequence[Planted]) -> float:
    """The share of found places that hold something planted."""
    right = total = 0
    for each in texts:
        for found in find_personal(each.text):
            total += 1
            right += any(found.start < end and start < found.end for start, end, _kind in each.places)
    return right / total


def _text(draw: Random) -> Planted:
    parts: list[str] = []
    places: list[tuple[int, int, Personal]] = []
    sentences: list[Sentence] = draw.sample(SENTENCES, draw.randint(1, 3))
    sentences += [(each, ()) for each in draw.sample(NOBODYS, draw.randint(0, 3))]
    draw.shuffle(sentences)
    at = 0
    for sentence, kinds in sentences:
        pieces = sentence.split("{}")
        for piece, kind in zip(pieces, (*kinds, None), strict=True):
            parts.append(piece)
            at += len(piece)
            if kind is not None:
                value = MAKERS[kind](draw)
                places.append((at, at + len(value), kind))
                parts.append(value)
                at += len(value)
    return Planted("".join(parts), tuple(places))


def _name(draw: Random) -> str:
    return draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))


def _number(draw: Random, digits: int) -> str:
    return "".join(draw.choices("0123456789", k=digits))


def _phone(draw: Random) -> str:
    mobile = f"1{draw.choice('3456789')}{_number(draw, 9)}"
    ways: tuple[Callable[[], str], ...] = (
        lambda: mobile,
        lambda: mobile,
        lambda: f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}",
        lambda: f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}",
        lambda: f"{mobile[:3]} {mobile[3:6]} {mobile[6:9]} {mobile[9:]}",
        lambda: f"+86 {mobile}",
        lambda: f"86-{mobile}",
        lambda: mobile.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda: mobile.translate(str.maketrans("0123456789", "零幺二三四五六七八九")),
        lambda: f"{draw.choice(('0755', '020', '010', '0571'))}-{draw.choice('2345678')}{_number(draw, 7)}",
        lambda: f"（0755）{draw.choice('2345678')}{_number(draw, 7)}",
        lambda: f"0755 {draw.choice('2345678')}{_number(draw, 3)} {_number(draw, 4)}转{draw.randint(1, 899)}",
        lambda: f"+852 {draw.choice('569')}{_number(draw, 3)} {_number(draw, 4)}",
    )
    return draw.choice(ways)()


def _id_number(draw: Random) -> str:
    born = f"{draw.randint(1938, 2008)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    body = f"{draw.choice(('440305', '110108', '330106', '510107', '420111'))}{born}{_number(draw, 3)}"
    whole = body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]
    old = f"{body[:6]}{born[2:]}{_number(draw, 3)}"
    ways = (
        whole,
        whole,
        whole.lower(),
        f"{whole[:6]} {whole[6:14]} {whole[14:]}",
        old,
        f"E{_number(draw, 8)}",
    )
    return draw.choice(ways)


def _account(draw: Random) -> str:
    card = f"62{_number(draw, draw.choice((14, 17)))}"
    spaced = " ".join(card[at : at + 4] for at in range(0, len(card), 4))
    return draw.choice((card, spaced, f"SZ{_number(draw, 8)}", f"kd{_number(draw, 9)}", _number(draw, 12)))


def _email(draw: Random) -> str:
    local = draw.choice(("wang", "li.na", "zhang_wei", "chen-jie", "sunny", "dev")) + _number(
        draw, draw.randint(0, 4)
    )
    whole = f"{local}@{draw.choice(DOMAINS)}"
    return draw.choice((whole, whole, whole.upper(), whole.replace("@", "＠"), whole.replace("@", " @ ")))


def _plate(draw: Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    tail = "".join(draw.choices(letters + "0123456789", k=5))
    head = f"{draw.choice(PROVINCES)}{draw.choice(letters)}"
    return f"{head}{draw.choice(('', '·'))}{draw.choice(('', 'D'))}{tail}"


def _address(draw: Random) -> str:
    street = f"{draw.choice(CITIES)}{draw.choice(STREETS)}{draw.randint(1, 999)}号"
    room = f"{draw.randint(1, 20)}栋{draw.randint(1, 4)}单元{draw.randint(1, 30)}0{draw.randint(1, 6)}室"
    short = f"{draw.randint(1, 20)}栋{draw.choice('ABC')}座{draw.randint(1, 30)}0{draw.randint(1, 6)}"
    estate = draw.choice(ESTATES)
    return draw.choice(
        (f"{street}{estate}{room}", f"{estate}{room}", f"{street}{estate}{short}", f"{estate}{short}")
    )


MAKERS: dict[Personal, Callable[[Random], str]] = {
    Personal.NAME: _name,
    Personal.PHONE: _phone,
    Personal.ID_NUMBER: _id_number,
    Personal.ACCOUNT: _account,
    Personal.EMAIL: _email,
    Personal.PLATE: _plate,
    Personal.ADDRESS: _address,
}
