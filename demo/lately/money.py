"""Compensation as it stands: waiting for the head, for Legal, for payment, paid, refused (G-06)."""

from demo.lately.stage import BILLING, FINANCE, LEGAL, NETWORK, PAYER, Scene, Stage
from models.cases import actions
from models.cases.actions import CompensationDraft
from models.cases.words import CompensationKind, Risk

REFUND, CREDIT, GIFT = CompensationKind.REFUND, CompensationKind.CREDIT, CompensationKind.GIFT


def waits_for_the_head(stage: Stage) -> Scene:
    yield (now := stage.back(4, 9, 20))
    case = stage.told("装机师傅两次约好不来，害我请了两天假在家等，要求补偿误工的损失。", now)
    yield (now := stage.back(4, 10, 5))
    stage.graded(case, "service_visit", 2, "JS", now)
    yield (now := stage.back(4, 11, 0))
    stage.taken(case, NETWORK, now, "致歉并重新约定上门时间，客户希望抵扣一个月月租。")
    yield (now := stage.back(2, 15, 30))
    draft = CompensationDraft(CREDIT, 12900, "late_handling", "两次失约，抵扣一个月月租 129 元")
    actions.propose_compensation(case, draft, by=stage.staff(NETWORK), now=now, seen=None)


def waits_for_legal(stage: Stage) -> Scene:
    yield (now := stage.back(4, 14, 10))
    case = stage.told("师傅换线时把我家电视墙钻坏了，墙面和线槽都要重做，要求赔偿三千八百元。", now)
    yield (now := stage.back(4, 14, 50))
    stage.graded(case, "service_visit", 2, "JS", now)
    yield (now := stage.back(4, 16, 0))
    stage.taken(case, NETWORK, now, "请客户保留照片和装修报价，约定两日内上门查看。")
    yield (now := stage.back(2, 10, 40))
    draft = CompensationDraft(REFUND, 380000, "damage", "上门核实属施工失误，按装修报价赔付 3800 元")
    actions.propose_compensation(case, draft, by=stage.staff(NETWORK), now=now, seen=None)


def to_be_paid(stage: Stage) -> Scene:
    yield (now := stage.back(4, 9, 40))
    case = stage.told("十月账单重复扣了一千二百六十元专线费，催了两次还没有退。", now)
    yield (now := stage.back(4, 10, 15))
    stage.graded(case, "fees_charge", 2, "CW", now)
    yield (now := stage.back(4, 11, 20))
    stage.taken(case, BILLING, now, "已核对账单，确认重复入账，向客户说明退款流程。")
    yield (now := stage.back(3, 10, 0))
    draft = CompensationDraft(REFUND, 126000, "wrong_charge", "系统重复入账，原路退回 1260 元")
    actions.propose_compensation(case, draft, by=stage.staff(BILLING), now=now, seen=None)
    yield (now := stage.back(2, 9, 30))
    actions.approve_compensation(case, approved=True, reason="", by=stage.staff(FINANCE), now=now, seen=None)


def paid_and_told(stage: Stage) -> Scene:
    yield (now := stage.back(9, 10, 10))
    case = stage.told(
        "宽带断了整整四天，办公受影响，要求按天退费并给个说法，否则要求赔偿两千四百元损失。", now
    )
    yield (now := stage.back(9, 10, 45))
    stage.graded(case, "network_fault", 2, "JS", now)
    yield (now := stage.back(9, 11, 30))
    stage.taken(case, NETWORK, now, "致歉并说明光缆抢修进度。")
    yield (now := stage.back(8, 10, 20))
    draft = CompensationDraft(REFUND, 240000, "service_failure", "断网四天，按合同退费并补偿，共 2400 元")
    actions.propose_compensation(case, draft, by=stage.staff(NETWORK), now=now, seen=None)
    yield (now := stage.back(7, 14, 30))
    actions.advise(
        case,
        "责任明确，金额在约定范围内，建议赔付。",
        Risk.LOW,
        by=stage.staff(LEGAL),
        now=now,
        seen=None,
    )
    yield (now := stage.back(6, 16, 0))
    actions.approve_compensation(
        case, approved=True, reason="同意", by=stage.staff(FINANCE), now=now, seen=None
    )
    yield (now := stage.back(5, 11, 0))
    actions.pay(case, f"ZF-{now:%Y%m%d}-03", by=stage.staff(PAYER), now=now, seen=None)
    yield (now := stage.back(5, 15, 0))
    reply = "光缆已修复并完成测试，退费和补偿共 2400 元已原路退回，给您带来不便，深表歉意。"
    stage.answer(case, NETWORK, ("施工挖断光缆", "抢修熔接，退费 2400 元", reply), now)


def refused(stage: Stage) -> Scene:
    yield (now := stage.back(4, 15, 10))
    case = stage.told("客服说话态度不好，要求送一台新手机作为补偿。", now)
    yield (now := stage.back(4, 15, 40))
    stage.graded(case, "service_attitude", 2, "JS", now)
    yield (now := stage.back(4, 16, 30))
    stage.taken(case, NETWORK, now, "听取录音后致歉，客户坚持要求赠送手机。")
    yield (now := stage.back(3, 9, 50))
    draft = CompensationDraft(GIFT, 19900, "goodwill", "赠送路由器一台以表歉意")
    actions.propose_compensation(case, draft, by=stage.staff(NETWORK), now=now, seen=None)
    yield (now := stage.back(2, 10, 30))
    actions.approve_compensation(
        case,
        approved=False,
        reason="录音未见不当言语，先书面致歉，不作实物补偿",
        by=stage.head("JS"),
        now=now,
        seen=None,
    )


SCENES = [waits_for_the_head, waits_for_legal, to_be_paid, paid_and_told, refused]
