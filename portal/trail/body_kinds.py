"""What events about bodies, their meetings and the monthly report say (M-01, Q-05)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

BODIES: Mapping[str, LazyString] = {
    "body.rule_set": lazy("set how the body decides"),
    "body.appointed": lazy("gave a seat in the body"),
    "body.term_ended": lazy("ended a term in the body"),
    "meeting.called": lazy("called the meeting"),
    "meeting.changed": lazy("changed the meeting"),
    "meeting.cancelled": lazy("called the meeting off"),
    "meeting.item_added": lazy("added an item to the agenda"),
    "meeting.item_removed": lazy("took an item off the agenda"),
    "meeting.opened": lazy("opened the meeting"),
    "meeting.item_minuted": lazy("wrote the minutes of an item"),
    "meeting.signed": lazy("signed the minutes"),
    "meeting.carried_out": lazy("carried a decision of the meeting out"),
    "meeting.task_done": lazy("finished an action item"),
    "meeting.task_dropped": lazy("dropped an action item"),
}
MONTHLY: Mapping[str, LazyString] = {
    "monthly.drafted": lazy("drafted the monthly report and its summaries"),
    "monthly.summary_written": lazy("wrote in the monthly summary"),
    "monthly.summary_handed_in": lazy("handed the monthly summary in"),
    "monthly.effect_told": lazy("said what came of a measure"),
    "monthly.written": lazy("wrote in the monthly report"),
    "monthly.submitted": lazy("handed the monthly report to a second person"),
    "monthly.returned": lazy("returned the monthly report"),
    "monthly.approved": lazy("approved the monthly report"),
    "monthly.sent": lazy("printed and sent the monthly report"),
    "monthly.corrected": lazy("put the monthly report right"),
}
