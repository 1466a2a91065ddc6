"""Names of customers: Han names of two to four signs, names of other peoples, foreigners, firms."""

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温"
    "庄赖麦冼招植区岑"
)
DOUBLE_SURNAMES = ("欧阳", "司徒", "上官", "司马", "诸葛", "慕容", "皇甫", "尉迟", "令狐", "夏侯")
FEMALE_SINGLE = "芳娟敏静艳霞玲燕红英梅莉颖洁婷雪慧琳倩薇璐瑶萍琴妍欣怡佳悦宁珊楠岚菲蕾"
FEMALE_FIRST = "晓雅佳丽秀玉美淑慧婷梦思雨小春海彩文燕静嘉婉宝晶丹若书少月心楚志"
FEMALE_SECOND = "芳娟敏静霞玲燕红英兰梅莉洁雪琳倩珍萍琴云娜妍怡佳华清君颖丹薇婷仪欣文"
MALE_SINGLE = "伟强磊军勇杰涛明超刚平辉鹏飞斌浩宇鑫波健峰凯龙亮锋旭炜俊睿翔"
MALE_FIRST = "志建国文俊伟永家明子德少海晓立金春宏天锦嘉荣思庆泽兆培世汉耀宗景"
MALE_SECOND = "强军伟明华辉鹏飞斌杰涛峰平波龙林超亮雄锋文宁洋健民生胜良钦彬豪恒权"
OLDER_FEMALE_FIRST = "秀桂玉凤素淑月美金惠爱春"
OLDER_FEMALE_SECOND = "英兰珍莲芬琴娥芳华香梅云"
OLDER_MALE_FIRST = "建国志德福永长根树金水炳兆伯家"
OLDER_MALE_SECOND = "国强栋贵生林发福坤祥年明才华根"
YOUNGER_FEMALE = (
    "梓萱",
    "雨桐",
    "诗涵",
    "若曦",
    "语嫣",
    "可儿",
    "思琪",
    "欣妍",
    "一诺",
    "芷若",
    "沐晴",
    "念慈",
)
YOUNGER_MALE = (
    "子涵",
    "浩然",
    "宇轩",
    "俊熙",
    "一鸣",
    "梓睿",
    "奕辰",
    "嘉豪",
    "泽楷",
    "亦凡",
    "星宇",
    "皓轩",
)

MINORITY = (
    ("阿依古丽·买买提", True),
    ("买买提江·吐尔逊", False),
    ("古丽娜尔·艾合买提", True),
    ("扎西顿珠", False),
    ("卓玛央金", True),
    ("次仁多吉", False),
    ("巴特尔", False),
    ("乌日娜", True),
    ("其其格", True),
    ("苏日勒和", False),
    ("韦阿牛", False),
    ("依罕娜", True),
    ("岩温扁", False),
    ("金哲浩", False),
    ("朴善姬", True),
    ("马哈木提·库尔班", False),
    ("阿木尔", False),
    ("吉克阿妞", True),
    ("沙马拉且", False),
    ("龙阿朵", True),
)
FOREIGN = (
    ("James Whitfield", False),
    ("Emma Lindqvist", True),
    ("Rajesh Iyer", False),
    ("Sophie Marchand", True),
    ("Daniel O'Connor", False),
    ("Yuki Tanabe", True),
    ("Carlos Mendes", False),
    ("Anna Kowalczyk", True),
    ("Liam Fairbanks", False),
    ("Fatima El Amrani", True),
    ("Peter van Dijk", False),
    ("Grace Okafor", True),
    ("Tom Hargreaves", False),
    ("Mina Rahimi", True),
    ("Luca Bertolini", False),
    ("Olga Petrenko", True),
    ("Ahmed Farouk", False),
    ("Hannah Weiss", True),
    ("Kevin Tan Wei Ming", False),
    ("Julia Sandoval", True),
    ("Ben Ashworth", False),
    ("Priya Raman", True),
)

_FIRM_HEADS = (
    "鹏远", "恒信", "捷达", "华彩", "瑞丰", "蓝鲸", "星河", "众联", "百川", "优品", "嘉禾", "启航", "汇文",
    "锦程", "天成", "沃土", "海纳", "聚力", "青禾", "明辰", "拓维", "安居", "微光", "山海", "丰年", "知行",
    "极光", "顺途", "小满", "云栖", "万象", "诚毅", "泓宇", "凌志", "佳年", "东岸", "粤兴", "禾木", "三才",
    "方圆",
)  # fmt: skip
_FIRM_TAILS = (
    "电子商务有限公司", "物流有限公司", "设计工作室", "会计师事务所", "幼儿园", "牙科门诊部",
    "餐饮管理有限公司", "文化传播有限公司", "五金制品厂", "教育咨询有限公司", "律师事务所", "服饰有限公司",
    "科技有限公司", "房产中介", "连锁便利店", "精密模具有限公司", "跨境贸易有限公司", "医药零售有限公司",
    "酒店管理有限公司", "广告有限公司",
)  # fmt: skip


def han_name(draw: Random, *, female: bool, born: int) -> str:
    """A Han name as people of that year of birth bear it."""
    surname = draw.choice(DOUBLE_SURNAMES) if draw.random() < 0.018 else draw.choice(SURNAMES)
    if born >= 1996 and draw.random() < 0.35:
        return surname + draw.choice(YOUNGER_FEMALE if female else YOUNGER_MALE)
    if born >= 1960 and draw.random() < (0.34 if 1968 <= born < 1992 else 0.14):
        return surname + draw.choice(FEMALE_SINGLE if female else MALE_SINGLE)
    if born < 1960:
        first, second = (
            (OLDER_FEMALE_FIRST, OLDER_FEMALE_SECOND) if female else (OLDER_MALE_FIRST, OLDER_MALE_SECOND)
        )
    else:
        first, second = (FEMALE_FIRST, FEMALE_SECOND) if female else (MALE_FIRST, MALE_SECOND)
    return surname + draw.choice(first) + draw.choice(second)


def surname_of(name: str) -> str:
    """The surname of a Chinese name, double ones whole; the whole name of others."""
    if "·" in name or not "\u4e00" <= name[0] <= "\u9fff":
        return name
    return name[:2] if name[:2] in DOUBLE_SURNAMES else name[0]


def firm_name(draw: Random, city: str) -> str:
    """A firm's registered name."""
    return city + draw.choice(_FIRM_HEADS) + draw.choice(_FIRM_TAILS)
