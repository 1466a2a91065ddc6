"""What special reports of the demo say besides cause and measures (G-04)."""

from collections.abc import Collection

from models.rulebook.document import Rules

RESPONSIBILITY = (
    "主办部门对现场处置负直接责任，部门负责人负管理责任；责任认定附会议纪要。",
    "班组交接记录不全，直接责任在当班人员；主办部门负责人未按期复核，负管理责任。",
    "第三方施工为直接原因；主办部门巡检周期过长，负管理责任。",
    "流程设计有缺口，责任在部门管理；经办人员按规定操作，不追究个人责任。",
)
PREVENTION = (
    "一、同类点位两周内全部排查；二、把本案列入班前会案例；三、下月由质量管理部复核整改结果。",
    "一、变更前增加双人复核；二、告警阈值下调并接入值班群；三、季度演练一次。",
    "一、修订作业指导书并重新培训；二、关键步骤留影像记录；三、连续三个月抽查。",
    "一、与相关单位建立施工通报机制；二、增设备用路由；三、客户通知口径提前备好。",
)


def told_to_leaders(case_id: int, *, criteria: Collection[str], rules: Rules) -> dict[str, str]:
    """Effect, responsibility and prevention of one case, the same each time it is told."""
    signs = [sign.text_zh for sign in rules.criteria if sign.code in criteria]
    effect = "；".join(signs) if signs else "客户正常使用受到严重影响"
    return {
        "effect": f"{effect}。影响范围已核实，客户已逐一联系。",
        "responsibility": RESPONSIBILITY[case_id % len(RESPONSIBILITY)],
        "prevention": PREVENTION[case_id % len(PREVENTION)],
    }
