"""What the fields on accountability, rewards and penalties are called."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

CONDUCT: Mapping[str, LazyString] = {
    "trigger_late_by": lazy("Result late by"),
    "trigger_reopened_round": lazy("Reopened, from round"),
    "trigger_about_people": lazy("Categories of complaints about a person"),
    "trigger_look_back_days": lazy("Looked for so many days back"),
    "trigger_silent": lazy("Not looked for"),
    "clock_candidate": lazy("Candidate opened or dismissed"),
    "clock_notice": lazy("Notice to the person"),
    "clock_statement": lazy("Statement of the person"),
    "clock_investigation": lazy("Investigation"),
    "clock_finding": lazy("Finding"),
    "clock_proposal": lazy("Proposed measure"),
    "clock_decision": lazy("Decision on the matter"),
    "clock_delivery": lazy("Delivery of the decision"),
    "clock_appeal": lazy("Time to appeal"),
    "clock_hearing": lazy("Decision on an appeal"),
    "clock_longest": lazy("Matter lapses without a decision after"),
    "scale_rows": lazy("What may follow on which conduct"),
    "scale_repetition_months": lazy("Repetition counts within so many months"),
    "scale_overload_percent": lazy("Overload from so many per cent of the department’s median"),
    "scale_decider_minor": lazy("Minor conduct decided by"),
    "scale_decider_moderate": lazy("Moderate conduct decided by"),
    "scale_decider_serious": lazy("Serious conduct decided by"),
    "legal_share_percent": lazy("Deductions of a month, in per cent of its wages"),
    "legal_minimum_wages": lazy("Minimum wages by region"),
    "reward_kinds": lazy("Kinds of rewards"),
    "reward_up_to_head": lazy("Rewards approved by the head up to so many yuan"),
    "reward_up_to_finance": lazy("Rewards approved by finance up to so many yuan"),
    "reward_check": lazy("Check by human resources"),
    "reward_approval": lazy("Approval of a reward"),
    "reward_useful_praise": lazy("Cases of praise that suggest a reward"),
    "reward_praise_months": lazy("Praise counts within so many months"),
    "point_talk_from": lazy("Lost points of a department that call for a talk"),
    "point_fen": lazy("Worth of a point in fen"),
    "point_talk_within": lazy("Talk with the head held within"),
    "point_talk_read": lazy("Minutes of the talk acknowledged within"),
}
