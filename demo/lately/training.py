"""Training at the demo company: plans, sessions held and coming, their logs, requirements (L-01 … L-04)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from demo.calendar.working import add_days, at
from demo.departments import COMPANY_ZH
from demo.lately.stage import LEADER, Scene, Stage
from models.clock import local_day
from models.db import db
from models.library.queries import LessonFilter, published
from models.outbox.actions import mark_read
from models.papers.document import CertificateFacts
from models.people.roles import Role
from models.people.tables import Staff
from models.surveys.actions.answer import save
from models.surveys.rules.answers import Answer
from models.training import actions
from models.training.actions import Noted, QuestionDraft, RequirementDraft, SessionDraft, TopicDraft
from models.training.queries.log import OVERALL, rating_asked
from models.training.queries.needs import to_certify
from models.training.queries.quiz import asked_in
from models.training.queries.sessions import roster
from models.training.tables import TrainingNeed, TrainingPlan, TrainingSession, TrainingTopic
from models.training.words import Assessment, Attendance, Field, Means, Method, QuestionKind, Rhythm

HR, TRAINER, INSPECTOR, HEAD = "YF-0164", "YF-0294", "YF-0131", "YF-0052"
HOUR = timedelta(hours=1)
ROOM = "总部二楼培训室"
SERVICE = (
    "YF-0118", "YF-0186", "YF-0261", "YF-0125", "YF-0174", "YF-0217", "YF-0226", "YF-0331", "YF-0377",
)  # fmt: skip
"""About half of who talks with customers: the others are who they are compared with."""
FIELD = ("YF-0125", "YF-0174", "YF-0217", "YF-0226", "YF-0331")
QUESTIONS: tuple[QuestionDraft, ...] = (
    QuestionDraft(
        Field.PROCESS, "一级（轻微）投诉应在几个工作日内办结？", ("1 个", "3 个", "5 个", "7 个"), (1,)
    ),
    QuestionDraft(Field.PROCESS, "处理结果由谁审核？", ("处理人本人", "处理人以外的人", "客户"), (1,)),
    QuestionDraft(
        Field.PROCESS,
        "下列哪些情形属于三级（严重）投诉？",
        ("大面积服务中断", "客户数据丢失", "开具发票晚了一天", "存在安全隐患"),
        (0, 1, 3),
        QuestionKind.MULTIPLE,
    ),
    QuestionDraft(
        Field.PROCESS, "等待客户补充材料期间，办理时限暂停计时。", (), (0,), QuestionKind.TRUE_FALSE
    ),
    QuestionDraft(
        Field.PROCESS, "客户回访不满意，应当怎样做？", ("归档", "重新处理并提高优先级", "另开一张工单"), (1,)
    ),
    QuestionDraft(
        Field.COMMUNICATION, "客户情绪激动时，先做什么？", ("解释规则", "倾听并致歉", "转交他人"), (1,)
    ),
)
HARD = ([0, 1, 3], [0, 1], [0, 1, 2, 3], [0, 3])
"""What colleagues tick in the question with several right answers."""
PLANNED: tuple[tuple[str, Field, Method, tuple[str, ...], int, int, int], ...] = (
    ("先处理心情，再处理事情", Field.COMMUNICATION, Method.INTERNAL, ("KF", "JS"), 2, 120, 60_000),
    ("典型案例：同楼多户断网", Field.PROBLEM_SOLVING, Method.CASE_STUDY, ("JS",), 1, 90, 0),
    ("消费者权益保护与个人信息", Field.LAW, Method.EXPERT, (), 1, 150, 800_000),
    ("投诉分级与时限", Field.PROCESS, Method.INTERNAL, (), 2, 60, 20_000),
)
"""Title, field, method, departments, sessions, minutes, budget in fen."""


@dataclass
class _School:
    """What one scene begins and a later one goes on with."""

    stage: Stage
    topics: dict[str, TrainingTopic] = field(default_factory=dict)

    def plan(self, day: date, number: int) -> TrainingPlan:
        """The plan of the quarter of a day, with the first `number` topics, handed in."""
        hr, now = self.stage.staff(HR), at(add_days(day, -12), 9 * 60 + 30)
        plan = actions.begin_plan(day.year, (day.month + 2) // 3, copied=False, by=hr, now=now)
        return self.written(plan, number, now)

    def written(self, plan: TrainingPlan, number: int, now: datetime) -> TrainingPlan:
        hr = self.stage.staff(HR)
        drafts = [
            TopicDraft(title, about, method, self._ids(codes), (), sessions, minutes, budget)
            for title, about, method, codes, sessions, minutes, budget in PLANNED[:number]
        ]
        actions.write_topics(plan, drafts, by=hr, now=now + HOUR, seen=None)
        return actions.submit_plan(plan, by=hr, now=now + 2 * HOUR, seen=None)

    def approve(self, plan: TrainingPlan, now: datetime) -> None:
        actions.approve_plan(plan, by=self.stage.staff(LEADER), now=now, seen=None)
        self.topics |= {each.title: each for each in plan.topics}
        self.read(plan.audit_name, now)

    def session(self, place: int, starts_at: datetime, now: datetime, **more: object) -> TrainingSession:
        """A session of `draft`."""
        draft, by = self.draft(place, starts_at, **more), self.stage.staff(TRAINER)
        [made] = actions.plan_sessions(draft, Rhythm.ONCE, 1, by=by, now=now)
        return made

    def draft(self, place: int, starts_at: datetime, **more: object) -> SessionDraft:
        """A session on a topic of the plan, for ten people."""
        title, about, method, codes, _sessions, minutes, _budget = PLANNED[place]
        given: dict[str, object] = {
            "title": title,
            "field": about,
            "method": method,
            "trainer": self.stage.staff(TRAINER),
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=minutes),
            "capacity": 10,
            "place": ROOM,
            "departments": self._ids(codes),
            "topic": self.topics.get(title),
        }
        return SessionDraft(**(given | more))  # type: ignore[arg-type]

    def enrol(self, session: TrainingSession, numbers: tuple[str, ...], now: datetime) -> None:
        for number in numbers:
            person = self.stage.staff(number)
            actions.enrol(session, person, by=person, now=now)

    def log(self, session: TrainingSession, notes: str, **missed: tuple[Attendance, str, int | None]) -> None:
        """Everybody enrolled was there but for those `missed`, by number without its dash; the log is closed
        and rated."""
        trainer, then = self.stage.staff(TRAINER), session.starts_at + timedelta(minutes=2)
        marked = session.assessment is Assessment.MARKS
        noted = []
        for place, each in enumerate(roster(session)):
            why = missed.get(each.staff.number.replace("-", "_"))
            attendance, reason, score = why or (Attendance.PRESENT, "", 72 + 3 * place)
            noted.append(Noted(each.staff, attendance, reason, score if marked else None))
        actions.note(session, noted, means=Means.TAP, by=trainer, now=then)
        closed = session.ends_at + timedelta(minutes=20)
        actions.close_log(session, notes, by=trainer, now=closed)
        for place, each in enumerate(roster(session)):
            asked = rating_asked(each)
            if asked is not None:
                question = next(one for one in asked.version.content.questions if one.code == OVERALL)
                save(asked, question, Answer({"": 4 + (place % 3 > 0)}), now=closed + HOUR)
        self.read(session.audit_name, closed + HOUR)

    def quiz(self, session: TrainingSession, now: datetime) -> None:
        """Everybody enrolled hands the quiz in; not all know every answer of the hard question."""
        for place, each in enumerate(roster(session)):
            drawn = asked_in(actions.draw_quiz(session, by=each.staff, now=now))
            known = {QuestionKind.MULTIPLE: HARD[place % len(HARD)]}
            chosen = [known.get(question.kind, question.right) for question in drawn]
            actions.answer_quiz(session, chosen, by=each.staff, now=now)

    def read(self, about: str, now: datetime) -> None:
        """Whoever was told of it has read it by then."""
        for each in self.stage.working(local_day(now)):
            mark_read(each.id, now=now, about=about)

    def _ids(self, codes: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.stage.department(code).id for code in codes)


def held(stage: Stage) -> Scene:
    """Two plans, two sessions on talking with customers with a make-up, a case study, and one whose log is
    still open."""
    school = _School(stage)
    first = stage.back(88, 14)
    yield at(add_days(local_day(first), -12), 9 * 60)
    plan = school.plan(local_day(first), 1)
    yield (now := at(add_days(local_day(first), -9), 10 * 60))
    school.approve(plan, now)
    for question in QUESTIONS:
        actions.write_question(question, by=stage.staff(TRAINER), now=now + HOUR)
    yield (now := stage.back(92, 9, 40))
    talking = school.session(0, first, now, assessment=Assessment.MARKS, pass_mark=60)
    school.enrol(talking, SERVICE, now + HOUR)
    yield first + 4 * HOUR
    missed = (Attendance.ABSENT, "当日值守热线", None)
    late = (Attendance.LATE, "", 78)
    school.log(talking, "分组演练了三通录音，约定每周复盘一次。", YF_0377=missed, YF_0261=late)
    yield (now := stage.back(70, 9, 10))
    again = school.session(0, stage.back(66, 14), now, topic=None, title="先处理心情，再处理事情（补课）")
    absent = stage.staff("YF-0377")
    actions.make_up(talking, absent, again, by=absent, now=now + HOUR)
    yield stage.back(66, 17)
    school.log(again, "")
    yield (now := stage.back(20, 9))
    lesson = next(iter(published(LessonFilter(text="同楼"))), None)
    if lesson is not None:
        study = school.session(1, stage.back(14, 9, 30), now, cases=f"{lesson.number} 先看同楼工单，再上门")
        school.enrol(study, FIELD, now + HOUR)
        yield stage.back(14, 15)
        school.log(study, "约定受理时先查同楼工单。", YF_0226=(Attendance.LEFT_EARLY, "抢修", None))
    yield (now := stage.back(4, 10))
    play = school.session(
        0,
        stage.back(1, 15),
        now,
        title="角色演练：情绪激动的来电",
        method=Method.ROLE_PLAY,
        script="客户第三次来电，称断网三天无人上门，要求今天解决并赔偿。",
        parts="客户、坐席、观察员",
        topic=None,
    )
    school.enrol(play, SERVICE[:4], now + HOUR)
    school.read(play.audit_name, now + 2 * HOUR)


def required(stage: Stage) -> Scene:
    """Newcomers of customer service and the departments learn grades and due times; some still lack it."""
    yield (now := stage.back(60, 9))
    roles = (Role.CUSTOMER_SERVICE_AGENT.value, Role.DEPARTMENT_HANDLER.value)
    wanted = RequirementDraft("投诉处理上岗培训", (), roles, date(2021, 1, 1), 45, 24, True)
    requirement = actions.require_training(wanted, by=stage.staff(HR), now=now)
    actions.open_needs(requirement.id, now=now)
    school = _School(stage)
    yield (now := stage.back(40, 9))
    session = school.session(3, stage.back(34, 14), now, assessment=Assessment.QUIZ, pass_mark=60)
    actions.let_meet(session, [requirement], by=stage.staff(TRAINER), now=now)
    school.enrol(session, ("YF-0305", "YF-0318", "YF-0342", "YF-0331"), now + HOUR)
    yield stage.back(34, 16)
    school.quiz(session, session.ends_at)
    school.log(session, "")
    yield (then := session.ends_at + 2 * HOUR)
    for number in to_certify():
        need = db.session.get_one(TrainingNeed, number)
        actions.certify(need, _certificate(need.staff, wanted.title), now=then)
        school.read(need.audit_name, then + HOUR)


def _certificate(person: Staff, title: str) -> CertificateFacts:
    return CertificateFacts(
        company=COMPANY_ZH,
        to=person.name,
        to_number=person.number,
        reason=f"完成“{title}”",
        honour=title,
        heading="培训合格证书",
        signed=COMPANY_ZH,
    )


def coming(stage: Stage) -> Scene:
    """An expert, a quiz and a weekly series are coming; next year's plan waits for approval."""
    school = _School(stage)
    yield (now := stage.back(3, 9, 20))
    soon, later = (at(add_days(stage.today, days), 14 * 60) for days in (4, 7))
    law = school.session(
        2, later, now, topic=None, guest="刘律师（衡正律师事务所）", contract="HT-2026-118", cost_fen=600_000
    )
    quiz = school.session(3, soon, now, assessment=Assessment.QUIZ, pass_mark=60, capacity=4)
    school.enrol(quiz, ("YF-0425", "YF-0401", "YF-0364", "YF-0417", "YF-0398"), now + HOUR)
    school.enrol(law, ("YF-0118", "YF-0052"), now + HOUR)
    weekly = school.draft(0, at(add_days(stage.today, 5), 15 * 60), topic=None, title="每周典型案例会")
    series = actions.plan_sessions(weekly, Rhythm.WEEKLY, 3, by=stage.staff(TRAINER), now=now)
    own = [stage.staff(number) for number in ("YF-0118", "YF-0186")]
    actions.enrol_in_series(series[0], own, by=stage.staff(HEAD), now=now + HOUR, seen=None)
    for session in (law, quiz, *series):
        school.read(session.audit_name, now + 2 * HOUR)
    yield (now := stage.back(2, 10))
    plan = actions.begin_plan(stage.today.year + 1, 0, copied=False, by=stage.staff(HR), now=now)
    school.written(plan, len(PLANNED), now)
    school.read(plan.audit_name, now + 3 * HOUR)


SCENES = [held, required, coming]
