"""The verbs on a case, and how a person stands to one: what its next steps are asked with (X-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.cases.rules.extensions import NONE, Margin
from models.cases.tables import (
    Assistance,
    Case,
    Compensation,
    Extension,
    JointTalk,
    Meeting,
    OpinionAlert,
    OutsideComplaint,
    SpecialReport,
)
from models.people.tables import Staff
from models.permissions import Permission


class Step(StrEnum):
    """A verb on a case, as the noun under which it is posted: `/portal/cases/<number>/<step>`."""

    ACTION_ITEM = "action-item"
    ASSIGNMENT = "assignment"
    ASSISTANCE = "assistance"
    ASSISTANCE_ANSWER = "assistance-answer"
    ASSISTANCE_END = "assistance-end"
    ASSISTANCE_REVIEW = "assistance-review"
    CHANNEL_MOVE = "channel-move"
    CLOSURE = "closure"
    COMPENSATION = "compensation"
    COMPENSATION_END = "compensation-end"
    COMPENSATION_OPINION = "compensation-opinion"
    COMPENSATION_PAYMENT = "compensation-payment"
    COMPENSATION_REVIEW = "compensation-review"
    CONSULTATION = "consultation"
    CONSULTATION_MINUTES = "consultation-minutes"
    CONTACT = "contact"
    DECISION = "decision"
    EXTENSION = "extension"
    EXTENSION_REVIEW = "extension-review"
    JOINT_TALK = "joint-talk"
    LINK = "link"
    LINK_END = "link-end"
    MEETING = "meeting"
    MERGE = "merge"
    NOTE = "note"
    NUDGE = "nudge"
    OPINION_ALERT = "opinion-alert"
    OPINION_ALERT_END = "opinion-alert-end"
    OUTSIDE_ANSWER = "outside-answer"
    OUTSIDE_CHANGE = "outside-change"
    OUTSIDE_COMPLAINT = "outside-complaint"
    OUTSIDE_OUTCOME = "outside-outcome"
    OWNERSHIP = "ownership"
    PAUSE = "pause"
    PLAN = "plan"
    PUBLIC_POST = "public-post"
    REOPENING = "reopening"
    REPLY = "reply"
    REPORT_REVIEW = "report-review"
    RESULT = "result"
    RESUMPTION = "resumption"
    REVIEW = "review"
    SECOND_HANDLER_END = "second-handler-end"
    SEPARATION = "separation"
    SPECIAL_REPORT = "special-report"
    STORE_CONFIRMATION = "store-confirmation"
    THANKS = "thanks"
    TRIAGE = "triage"


@dataclass(frozen=True)
class Standing:
    """Who asks, and how the person stands to the case.

    `departments` are the ids of the departments that this person answers for: the own one, and for a
    head all below it. `submitted_by_id` is who submitted the result that waits for review, `to_decide`
    whether the leading group has yet to say how the case goes on (R-04), `more_time` how much more time
    may be asked for, and `asked` the request for it that waits (G-03). `assistances` are the tasks of
    assisting departments in this round (T-04). `grave` says that the grade asks for a meeting and a
    special report; `meetings` and `reports` are those of the case so far (G-04). `compensates` says
    that the rules know compensation; `compensations` are those of the case (G-06). `alert` is the
    public-opinion alert that stands (V-06). `outsides` are the complaints before regulators and mediators
    (H-11). `joint` says that the grade asks for a joint talk of department and customer service with the
    customer, `joint_talks` are those held so far (G-03).
    """

    staff: Staff
    departments: frozenset[int]
    submitted_by_id: int | None = None
    to_decide: bool = False
    more_time: Margin = NONE
    asked: Extension | None = None
    assistances: Sequence[Assistance] = ()
    grave: bool = False
    meetings: Sequence[Meeting] = ()
    reports: Sequence[SpecialReport] = ()
    compensates: bool = False
    compensations: Sequence[Compensation] = ()
    alert: OpinionAlert | None = None
    outsides: Sequence[OutsideComplaint] = ()
    joint: bool = False
    joint_talks: Sequence[JointTalk] = ()

    def in_lead(self, case: Case) -> bool:
        return case.lead_department_id in self.departments

    def owns(self, case: Case) -> bool:
        """Whether this person handles the case: its owner, or the second handler beside it (H-10)."""
        return self.staff.id in (case.owner_id, case.second_id)

    def leads(self, case: Case) -> bool:
        """Whether this person works on the case with its customer: owner, lead or service."""
        return self.in_lead(case) or self.owns(case) or self.in_service

    def in_store(self, case: Case) -> bool:
        """Whether the case was heard in a store that this person answers for (V-07)."""
        return case.store_id in self.departments

    @property
    def answers_in_public(self) -> bool:
        """Whether this person is of public relations, which a standing alert calls in (V-06)."""
        return self.alert is not None and self.alert.department_id in self.departments

    @property
    def in_service(self) -> bool:
        """Whether this is customer service, which steers every case."""
        return self.staff.may(Permission.CASE_TRIAGE)

    @property
    def steers_all(self) -> bool:
        """Whether this person reads and steers the cases of every department."""
        return self.staff.may(Permission.CASE_READ_ALL)
