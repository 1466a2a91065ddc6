"""What each kind of notice is about, and what of it comes by mail (T-02, H-04): one line a kind. Pure."""

from collections.abc import Mapping

from models.outbox.tables import Topic

NOTICES = "notices"
"""The kind of the one message of the outbox that goes to staff: a mail with their notices."""
ALWAYS = (Topic.ALERT, Topic.OVERDUE)
"""Comes by mail whatever its reader chose, and though it was read in the portal meanwhile."""
CHOSEN: Mapping[Topic, bool] = {
    Topic.DUE_SOON: True,
    Topic.TASK: True,
    Topic.DECISION: True,
    Topic.CUSTOMER: True,
    Topic.NEW: False,
    Topic.NEWS: False,
}
"""What everybody chooses for themselves, and whether it comes by mail before they do."""

_KINDS: Mapping[Topic, tuple[str, ...]] = {
    Topic.ALERT: (
        "case_alert",
        "opinion_alert",
        "recovery_code_used",
        "recovery_codes_made",
        "store_urgent",
        "trail_broken",
    ),
    Topic.OVERDUE: (
        "case_due",
        "case_late",
        "given_late",
        "support_due",
        "support_late",
    ),
    Topic.DUE_SOON: (
        "case_due_soon",
        "given_due_soon",
        "support_due_soon",
    ),
    Topic.TASK: (
        "action_item",
        "assistance_asked",
        "assistance_returned",
        "case_assigned",
        "case_decided",
        "case_nudged",
        "case_separated",
        "case_to_tell",
        "consultation_called",
        "duty_cancelled",
        "duty_planned",
        "extension_to_tell",
        "mail_bounced",
        "merged_to_tell",
        "milestone_given",
        "outside_changed",
        "outside_recorded",
        "report_returned",
        "result_rejected",
        "revisit_calls",
        "satisfaction_returned",
        "satisfaction_wanted",
        "rulebook_returned",
        "second_named",
        "separated_to_tell",
        "sms_failed",
        "store_to_tell",
        "waiting_over",
    ),
    Topic.DECISION: (
        "assistance_answered",
        "case_rounds_used",
        "compensation_to_advise",
        "compensation_to_approve",
        "compensation_to_pay",
        "extension_asked",
        "questionnaire_to_publish",
        "report_to_acknowledge",
        "result_to_review",
        "rulebook_to_approve",
        "satisfaction_correction",
        "satisfaction_to_approve",
        "support_asked",
    ),
    Topic.CUSTOMER: (
        "case_objected",
        "case_pressed",
        "case_reopened",
        "case_withdrawn",
        "customer_added",
        "store_answered",
    ),
    Topic.NEW: ("case_new",),
    Topic.NEWS: (
        "action_done",
        "assistance_accepted",
        "assistance_dropped",
        "assistance_unread",
        "campaign_not_ready",
        "campaign_over",
        "campaign_ready",
        "case_closed",
        "case_linked",
        "case_merged",
        "case_merged_in",
        "case_parted",
        "compensation_approved",
        "compensation_dropped",
        "compensation_paid",
        "compensation_refused",
        "consultation_dropped",
        "consultation_held",
        "customer_silent",
        "extension_granted",
        "extension_refused",
        "import_checked",
        "import_done",
        "import_refused",
        "meeting_held",
        "opinion_calmed",
        "outside_answered",
        "outside_ended",
        "report_acknowledged",
        "rulebook_approved",
        "satisfaction_corrected",
        "satisfaction_published",
        "second_ended",
        "support_accepted",
        "support_declined",
        "support_withdrawn",
    ),
}
TOPICS: Mapping[str, Topic] = {kind: topic for topic, kinds in _KINDS.items() for kind in kinds}


def topic_of(kind: str) -> Topic:
    """What a notice of a kind is about; one that nobody filed is news."""
    return TOPICS.get(kind, Topic.NEWS)
