"""The departments of 云帆网络 , as the regulations name them."""

from demo.story import Department

COMPANY_ZH = "云帆网络"
COMPANY_EN = "Yunfan Network Technology Co., Ltd."
STORES = ("MD1", "MD2", "MD3")

# code, Chinese, English, head's staff number, extension, department above
_ROWS = (
    ("ZB", "总经理办公室", "General Manager's Office", "YF-0008", "8000", None),
    ("KF", "客户服务部", "Customer Service", "YF-0052", "8100", "ZB"),
    ("YF", "研发部", "Research and Development", "YF-0021", "8200", "ZB"),
    ("JS", "技术运维部", "Technical Operations", "YF-0017", "8300", "ZB"),
    ("YY", "运营部", "Operations", "YF-0033", "8400", "ZB"),
    ("SC", "市场部", "Marketing", "YF-0041", "8450", "ZB"),
    ("ZL", "质量管理部", "Quality Management", "YF-0026", "8500", "ZB"),
    ("FW", "法务部", "Legal", "YF-0037", "8550", "ZB"),
    ("CW", "财务部", "Finance", "YF-0029", "8600", "ZB"),
    ("RS", "人力资源部", "Human Resources", "YF-0031", "8650", "ZB"),
    ("XZ", "行政部", "Administration", "YF-0045", "8700", "ZB"),
    ("MD1", "科技园营业厅", "Science Park Store", "YF-0063", "8801", "YY"),
    ("MD2", "罗湖营业厅", "Luohu Store", "YF-0071", "8802", "YY"),
    ("MD3", "宝安营业厅", "Bao'an Store", "YF-0078", "8803", "YY"),
)


def departments() -> tuple[Department, ...]:
    """All departments, those above before those below."""
    return tuple(
        Department(code, zh, en, head, f"0755-5550{extension}", above)
        for code, zh, en, head, extension, above in _ROWS
    )
