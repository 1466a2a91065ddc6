"""What reaches others than the customer: a regulator's letter, a talk of both sides, support, the roster."""

from demo.calendar.working import add_days, at
from demo.lately.stage import AGENT, BILLING, LEGAL, NETWORK, Scene, Stage
from models.cases.actions import OutsideDraft, Together, register_outside, talk_jointly
from models.cases.words import Channel, ContactMeans
from models.clock import local_day
from models.duty.actions import DutyDraft, plan_duty
from models.people.queries import who_may
from models.permissions import Permission
from models.rulebook.words import OutsideBody
from models.support.actions import RequestDraft, answer_request, ask_support
from models.support.words import SupportKind


def from_the_appeal_centre(stage: Stage) -> Scene:
    """A telecom appeal whose answer is not due yet (H-11)."""
    yield (now := stage.back(3, 10, 20))
    told = "宽带停机保号三个月仍被扣月租，打了四次热线都没有给出说法，已向申诉受理中心申诉。"
    draft = OutsideDraft(OutsideBody.TELECOM_APPEAL, local_day(now), number="申〔2026〕0386")
    intake = stage.intake(told, Channel.REGULATOR)
    case = register_outside(intake, draft, by=stage.staff(LEGAL), now=now)
    yield (now := stage.back(3, 11, 0))
    stage.graded(case, "fees_charge", 2, "CW", now)
    yield (now := stage.back(3, 14, 10))
    stage.taken(case, BILLING, now, "致歉并说明正在逐月核对停机期间的扣费。")
    yield (now := stage.back(2, 15, 30))
    words = "与客户逐月对账，确认多扣三个月月租；客户同意退费到账后撤诉。"
    sides = (stage.staff(BILLING).id, stage.staff(AGENT).id)
    talk_jointly(case, Together(*sides, ContactMeans.PHONE, words, 900), by=stage.staff(BILLING), now=now)


def needs_a_hand(stage: Stage) -> Scene:
    """A second handler who was granted, and a request for relief that waits for the head (H-10)."""
    yield (now := stage.back(3, 9, 5))
    case = stage.told("公司专线视频会议每天下午卡顿，报修后换过光猫仍未改善。", now)
    yield (now := stage.back(3, 9, 40))
    stage.graded(case, "network_fault", 2, "JS", now)
    yield (now := stage.back(3, 10, 30))
    stage.taken(case, NETWORK, now, "约定次日下午同时段上门抓包。")
    yield (now := stage.back(2, 16, 0))
    words = "需要一位熟悉会议平台的同事一起排查。"
    request = RequestDraft(SupportKind.SECOND_HANDLER, words, case)
    asked = ask_support(request, by=stage.staff(NETWORK), now=now)
    yield (now := stage.back(2, 17, 0))
    head = stage.head("JS")
    people = who_may(Permission.CASE_HANDLE, on=local_day(now), departments=[head.department_id])
    second = next(each for each in people if each not in (head, stage.staff(NETWORK)))
    answer_request(asked, accepted=True, answer="同意，今天起两人一起跟进。", second=second, by=head, now=now)
    yield (now := stage.back(1, 17, 10))
    words = "本周同时跟进的在办单较多，请调整两单给其他同事。"
    ask_support(RequestDraft(SupportKind.RELIEF, words), by=stage.staff(BILLING), now=now)


def on_duty(stage: Stage) -> Scene:
    """Nights are planned for the network and customer service, with a gap to be seen (T-02)."""
    yield (now := stage.back(1, 17, 30))
    for code, number in (("JS", NETWORK), ("KF", AGENT)):
        person = stage.staff(number)
        head = stage.head(code)
        for day in range(4):
            begin = at(add_days(stage.today, day), 18 * 60)
            end = at(add_days(stage.today, day + 1), 9 * 60)
            if day != 2:
                plan_duty(DutyDraft(person, begin, end), by=head, now=now)


SCENES = [from_the_appeal_centre, needs_a_hand, on_duty]
