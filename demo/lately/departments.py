"""Departments working together: consultations, help, more time, the leading group (T-04, G-03, R-04)."""

from demo.lately.stage import AGENT, BILLING, NETWORK, Scene, Stage
from models.cases import actions
from models.cases.actions import Finding, Minutes
from models.cases.words import ContactMeans
from models.rulebook.queries import rules_of


def whose_is_it(stage: Stage) -> Scene:
    """A consultation that is called and not concluded yet."""
    yield (now := stage.back(2, 14, 20))
    case = stage.told("换了融合套餐以后电视点播一直提示欠费，客服、账务、技术三边都说不归自己管。", now)
    yield (now := stage.back(1, 15, 10))
    question = "点播欠费提示是计费规则、账务数据还是平台接口的问题？由谁主办？"
    departments = [stage.department(code).id for code in ("CW", "JS", "YY")]
    actions.call_consultation(case, question, departments, by=stage.staff(AGENT), now=now, seen=None)


def it_is_ours(stage: Stage) -> Scene:
    """A consultation that decided who leads and who assists."""
    yield (now := stage.back(4, 9, 15))
    case = stage.told("办理移机后账单里同时出现新旧两个地址的月租，两边都在扣费。", now)
    yield (now := stage.back(4, 10, 30))
    departments = [stage.department(code).id for code in ("CW", "JS")]
    actions.call_consultation(
        case, "旧地址未销户是工单未闭环还是账务未同步？", departments,
        by=stage.staff(AGENT), now=now, seen=None,
    )  # fmt: skip
    yield (now := stage.back(4, 15, 0))
    people = [stage.head("CW").id, stage.staff(NETWORK).id]
    minutes = Minutes(now, "二楼会议室", people, "由财务部主办退费，技术运维部补做旧址拆机并核对接口")
    finding = Finding(
        stage.department("CW").id, [stage.department("JS").id], "请核对旧地址拆机工单并补做销户"
    )
    actions.decide_consultation(case, minutes, finding, by=stage.staff(AGENT), now=now, seen=None)
    yield (now := stage.back(4, 16, 0))
    stage.graded(case, "fees_charge", 2, "CW", now)
    yield (now := stage.back(3, 9, 30))
    stage.taken(case, BILLING, now, "告知客户正在核对，月底前不会再扣旧址月租。")


def helped(stage: Stage) -> Scene:
    """Two departments: the answer of one is accepted, that of another is still awaited."""
    yield (now := stage.back(4, 9, 10))
    case = stage.told("晚上八点以后玩游戏延迟很高，报修两次，还被多收了一次上门费。", now)
    yield (now := stage.back(4, 9, 45))
    stage.graded(case, "network_speed", 2, "JS", now)
    yield (now := stage.back(4, 10, 30))
    stage.taken(case, NETWORK, now, "远程测速并登记线路，约定三天内给出方案。")
    yield (now := stage.back(4, 11, 0))
    lead = stage.staff(NETWORK)
    actions.ask_assistance(
        case, stage.department("CW").id, "请核对十月的上门服务费", by=lead, now=now, seen=None
    )
    yield (now := stage.back(3, 14, 30))
    actions.answer_assistance(
        case, "属重复收费，已登记退回 50 元。", by=stage.staff(BILLING), now=now, seen=None
    )
    yield (now := stage.back(3, 16, 0))
    actions.review_assistance(case, accepted=True, reason="", by=lead, now=now, seen=None)
    yield (now := stage.back(1, 16, 20))
    task = "请评估该小区晚高峰扩容排期"
    actions.ask_assistance(case, stage.department("YF").id, task, by=lead, now=now, seen=None)


def more_time(stage: Stage) -> Scene:
    """More time that was granted and told."""
    yield (now := stage.back(6, 10, 0))
    case = stage.told("老小区光纤入户一直排队，说好两周装好，现在还没有消息。", now)
    yield (now := stage.back(6, 10, 40))
    stage.graded(case, "service_visit", 2, "JS", now)
    yield (now := stage.back(6, 14, 0))
    stage.taken(case, NETWORK, now, "说明管道疏通进度，客户同意等待但要求明确日期。")
    yield (now := stage.back(4, 15, 0))
    words = "管道疏通需物业配合，预计再过几个工作日完成，感谢您的耐心等待。"
    actions.ask_extension(
        case, 3, reason="物业要求周末施工", words=words, by=stage.staff(NETWORK), now=now, seen=None
    )
    yield (now := stage.back(3, 9, 30))
    actions.decide_extension(case, approved=True, reason="", by=stage.head("JS"), now=now, seen=None)


def asks_for_time(stage: Stage) -> Scene:
    """A request for more time that waits for the head."""
    yield (now := stage.back(4, 9, 30))
    case = stage.told("机房专线每隔几小时闪断一次，影响门店收银，请尽快根治。", now)
    yield (now := stage.back(4, 9, 50))
    stage.graded(case, "network_fault", 2, "JS", now)
    yield (now := stage.back(4, 10, 30))
    stage.taken(case, NETWORK, now, "已临时切换备用链路，继续查找闪断原因。")
    yield (now := stage.back(1, 15, 40))
    words = "闪断与上游设备有关，需更换板卡，备件到货后立即施工。"
    actions.ask_extension(
        case, 2, reason="板卡备件后天到货", words=words, by=stage.staff(NETWORK), now=now, seen=None
    )


def to_the_leading_group(stage: Stage) -> Scene:
    """Not content round after round, until the leading group has to decide (R-04)."""
    yield (now := stage.back(14, 9, 10))
    case = stage.told("同一个网络问题修了又坏，每次都说修好了，我要求彻底解决并退还三个月费用。", now)
    yield (now := stage.back(14, 10, 0))
    stage.graded(case, "network_fault", 2, "JS", now)
    yield (now := stage.back(14, 10, 40))
    stage.taken(case, NETWORK, now, "登记历史报修记录，约定当天上门。")
    rounds = rules_of(case.rulebook_id).revisit.most_rounds
    for turn in range(rounds):
        yield (now := stage.back(12 - 3 * turn, 10, 0))
        found = ("接头氧化", "分光器老化", "楼道光缆弯折")[turn % 3]
        reply = f"第 {turn + 1} 次处理：{found}已更换，测试正常，深表歉意。"
        stage.answer(case, NETWORK, (found, "上门更换并测试", reply), now)
        yield (now := stage.back(12 - 3 * turn, 11, 0))
        actions.tell(
            case, means=ContactMeans.PHONE, text="已电话告知", by=stage.staff(NETWORK), now=now, seen=None
        )
        yield (now := stage.back(11 - 3 * turn, 9, 0))
        actions.confirm(case, False, "用了一天又断了，没有解决", now=now)


SCENES = [whose_is_it, it_is_ours, helped, more_time, asks_for_time, to_the_leading_group]
