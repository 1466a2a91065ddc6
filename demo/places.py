"""Where customers of 云帆网络 live and work: districts, made-up estates, roads and business parks."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Area:
    """A district with its estates, roads and business places; `weight` is its share of the customers."""

    city: str
    city_en: str
    district: str
    district_en: str
    weight: int
    estates: tuple[str, ...]
    roads: tuple[str, ...]
    parks: tuple[str, ...]
    store: str


def _area(place: str, english: str, weight: int, estates: str, roads: str, parks: str, store: str) -> Area:
    city, _, district = place.partition("/")
    city_en, _, district_en = english.partition("/")
    return Area(
        city, city_en, district, district_en, weight,
        tuple(estates.split()), tuple(roads.split()), tuple(parks.split()), store,
    )  # fmt: skip


AREAS: tuple[Area, ...] = (
    _area(
        "深圳/南山",
        "Shenzhen/Nanshan",
        17,
        "海岸观澜苑 桃源雅居 蓝湾半岛花园 麒麟山庄 后海云邸 西丽翠苑 前湾明珠 南油新村 龙珠家园 沙河悦府",
        "学苑南路 桂庙路 创业西路 留仙东街 龙珠六道",
        "云谷创新园 南山智汇中心 西丽软件产业园 前湾总部大厦",
        "科技园营业厅",
    ),
    _area(
        "深圳/福田",
        "Shenzhen/Futian",
        14,
        "莲花北居 梅林雅苑 景田翠府 益田映月 皇岗新邨 香蜜听涛 彩田佳园 上沙塘晏 百花苑",
        "梅亭路 景田西街 福荣南路 彩云路 新洲九街",
        "车公庙泰然汇 福田天安国际 梅林文创园 会展时代中心",
        "罗湖营业厅",
    ),
    _area(
        "深圳/罗湖",
        "Shenzhen/Luohu",
        10,
        "东门鸿翔花园 翠竹苑 笋岗聚福楼 莲塘仙桐居 水贝万佳苑 布心花园 泥岗宿舍区",
        "翠竹北路 田贝三路 文锦中街 太安路",
        "水贝珠宝产业园 笋岗工艺城 人民南商厦",
        "罗湖营业厅",
    ),
    _area(
        "深圳/宝安",
        "Shenzhen/Bao'an",
        15,
        "西乡碧湾家园 沙井华庭 福永怡安居 新安翡翠明珠 松岗河畔花园 石岩湖景苑 固戍新村 壹方悦玺",
        "西乡大道 新湖北路 宝源二路 沙井中心路 福海兴业街",
        "固戍科创园 福永怀德工业园 沙井电子城 石岩高新园",
        "宝安营业厅",
    ),
    _area(
        "深圳/龙岗",
        "Shenzhen/Longgang",
        11,
        "布吉可园雅筑 坂田四季华庭 横岗荷景苑 龙城广场公寓 平湖山厦村 大运嘉园 南湾丽湖花园",
        "龙翔中道 布澜南路 吉华一街 坂雪岗道",
        "坂田天安云谷园 大运软件小镇东区 布吉康桥工业园",
        "罗湖营业厅",
    ),
    _area(
        "深圳/龙华",
        "Shenzhen/Longhua",
        11,
        "民治水榭春天里 观澜湖山居 红山六九邸 大浪新围新村 清湖花半里 龙胜家园 上塘道馆",
        "民旺路 和平东路 龙观西街 布龙北路 梅坂支路",
        "观澜高新园 清湖智造园 龙华锦绣科学园",
        "宝安营业厅",
    ),
    _area(
        "深圳/光明",
        "Shenzhen/Guangming",
        4,
        "光明峰荟府 公明长圳新居 凤凰英荟苑 马田薯田埔村",
        "华夏二街 公常中路 观光北路",
        "光明留学生创业园 公明模具城",
        "宝安营业厅",
    ),
    _area(
        "深圳/盐田",
        "Shenzhen/Yantian",
        2,
        "沙头角海山居 梅沙听海公寓 盐田东和花园",
        "深盐中路 海景二街",
        "盐田港物流楼",
        "罗湖营业厅",
    ),
    _area(
        "深圳/坪山",
        "Shenzhen/Pingshan",
        2,
        "坪山六和城 坑梓秀新村 燕子湖雅园",
        "坪山中兴路 金牛东街",
        "坪山生物医药园",
        "罗湖营业厅",
    ),
    _area(
        "广州/天河",
        "Guangzhou/Tianhe",
        4,
        "员村绢麻新苑 棠下荷光苑 华景北园 东圃珠村大院",
        "中山大道西横路 科韵北街",
        "天河软件园东楼",
        "科技园营业厅",
    ),
    _area(
        "广州/番禺",
        "Guangzhou/Panyu",
        2,
        "洛溪水岸 大石东联花园 市桥东兴苑",
        "市莲路 迎宾东街",
        "番禺节能园",
        "科技园营业厅",
    ),
    _area(
        "东莞/南城",
        "Dongguan/Nancheng",
        3,
        "西平景湖春晓 鸿福御景台 胜和雅园",
        "元美东路 宏图南街",
        "松湖智谷分园",
        "宝安营业厅",
    ),
    _area(
        "东莞/长安",
        "Dongguan/Chang'an",
        3,
        "长青明珠 上沙莲花山居 乌沙江贝村",
        "长青南路 振安中街",
        "长安五金模具园",
        "宝安营业厅",
    ),
    _area(
        "惠州/惠城",
        "Huizhou/Huicheng",
        2,
        "江北华贸天寓 麦地湖景苑 河南岸金山居",
        "文明一路 演达南街",
        "仲恺高新二区",
        "罗湖营业厅",
    ),
    _area(
        "佛山/禅城",
        "Foshan/Chancheng",
        2,
        "祖庙东华里 石湾绿景苑 季华听涛阁",
        "季华四街 汾江南巷",
        "张槎针织园",
        "科技园营业厅",
    ),
    _area(
        "珠海/香洲",
        "Zhuhai/Xiangzhou",
        1,
        "拱北夏湾新苑 前山翠微居",
        "翠前南路 吉大景园街",
        "唐家湾数码园",
        "科技园营业厅",
    ),
)

SHOPS = (
    "早餐店", "奶茶店", "便利店", "药店", "五金店", "理发店", "快递驿站", "小餐馆", "网咖", "民宿",
    "培训班", "诊所", "水果店", "美容院", "汽修店", "文具店", "茶叶铺", "健身房", "桌游吧", "宠物店",
    "打印店", "烘焙店", "母婴店",
)  # fmt: skip


def any_area(draw: Random) -> Area:
    """An area, as likely as its share of the customers."""
    return draw.choices(AREAS, [area.weight for area in AREAS])[0]


def area_of(city: str, district: str) -> Area:
    """The area of a customer's city and district. Raises KeyError."""
    for area in AREAS:
        if (area.city, area.district) == (city, district):
            return area
    raise KeyError(f"{city}/{district}")
