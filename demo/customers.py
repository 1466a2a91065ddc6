"""The customers of 云帆网络: about 900 persons and firms that cannot be reached by mistake.

Numbers have four zeros after the prefix and mail goes to example domains: valid in form, nobody's in fact.
"""

from random import Random

from demo.names import FOREIGN, MINORITY, firm_name, han_name
from demo.places import Area, any_area
from demo.story import Customer, Voice

COUNT = 900
_PREFIXES = (
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "153", "155", "156",
    "157", "158", "159", "166", "173", "175", "176", "177", "178", "180", "181", "182", "183", "185", "186",
    "187", "188", "189", "191", "193", "198",
)  # fmt: skip
_CODES = {"深圳": "0755", "广州": "020", "东莞": "0769", "惠州": "0752", "佛山": "0757", "珠海": "0756"}
_DOMAINS = ("example.com", "example.net", "example.org", "mail.example", "post.example")
_TONES = (
    (Voice.ANGRY, 26), (Voice.TIRED, 24), (Voice.POLITE, 26), (Voice.YOUNG, 24),
)  # fmt: skip


class _Numbers:
    """Telephone numbers and accounts, none given twice."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._lines = draw.sample(range(1000, 10000), COUNT)
        self._accounts = draw.sample(range(10000, 100000), COUNT)

    def phone(self, key: int) -> str:
        return f"+86{self._draw.choice(_PREFIXES)}0000{self._lines[key - 1]}"

    def account(self, key: int, city: str) -> str:
        return f"YF-{_CODES[city]}-{self._accounts[key - 1]}"


def _email(draw: Random, key: int) -> str:
    word = draw.choice(
        ("sunny", "kapok", "user", "hello", "sz", "lake", "tea", "moon", "river", "my", "cloud")
    )
    return f"{word}{draw.choice(('', '.', '_'))}{1000 + key}@{draw.choice(_DOMAINS)}"


def _foreigner(draw: Random, key: int, count: int, area: Area, numbers: _Numbers) -> Customer:
    name, female = FOREIGN[count]
    mail = name.lower().replace("'", "").split()[0] + str(100 + key)
    return Customer(
        key, name, name, female, numbers.phone(key), f"{mail}@{draw.choice(_DOMAINS[:3])}",
        numbers.account(key, area.city), area.city, area.district, "en", Voice.ENGLISH,
    )  # fmt: skip


def _firm(draw: Random, key: int, area: Area, numbers: _Numbers) -> Customer:
    contact = han_name(draw, female=draw.random() < 0.5, born=draw.randint(1972, 1998))
    return Customer(
        key, firm_name(draw, area.city), contact, None, numbers.phone(key), f"office{1000 + key}@example.com",
        numbers.account(key, area.city), area.city, area.district, "zh", Voice.BUSINESS,
    )  # fmt: skip


def _person(draw: Random, key: int, area: Area, numbers: _Numbers) -> Customer:
    born = draw.choices((1942, 1952, 1962, 1972, 1982, 1992, 2000), (4, 10, 9, 15, 25, 25, 14))[0]
    born += draw.randint(0, 9) if born < 2000 else draw.randint(0, 6)
    female = draw.random() < 0.5
    name = han_name(draw, female=female, born=born)
    if draw.random() < 0.02:
        name, female = draw.choice(MINORITY)
    if born < 1960:
        voice = Voice.ELDERLY
    else:
        young = 40 if born >= 1993 else 8
        weights = [young if tone is Voice.YOUNG else weight for tone, weight in _TONES]
        voice = draw.choices([tone for tone, _ in _TONES], weights)[0]
    mail = _email(draw, key) if draw.random() < (0.12 if born < 1960 else 0.56) else None
    return Customer(
        key, name, name, female, numbers.phone(key), mail, numbers.account(key, area.city),
        area.city, area.district, "zh", voice,
    )  # fmt: skip


def customers(draw: Random) -> tuple[Customer, ...]:
    """All customers, by key from 1."""
    numbers = _Numbers(draw)
    foreign = set(draw.sample(range(1, COUNT + 1), len(FOREIGN)))
    made: list[Customer] = []
    firms: set[str] = set()
    people: set[str] = set()
    guests = 0
    for key in range(1, COUNT + 1):
        area = any_area(draw)
        if key in foreign:
            made.append(_foreigner(draw, key, guests, area, numbers))
            guests += 1
            continue
        company = draw.random() < 0.13
        while True:
            found = _firm(draw, key, area, numbers) if company else _person(draw, key, area, numbers)
            taken = firms if company else people
            if found.name not in taken or (not company and draw.random() < 0.2):
                taken.add(found.name)
                made.append(found)
                break
    return tuple(made)
