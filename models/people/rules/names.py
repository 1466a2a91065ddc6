"""What people are called by their Chinese names: which part is the surname. Pure."""

_PAIRS = (
    "欧阳上官司徒司马诸葛皇甫令狐慕容尉迟夏侯申屠长孙宇文轩辕东方南宫公孙端木独孤呼延赫连澹台淳于单于"
    "宗政濮阳钟离鲜于闾丘司寇司空亓官子车颛孙巫马公西公羊公冶漆雕乐正公良拓跋夹谷宰父谷梁闻人东郭东门"
    "西门南门左丘梁丘羊舌第五万俟百里太史太叔仲孙纳兰完颜贺兰哥舒"
)
COMPOUND_SURNAMES = frozenset(_PAIRS[place : place + 2] for place in range(0, len(_PAIRS), 2))
"""The surnames of two signs that are borne in China today."""
LONGEST = 4
"""A Chinese name has at most four signs; what is longer is a name of another kind."""


def surname_of(name: str) -> str:
    """欧阳 for 欧阳倩 and 林 for 林晓雯; a name of four signs begins with two, also where both are single."""
    compound = name[:2] in COMPOUND_SURNAMES and len(name) > 2
    return name[:2] if compound or len(name) == LONGEST else name[:1]


def familiar_name(name: str) -> str:
    """What colleagues call a person: 晓雯 for 林晓雯, 晓明 for 欧阳晓明.

    A name stays whole where the given name has a single sign (李雷, 欧阳倩), and where it is not Chinese.
    """
    chinese = all("\u4e00" <= sign <= "\u9fff" for sign in name)
    if not chinese or len(name) > LONGEST:
        return name
    given = name.removeprefix(surname_of(name))
    return given if len(given) > 1 else name
