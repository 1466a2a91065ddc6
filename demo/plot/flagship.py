"""Two cases written out by hand: the ones that the README's pictures show."""

from datetime import date, datetime

from demo.calendar.working import add_days, at, this_or_last
from demo.story import (
    CUSTOMER,
    SYSTEM,
    Assigned,
    CaseStory,
    Contacted,
    Customer,
    Noted,
    PlanItem,
    Planned,
    Registered,
    Reopened,
    Resulted,
    Reviewed,
    RevisitAnswered,
    RevisitSent,
    Solved,
    Step,
    Told,
    Triaged,
    Voice,
)
from models.cases.words import Channel, ContactMeans, Direction, Kind

COUNT = 2
_LIN, _SUN, _ZHOU, _MA = "YF-0118", "YF-0186", "YF-0217", "YF-0017"
_CHEN = "YF-0342"


def customer(key: int) -> Customer:
    """赵玉兰, whose evenings without a network everybody at 云帆网络 knows by now."""
    return Customer(
        key, "赵玉兰", "赵玉兰", True, "+8613800005678", "zhaoyulan@example.com", "YF-0755-88213",
        "深圳", "南山", "zh", Voice.TIRED,
    )  # fmt: skip


def drops(key: int, who: int, today: date) -> CaseStory:
    """宽带晚间频繁掉线: the first answer did not hold; in its second round a result waits for review."""
    last = this_or_last(date.fromordinal(today.toordinal() - 1))
    day = [add_days(last, -shift) for shift in range(5)]

    def moment(shift: int, hour: int, minute: int) -> datetime:
        return at(day[shift], hour * 60 + minute)

    begun = day[4]
    steps: tuple[Step, ...] = (
        Registered(moment(4, 9, 42), _LIN),
        Triaged(
            moment(4, 9, 55), _LIN, "network_fault", 2,
            ("partial_failure", "repeated_contact", "reasonable_compensation"), False, False, "JS", ("CW",),
            "系统建议一致，依据：“断网”“报修三回”“月费”",
        ),
        Assigned(moment(4, 10, 8), _MA, _ZHOU),
        Contacted(
            moment(4, 10, 40), _SUN, ContactMeans.PHONE, Direction.OUT,
            "与周启明一起致电，核对断网时段，“八点一过就断，你们晚上来看”，约次日晚上检测。", 220,
        ),
        Planned(
            moment(4, 11, 20), _ZHOU,
            "先查入户光衰与楼道分光器，在故障时段复测；同栋其他住户一并核对；按断网天数核算减免。",
            (
                PlanItem("远程核对光衰与告警", _ZHOU, moment(4, 17, 30)),
                PlanItem("晚间上门检测", _ZHOU, moment(3, 17, 30)),
                PlanItem("复测 48 小时", _ZHOU, moment(1, 17, 30)),
            ),
        ),
        Noted(
            moment(3, 9, 30), _ZHOU,
            "远程读光功率 −27.4 dBm，超出门限；同一分光器下另有四户夜间闪断，怀疑是公共段。",
        ),
        Resulted(
            moment(3, 16, 50), _ZHOU,
            "入户皮线接头氧化，光衰偏大，晚间温差变化时失步。",
            "重做入户接头并清洁端面，光衰由 −27.4 dBm 恢复至 −23.6 dBm，当晚观察未见掉线。",
            "赵女士您好，您家的光纤接头老化，师傅已经重新做好，当晚观察正常。"
            "给您和孩子添了麻烦，真诚地道歉；如果再断，请直接回复这条消息。",
        ),
        Reviewed(moment(3, 17, 40), _MA, True, ""),
        Told(moment(3, 17, 40), _MA, ContactMeans.EMAIL),
        RevisitSent(moment(3, 18, 41), SYSTEM, ContactMeans.EMAIL),
        RevisitAnswered(
            moment(2, 18, 30), CUSTOMER, ContactMeans.EMAIL, 2, Solved.NO, 4, 3,
            "只好了一个晚上，昨晚又断了七次。别再只修我家里这一段，楼道的箱子也看看。",
        ),
        Reopened(moment(2, 18, 30), CUSTOMER, 2, "回访选择“不满意”"),
        Contacted(
            moment(1, 9, 12), _SUN, ContactMeans.PHONE, Direction.OUT,
            "致电客户，说明更换设备的时间：“那就明天上午来，别再拖了。”", 220,
        ),
        Noted(moment(1, 11, 5), _ZHOU, "打开楼栋分纤箱，1:8 分光器第五口插损 5.2 dB，外壳开裂；已领备件。"),
        Resulted(
            moment(0, 10, 21), _ZHOU,
            "楼栋分光器老化，第五口插损超标，夜间温度下降后光衰加大；"
            "上一轮只处理了入户段，没有打开公共箱体。",
            "更换楼栋分光器并重做 3 处熔接，光衰由 −27.4 dBm 恢复至 −18.9 dBm；"
            "连续监测无中断，同栋四户一并恢复。",
            "赵女士您好，您说得对，问题不在您家里，而在楼道的公共设备：它老化了，到了晚上信号就变弱。"
            "我们已经把它换掉，并重做了接头，同一栋的几户也都恢复了。上一次没有查到根上，让您又受了两晚的罪，实在抱歉；"
            "这段时间的月费按天减免，会体现在下期账单。",
        ),
    )  # fmt: skip
    return CaseStory(
        key=key,
        customer=who,
        kind=Kind.COMPLAINT,
        channel=Channel.HOTLINE,
        received_at=steps[0].at,
        language="zh",
        title="宽带晚间频繁掉线，三次报修未解决，要求减免月费",
        problem=(
            f"从这个月{_spoken(begun)}号开始，每天晚上八点到十一点就断网，一晚上要断七八次。"
            "孩子上网课都上不了。我已经报修三回了，每次都说好了，第二天又断。月费我不想再交了，你们要给我一个说法。"
        ),
        happened_on=add_days(begun, -4),
        happened_when="每天晚上八点到十一点",
        happened_where="南山桃源雅居3栋2单元",
        expected="彻底解决晚间断网，减免这段时间的月费",
        expected_on=None,
        verified=True,
        steps=steps,
    )


def topup(key: int, who: int, today: date) -> CaseStory:
    """全市充值页面打不开: grade 3, a day old, everybody is on it."""
    last = this_or_last(date.fromordinal(today.toordinal() - 1))

    def moment(hour: int, minute: int) -> datetime:
        return at(last, hour * 60 + minute)

    steps: tuple[Step, ...] = (
        Registered(moment(14, 6), _SUN),
        Triaged(
            moment(14, 11), _SUN, "system_defect", 3, ("outage", "agitated_customer"), True, True, "YF",
            ("JS",),
            "一小时内同类来电十四起，影响正在扩大",
        ),
        Assigned(moment(14, 15), "YF-0021", _CHEN),
        Noted(
            moment(14, 40), _CHEN,
            "领导小组 14:30 开会：梁慧敏主持，研发、运维、客服、财务参加。"
            "决定先切备用支付通道，停机保护立即打开，每小时通报一次。",
        ),
        Contacted(
            moment(14, 52), _SUN, ContactMeans.PHONE, Direction.OUT,
            "致电客户说明正在抢修，停机保护已打开：“我在外地出差，千万别给我停机。”", 145,
        ),
        Planned(
            moment(15, 5), _CHEN,
            "切换备用支付通道；修复证书链后回切；逐笔核对 13:40 以后的扣款，"
            "多扣的当天原路退回；向受影响客户群发说明。",
            (
                PlanItem("切换备用通道", _CHEN, moment(15, 30)),
                PlanItem("逐笔对账", "YF-0112", moment(17, 30)),
            ),
        ),
        Noted(moment(15, 34), _CHEN, "备用通道已切，充值页面恢复七成；回调仍有积压 1 240 笔，重放中。"),
        Contacted(
            moment(17, 20), _SUN, ContactMeans.PHONE, Direction.OUT,
            "通报进展：页面已能打开，他的一百元正在补账；客户：“能打开了，钱还没到，明天我再看。”", 96,
        ),
    )  # fmt: skip
    return CaseStory(
        key=key,
        customer=who,
        kind=Kind.COMPLAINT,
        channel=Channel.HOTLINE,
        received_at=steps[0].at,
        language="zh",
        title="全市充值页面打不开，已扣款未到账",
        problem=(
            "下午一点多开始充值页面就打不开，我同事几个区的都一样，付出去的一百块也没到账。"
            "我在外地出差，余额只剩三块，一停机什么都办不了。热线打了六遍才通，你们到底知不知道全市都瘫痪了？"
        ),
        happened_on=last,
        happened_when="今天下午一点半以后",
        happened_where="掌厅App充值页面",
        expected="马上恢复充值，不得停机，一百元当天到账",
        expected_on=last,
        verified=True,
        steps=steps,
    )


def _spoken(day: date) -> str:
    return str(add_days(day, -4).day)
