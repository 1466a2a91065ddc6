"""What 云帆网络 sells, under its own names: plans, devices, cloud servers, added services."""

from demo.story import Sold

SOLD: tuple[Sold, ...] = (
    Sold(
        "HOME",
        "云帆家庭宽带",
        "Yunfan Home Broadband",
        (
            "宽带",
            "光猫",
            "路由器",
            "Wi-Fi",
            "WiFi",
            "网速",
            "断网",
            "掉线",
            "上网",
            "网络",
            "网线",
            "测速",
            "提速",
            "穿墙",
            "光纤",
            "网课",
            "畅享",
            "全家福",
            "broadband",
            "internet",
        ),
    ),
    Sold("GIGA", "云帆千兆宽带", "Yunfan Gigabit", ("千兆", "全屋光", "1000M", "gigabit")),
    Sold("LINE", "云帆企业专线", "Yunfan Leased Line", ("专线", "企业专线", "商务光纤", "leased line")),
    Sold("SHOP", "云帆商铺宽带", "Yunfan Shop Broadband", ("商铺宽带", "扫码枪", "收款机")),
    Sold(
        "HOST",
        "云帆云主机",
        "Yunfan Cloud Host",
        ("云主机", "服务器", "云数据库", "对象存储", "企业邮箱", "管理台", "网管平台", "控制台"),
    ),
    Sold("DRIVE", "云帆云盘", "Yunfan Cloud Drive", ("云盘", "网盘")),
    Sold(
        "TV",
        "云帆电视",
        "Yunfan TV",
        ("电视", "机顶盒", "盒子", "遥控", "回看", "点播", "少儿频道", "影视会员", "云帆TV", "set-top box"),
    ),
    Sold(
        "CAM",
        "云帆看家",
        "Yunfan Home Watch",
        ("看家", "摄像头", "看家门铃", "看家云台", "家庭安防", "云存储", "录像", "监控"),
    ),
    Sold(
        "MOBILE",
        "云帆手机卡",
        "Yunfan Mobile",
        ("手机卡", "副卡", "话费", "流量", "手机号", "亲情号", "彩铃", "来电名片"),
    ),
    Sold("FUSION", "云帆融合套餐", "Yunfan Fusion Plan", ("套餐", "融合", "月租", "月费", "固话")),
    Sold("APP", "云帆App", "Yunfan App", ("App", "掌厅", "小程序", "公众号", "客户端", "自助缴费", "充值")),
    Sold("COPPER", "云帆铜线宽带", "Yunfan Copper Line", ("铜线", "ADSL"), retired=True),
)
"""The list of products of the company, with what its customers call them."""

# name, monthly fee in yuan, speed in Mbit/s
HOME_PLANS: tuple[tuple[str, int, int], ...] = (
    ("云帆畅享100M", 59, 100),
    ("云帆畅享300M", 89, 300),
    ("云帆全家福500M", 129, 500),
    ("云帆全家福千兆", 169, 1000),
    ("云帆融合129", 129, 300),
    ("云帆融合199", 199, 1000),
    ("云帆青年版200M", 69, 200),
    ("云帆孝心宽带100M", 39, 100),
    ("云帆全屋光千兆", 219, 1000),
    ("云帆电竞加速500M", 159, 500),
)
BUSINESS_PLANS: tuple[tuple[str, int, int], ...] = (
    ("商铺宽带200M", 158, 200),
    ("商务光纤500M", 398, 500),
    ("企业专线50M", 1280, 50),
    ("企业专线100M", 2380, 100),
    ("企业专线200M", 4200, 200),
)
HOSTS: tuple[tuple[str, int], ...] = (
    ("云主机C2（2核4G）", 96),
    ("云主机C4（4核8G）", 218),
    ("云主机M8（8核32G）", 760),
    ("云数据库标准版", 320),
    ("对象存储1TB包", 120),
    ("企业邮箱50账号", 250),
)
ROUTERS = ("YR-3600", "YR-1800", "YR-6500", "YM-300子母路由", "YR-2100")
MODEMS = ("YG-2604", "YG-1200", "YG-8845", "YG-4210")
BOXES = ("YT-4K2", "YT-S8", "YT-Mini")
CAMERAS = ("看家C1", "看家C3云台", "看家门铃D2")
ADDONS: tuple[tuple[str, int], ...] = (
    ("云帆影视会员", 15),
    ("来电名片", 5),
    ("云盘扩容200G", 10),
    ("游戏加速包", 20),
    ("少儿频道包", 18),
    ("家庭安防云存", 25),
    ("5G视频彩铃", 9),
    ("阅读畅听包", 12),
)
FEATURES = (
    "分时段限速",
    "家长控制",
    "访客网络",
    "电子发票合并开具",
    "亲情代付",
    "故障自助检测",
    "深色模式",
    "账单导出",
)
