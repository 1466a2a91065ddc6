"""Which form each step has."""

from collections.abc import Mapping

from models.cases.rules.steps import Step
from portal.cases.forms import steps
from portal.cases.forms.assistance import (
    AssistanceAnswerForm,
    AssistanceEndForm,
    AssistanceForm,
    AssistanceReviewForm,
)
from portal.cases.forms.belonging import LinkEndForm, LinkForm, MergeForm, SeparationForm
from portal.cases.forms.channels import (
    ChannelMoveForm,
    OpinionAlertEndForm,
    OpinionAlertForm,
    PublicPostForm,
    StoreConfirmationForm,
    ThanksForm,
)
from portal.cases.forms.compensation import (
    CompensationEndForm,
    CompensationForm,
    CompensationOpinionForm,
    CompensationPaymentForm,
    CompensationReviewForm,
)
from portal.cases.forms.extension import ExtensionForm, ExtensionReviewForm
from portal.cases.forms.joint_talk import JointTalkForm
from portal.cases.forms.meeting import ActionItemForm, ConsultationForm, ConsultationMinutesForm, MeetingForm
from portal.cases.forms.outside import (
    OutsideAnswerForm,
    OutsideChangeForm,
    OutsideComplaintForm,
    OutsideOutcomeForm,
    ReopeningForm,
    SecondHandlerEndForm,
)
from portal.cases.forms.plan import PlanForm
from portal.cases.forms.result import ResultForm
from portal.cases.forms.special_report import ReportReviewForm, SpecialReportForm
from portal.cases.forms.step import StepForm
from portal.cases.forms.triage import TriageForm

FORMS: Mapping[Step, type[StepForm]] = {
    form.step: form
    for form in (
        TriageForm,
        JointTalkForm,
        MeetingForm,
        ActionItemForm,
        ConsultationForm,
        ConsultationMinutesForm,
        SpecialReportForm,
        ReportReviewForm,
        CompensationForm,
        CompensationOpinionForm,
        CompensationReviewForm,
        CompensationPaymentForm,
        CompensationEndForm,
        steps.ReviewForm,
        ExtensionReviewForm,
        steps.ReplyForm,
        steps.OwnershipForm,
        steps.ResumptionForm,
        ResultForm,
        steps.AssignmentForm,
        PlanForm,
        steps.ContactForm,
        steps.PauseForm,
        ExtensionForm,
        AssistanceForm,
        AssistanceAnswerForm,
        AssistanceReviewForm,
        AssistanceEndForm,
        steps.NoteForm,
        steps.NudgeForm,
        MergeForm,
        SeparationForm,
        LinkForm,
        LinkEndForm,
        steps.DecisionForm,
        steps.ClosureForm,
        ChannelMoveForm,
        OpinionAlertEndForm,
        OpinionAlertForm,
        PublicPostForm,
        StoreConfirmationForm,
        ThanksForm,
        OutsideComplaintForm,
        OutsideChangeForm,
        OutsideAnswerForm,
        OutsideOutcomeForm,
        ReopeningForm,
        SecondHandlerEndForm,
    )
}
