"""The people of 云帆网络: about 60 staff, and one named login for each role of X-01."""

from datetime import date
from functools import cache

from demo.story import Login, Person
from models.people.rules import Role

PASSWORD = "Yunfan-2026-demo"  # noqa: S105
"""The password of every demo login. The demo company holds no secret."""

PASSPHRASE = "梧桐树下第七盏灯还亮着"  # noqa: S105
"""What opens the key of each supervisor of the demo; not the password of the login."""
SECOND_FACTOR = "YUNFANDEMO234567YUNFANDEMO234567"
"""The secret of the second factor that the hotline asks of its supervisors; an authenticator app takes it."""

_AGENT = (Role.CUSTOMER_SERVICE_AGENT,)
_HANDLER = (Role.DEPARTMENT_HANDLER,)
_HEAD = (Role.DEPARTMENT_HEAD,)
_INSPECTOR = (Role.QUALITY_INSPECTOR,)
_STORE = (Role.STORE_STAFF,)

# number, login, Chinese name, English name, department, Chinese title, English title, roles, joined
_ROWS: tuple[tuple[int, str, str, str, str, str, str, tuple[Role, ...], str], ...] = (
    (1, "shenguodong", "沈国栋", "Shen Guodong", "ZB", "总经理", "General Manager",
     (Role.COMMITTEE, Role.LEADING_GROUP), "2009-03-02"),
    (3, "lianghuimin", "梁慧敏", "Liang Huimin", "ZB", "副总经理", "Deputy General Manager",
     (Role.LEADING_GROUP,), "2010-07-05"),
    (8, "fangzhiyuan", "方志远", "Fang Zhiyuan", "ZB", "办公室主任", "Head of Office",
     (*_HEAD, Role.COMMITTEE), "2010-11-01"),
    (139, "zhengwenbo", "郑文博", "Zheng Wenbo", "ZB", "内部审计师", "Internal Auditor",
     (Role.AUDITOR,), "2016-09-12"),
    (412, "xuanran", "许安然", "Xu Anran", "ZB", "监督专员", "Supervision Officer",
     (Role.SUPERVISOR,), "2023-02-20"),
    (52, "hexiulan", "何秀兰", "He Xiulan", "KF", "客户服务部经理", "Customer Service Manager",
     (*_HEAD, *_AGENT), "2012-06-11"),
    (118, "linxiaowen", "林晓雯", "Lin Xiaowen", "KF", "班长", "Team Lead", _AGENT, "2015-08-03"),
    (186, "sunyue", "孙悦", "Sun Yue", "KF", "客服专员", "Service Agent", _AGENT, "2018-03-19"),
    (188, "penglihua", "彭丽华", "Peng Lihua", "KF", "资深客服", "Senior Agent", _AGENT, "2018-03-19"),
    (233, "caijiayi", "蔡佳怡", "Cai Jiayi", "KF", "客服专员", "Service Agent", _AGENT, "2019-07-08"),
    (261, "luozihao", "罗子豪", "Luo Zihao", "KF", "客服专员", "Service Agent", _AGENT, "2020-05-11"),
    (305, "huangmeiling", "黄美玲", "Huang Meiling", "KF", "投诉专员", "Complaints Agent",
     _AGENT, "2021-04-06"),
    (318, "wentingting", "温婷婷", "Wen Tingting", "KF", "投诉专员", "Complaints Agent",
     _AGENT, "2021-06-28"),
    (377, "dengjiaxin", "邓嘉欣", "Deng Jiaxin", "KF", "在线客服", "Chat Agent", _AGENT, "2022-07-18"),
    (401, "zhonghaoran", "钟浩然", "Zhong Haoran", "KF", "在线客服", "Chat Agent", _AGENT, "2022-11-14"),
    (425, "yezhiqiu", "叶知秋", "Ye Zhiqiu", "KF", "客服专员", "Service Agent", _AGENT, "2024-07-01"),
    (329, "jianglili", "蒋丽丽", "Jiang Lili", "KF", "客服专员", "Service Agent", _AGENT, "2021-08-09"),
    (21, "gaoxiang", "高翔", "Gao Xiang", "YF", "研发总监", "Director of R&D", _HEAD, "2011-04-18"),
    (156, "xiewenjie", "谢文杰", "Xie Wenjie", "YF", "客户端工程师", "App Engineer", _HANDLER, "2017-03-13"),
    (203, "suwanqing", "苏婉清", "Su Wanqing", "YF", "测试工程师", "Test Engineer", _HANDLER, "2018-09-03"),
    (288, "tangyuxuan", "唐宇轩", "Tang Yuxuan", "YF", "前端工程师", "Front-end Engineer",
     _HANDLER, "2020-10-19"),
    (342, "chenli", "陈立", "Chen Li", "YF", "后端工程师", "Back-end Engineer", _HANDLER, "2021-10-11"),
    (359, "fengxue", "冯雪", "Feng Xue", "YF", "固件工程师", "Firmware Engineer", _HANDLER, "2022-03-07"),
    (417, "caoyiming", "曹一鸣", "Cao Yiming", "YF", "产品经理", "Product Manager", _HANDLER, "2023-05-15"),
    (17, "majianjun", "马建军", "Ma Jianjun", "JS", "技术运维部经理", "Technical Operations Manager",
     _HEAD, "2011-02-21"),
    (94, "guozhiqiang", "郭志强", "Guo Zhiqiang", "JS", "传输工程师", "Transmission Engineer",
     _HANDLER, "2014-05-12"),
    (125, "wuhaitao", "吴海涛", "Wu Haitao", "JS", "装维班长", "Field Service Lead", _HANDLER, "2015-11-23"),
    (174, "hanlei", "韩磊", "Han Lei", "JS", "装维工程师", "Field Engineer", _HANDLER, "2017-09-18"),
    (217, "zhouqiming", "周启明", "Zhou Qiming", "JS", "接入网工程师", "Access Network Engineer",
     _HANDLER, "2018-12-03"),
    (226, "panwei", "潘伟", "Pan Wei", "JS", "装维工程师", "Field Engineer", _HANDLER, "2019-04-15"),
    (269, "dongsiyuan", "董思远", "Dong Siyuan", "JS", "云平台工程师", "Cloud Platform Engineer",
     _HANDLER, "2020-06-22"),
    (331, "yuanmeng", "袁梦", "Yuan Meng", "JS", "网络监控工程师", "Network Monitoring Engineer",
     (*_HANDLER, Role.SUPERVISOR), "2021-09-01"),
    (398, "qinchuan", "秦川", "Qin Chuan", "JS", "系统运维", "Systems Engineer", _HANDLER, "2022-10-10"),
    (33, "luchenxi", "陆晨曦", "Lu Chenxi", "YY", "运营部经理", "Operations Manager", _HEAD, "2012-02-13"),
    (147, "jiangyuwei", "江雨薇", "Jiang Yuwei", "YY", "用户运营", "User Operations", _HANDLER, "2016-12-05"),
    (251, "hejun", "贺俊", "He Jun", "YY", "物流主管", "Logistics Supervisor", _HANDLER, "2020-03-02"),
    (364, "weilina", "魏莉娜", "Wei Lina", "YY", "活动运营", "Campaign Operations", _HANDLER, "2022-05-09"),
    (41, "daiwei", "戴薇", "Dai Wei", "SC", "市场部经理", "Marketing Manager", _HEAD, "2012-04-23"),
    (198, "wangyang", "汪洋", "Wang Yang", "SC", "活动策划", "Campaign Planner", _HANDLER, "2018-07-16"),
    (322, "cuiying", "崔颖", "Cui Ying", "SC", "品牌公关", "Public Relations", _HANDLER, "2021-07-05"),
    (26, "renhongmei", "任红梅", "Ren Hongmei", "ZL", "质量管理部经理", "Quality Manager",
     (*_HEAD, *_INSPECTOR), "2011-09-05"),
    (131, "baiyajing", "白雅静", "Bai Yajing", "ZL", "服务质检员", "Service Quality Inspector",
     _INSPECTOR, "2016-03-28"),
    (245, "shilei", "石磊", "Shi Lei", "ZL", "终端质量工程师", "Device Quality Engineer",
     (*_HANDLER, Role.SUPERVISOR), "2019-11-18"),
    (307, "gongxiaoli", "龚晓莉", "Gong Xiaoli", "ZL", "服务质检员", "Service Quality Inspector",
     _INSPECTOR, "2021-04-12"),
    (37, "fanmingzhe", "范明哲", "Fan Mingzhe", "FW", "法务部经理", "Head of Legal",
     (*_HEAD, Role.LEGAL, Role.COMMITTEE), "2012-03-26"),
    (275, "lujingyi", "卢静怡", "Lu Jingyi", "FW", "法务专员", "Legal Officer",
     (Role.LEGAL, *_HANDLER), "2020-08-17"),
    (29, "dingshufen", "丁淑芬", "Ding Shufen", "CW", "财务部经理", "Finance Manager",
     (*_HEAD, Role.FINANCE), "2011-11-14"),
    (112, "yujing", "余婧", "Yu Jing", "CW", "账务核算", "Billing Accountant",
     (Role.FINANCE, *_HANDLER), "2015-06-01"),
    (239, "dupeng", "杜鹏", "Du Peng", "CW", "账务核算", "Billing Accountant",
     (Role.FINANCE, *_HANDLER), "2019-09-09"),
    (346, "jiangnan", "姜楠", "Jiang Nan", "CW", "资金专员", "Treasury Officer",
     (Role.FINANCE, *_HANDLER), "2021-11-22"),
    (31, "tianhui", "田慧", "Tian Hui", "RS", "人力资源部经理", "Head of Human Resources",
     (*_HEAD, Role.HR), "2011-12-19"),
    (164, "xiayutong", "夏雨桐", "Xia Yutong", "RS", "绩效专员", "Performance Officer",
     (Role.HR,), "2017-06-05"),
    (294, "xiongwei", "熊伟", "Xiong Wei", "RS", "培训师", "Trainer", (Role.TRAINER,), "2020-11-30"),
    (45, "yinguohua", "尹国华", "Yin Guohua", "XZ", "行政部经理", "Head of Administration",
     _HEAD, "2012-05-07"),
    (152, "houxiaodong", "侯晓东", "Hou Xiaodong", "XZ", "系统管理员", "System Administrator",
     (Role.ADMINISTRATOR,), "2017-01-09"),
    (388, "mengjia", "孟佳", "Meng Jia", "XZ", "行政专员", "Administrative Officer", (), "2022-09-05"),
    (63, "liyongsheng", "黎永胜", "Li Yongsheng", "MD1", "店长", "Store Manager",
     (*_HEAD, *_STORE), "2013-03-11"),
    (281, "ouyangqian", "欧阳倩", "Ouyang Qian", "MD1", "营业员", "Store Clerk", _STORE, "2020-09-21"),
    (409, "laishaojie", "赖少杰", "Lai Shaojie", "MD1", "营业员", "Store Clerk", _STORE, "2023-01-30"),
    (71, "liangyuzhen", "梁玉珍", "Liang Yuzhen", "MD2", "店长", "Store Manager",
     (*_HEAD, *_STORE), "2013-08-05"),
    (312, "guanzhiming", "关志明", "Guan Zhiming", "MD2", "营业员", "Store Clerk", _STORE, "2021-05-24"),
    (422, "zhuangkeqing", "庄可晴", "Zhuang Keqing", "MD2", "营业员", "Store Clerk", _STORE, "2024-03-04"),
    (78, "zengxianghui", "曾祥辉", "Zeng Xianghui", "MD3", "店长", "Store Manager",
     (*_HEAD, *_STORE), "2013-10-14"),
    (335, "moxiaoyan", "莫小燕", "Mo Xiaoyan", "MD3", "营业员", "Store Clerk", _STORE, "2021-09-13"),
    (430, "qinfeng", "覃峰", "Qin Feng", "MD3", "营业员", "Store Clerk", _STORE, "2025-04-07"),
)  # fmt: skip

_LEFT = {"YF-0329": date(2025, 9, 30)}

_LOGINS: tuple[tuple[Role, int], ...] = (
    (Role.CUSTOMER_SERVICE_AGENT, 118),
    (Role.DEPARTMENT_HANDLER, 217),
    (Role.DEPARTMENT_HEAD, 17),
    (Role.QUALITY_INSPECTOR, 131),
    (Role.SUPERVISOR, 412),
    (Role.HR, 164),
    (Role.TRAINER, 294),
    (Role.FINANCE, 112),
    (Role.LEGAL, 275),
    (Role.LEADING_GROUP, 3),
    (Role.COMMITTEE, 8),
    (Role.STORE_STAFF, 281),
    (Role.ADMINISTRATOR, 152),
    (Role.AUDITOR, 139),
    (Role.STAFF, 388),
)


def staff_number(count: int) -> str:
    """A staff number as printed: YF-0217."""
    return f"YF-{count:04d}"


@cache
def people() -> tuple[Person, ...]:
    """All staff, in the order of departments."""
    return tuple(
        Person(
            number=staff_number(count),
            login=login,
            name=zh,
            name_en=en,
            email=f"{login}@yunfan.example",
            phone=f"+861990000{count:04d}",
            department=department,
            title_zh=title_zh,
            title_en=title_en,
            roles=roles,
            joined_on=date.fromisoformat(joined),
            left_on=_LEFT.get(staff_number(count)),
        )
        for count, login, zh, en, department, title_zh, title_en, roles, joined in _ROWS
    )


@cache
def person(number: str) -> Person:
    """The person with a staff number. Raises KeyError."""
    return {each.number: each for each in people()}[number]


@cache
def working_in(department: str, role: Role) -> tuple[Person, ...]:
    """Those of a department who play a role and have not left."""
    return tuple(
        each
        for each in people()
        if each.department == department and role in each.roles and each.left_on is None
    )


@cache
def logins() -> tuple[Login, ...]:
    """One named login for each role: for the README and the login page in demo mode."""
    return tuple(
        Login(role, each.number, each.login, each.name)
        for role, count in _LOGINS
        for each in (person(staff_number(count)),)
    )
