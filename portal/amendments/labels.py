"""What the fields of the rulebook are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from models.amendments.words import Section
from models.people.tables import Language
from web.language import current_language, lazy

ABOUT: Mapping[Section, LazyString] = {
    Section.CATEGORIES: lazy("Two levels, each with its department and how to handle it."),
    Section.ROUTES: lazy("Which departments take the standing parts."),
    Section.CRITERIA: lazy("The checklist that gives a complaint its grade."),
    Section.URGENCY: lazy("What makes a case urgent."),
    Section.IMPORTANCE: lazy("What makes a case important."),
    Section.GRADES: lazy("Plan, result, review and the rest, grade by grade."),
    Section.CHANNELS: lazy("By when a customer first hears from us, channel by channel."),
    Section.HOURS: lazy("The windows of each desk, day by day."),
    Section.HOLIDAYS: lazy("Single days that differ from the public calendar."),
    Section.REMINDERS: lazy("When who is told before and after a due time."),
    Section.LIMITS: lazy("Waiting, revisits, writing to customers, the public form."),
}

GROUPS: Mapping[str, LazyString] = {
    "all": lazy("Standing routes"),
    "time": lazy("Time in general"),
    "priorities": lazy("First response of priorities"),
    "waiting": lazy("Waiting for the customer"),
    "regulator": lazy("Going to a regulator"),
    "revisit": lazy("Revisit"),
    "compensation": lazy("Limits of compensation"),
    "contact": lazy("Writing to customers"),
    "public_form": lazy("Public form"),
    "mailbox": lazy("Mailbox"),
    "duplicates": lazy("The same matter told twice"),
    "files": lazy("Attachments"),
    "urgent": lazy("Urgent cases"),
    "important": lazy("Important cases"),
    "matrix": lazy("Priority by urgency and importance"),
}
"""The names of parts that have none of their own."""

LABELS: Mapping[str, LazyString] = {
    "additions_a_day": lazy("Additions of a customer a day"),
    "alerts": lazy("Told at once"),
    "answer_within_days": lazy("No automatic answer to mail older than so many days"),
    "answers_a_day": lazy("Automatic answers a day to one address"),
    "approval": lazy("Approval of compensation"),
    "alike_percent": lazy("Words shared, in per cent"),
    "announced_through": lazy("Holidays are announced through the year"),
    "ask_again_after": lazy("Asked once more after"),
    "assist": lazy("Answer of an assisting department"),
    "assisting": lazy("Assisting departments"),
    "at_any_hour": lazy("Mail to staff leaves at any hour"),
    "at_once": lazy("Letters sent at any hour"),
    "audiences": lazy("Who is told"),
    "calendar": lazy("Hours"),
    "callback": lazy("Call after a bad answer"),
    "complex_answer": lazy("Complex plan and date"),
    "consultation": lazy("Consultation decides within"),
    "customer_service": lazy("Customer service"),
    "day": lazy("Day"),
    "days": lazy("Looked for among open cases of so many days"),
    "decision": lazy("Decision of the leading group"),
    "delay_minutes": lazy("Invitation so many minutes after the reply"),
    "department": lazy("Responsible department"),
    "desk": lazy("For which hours"),
    "due": lazy("Revisit within"),
    "enabled": lazy("In use"),
    "extension_approver": lazy("Extension decided by"),
    "extension_days": lazy("Longest extension in working days"),
    "extension_times": lazy("Extensions a round"),
    "file_bytes": lazy("Largest file in bytes"),
    "files": lazy("Files a form"),
    "finance": lazy("Finance"),
    "first_response": lazy("First response"),
    "friday": lazy("Friday"),
    "grade": lazy("Grade"),
    "half_finished_after": lazy("Half-finished answer heard after"),
    "handling_calendar": lazy("Cases are handled by these hours"),
    "handling_en": lazy("How to handle, in English"),
    "handling_zh": lazy("How to handle, in Chinese"),
    "human_resources": lazy("Human resources"),
    "important": lazy("Important only"),
    "joint_contact": lazy("Department and customer service talk to the customer together"),
    "lasting_after_days": lazy("Lasting effect asked after so many days"),
    "least_priority": lazy("Lowest priority"),
    "led_by_customer_service": lazy("Customer service handles it directly"),
    "legal": lazy("Legal"),
    "legal_from_fen": lazy("Opinion of legal from so many yuan on"),
    "link_days": lazy("Link open for so many days"),
    "longest": lazy("Waited for at most"),
    "lookups_a_minute": lazy("Lookups a minute from one address"),
    "make_up_days": lazy("Make-up days"),
    "meeting": lazy("Emergency meeting"),
    "message_bytes": lazy("Largest mail in bytes"),
    "messages_an_hour": lazy("Mails an hour from one sender"),
    "messages_a_day": lazy("Messages to a customer a day"),
    "monday": lazy("Monday"),
    "most_hops": lazy("Servers on the way at most"),
    "most_rounds": lazy("Rounds at most"),
    "name_en": lazy("Name in English"),
    "name_most": lazy("Longest name in characters"),
    "name_zh": lazy("Name in Chinese"),
    "neither": lazy("Neither urgent nor important"),
    "nudges_a_day": lazy("Pressing for action a day"),
    "opinion": lazy("Opinion of legal"),
    "overdue": lazy("So long after the due time"),
    "p1": lazy("P1"),
    "p2": lazy("P2"),
    "p3": lazy("P3"),
    "p4": lazy("P4"),
    "parent": lazy("Stands below"),
    "payment": lazy("Paying out"),
    "phone_after_days": lazy("By telephone after so many days"),
    "phone_attempts": lazy("Calls at most"),
    "phone_calendar": lazy("Customers are called by these hours"),
    "phone_gap_minutes": lazy("Minutes between calls"),
    "plan": lazy("Plan"),
    "poll_minutes": lazy("Minutes between looks into the mailbox"),
    "priority_rise": lazy("Priority rises by"),
    "problem_least": lazy("Shortest problem in characters"),
    "problem_most": lazy("Longest problem in characters"),
    "progress": lazy("Customer updated every"),
    "public_holidays": lazy("On public holidays"),
    "public_relations": lazy("Public relations"),
    "quality": lazy("Quality"),
    "remind_after": lazy("Reminded after"),
    "reminders": lazy("Rungs of the ladder"),
    "result": lazy("Result"),
    "review": lazy("Review"),
    "right_after_days": lazy("May turn to the regulator after so many days"),
    "rule": lazy("What the day is"),
    "saturday": lazy("Saturday"),
    "simple_answer": lazy("Simple answer"),
    "special_report": lazy("Special report"),
    "submissions_a_day": lazy("Submissions a day from one address"),
    "submissions_an_hour": lazy("Submissions an hour from one address"),
    "sunday": lazy("Sunday"),
    "surveys": lazy("Survey invitations at most"),
    "surveys_days": lazy("Within so many days"),
    "tell": lazy("Telling the customer"),
    "text_en": lazy("In English"),
    "text_most": lazy("Longest other text in characters"),
    "text_zh": lazy("In Chinese"),
    "thursday": lazy("Thursday"),
    "tuesday": lazy("Tuesday"),
    "ungraded": lazy("What is no complaint has the times of grade"),
    "unless": lazy("Phrases in which they do not count"),
    "unsolved_reopens": lazy("“Not solved” opens the case again"),
    "up_to_finance": lazy("Approved by finance up to so many yuan"),
    "up_to_head": lazy("Approved by the head up to so many yuan"),
    "up_to_leading_group": lazy("Approved by the leading group up to so many yuan"),
    "urgent": lazy("Urgent only"),
    "urgent_and_important": lazy("Urgent and important"),
    "usual": lazy("Criteria that it usually meets"),
    "used_percent": lazy("When so many per cent of the time are used"),
    "warn_days_before": lazy("Warned so many days before"),
    "wednesday": lazy("Wednesday"),
    "words_most": lazy("Characters of a mail that are shown"),
    "words": lazy("Words that suggest it, with their weights"),
}


HINTS: Mapping[str, LazyString] = {
    **dict.fromkeys(("monday", "make_up_days"), lazy("Such as 09:00-12:00, 13:30-18:00; empty is closed.")),
    "reminders": lazy("Which rungs hold for this grade."),
    "unless": lazy("One a line."),
    "until": lazy("Empty for a single day."),
    "used_percent": lazy("100 is the due time itself. Give this or the next, not both."),
    "words_most": lazy("Characters of a mail that are shown"),
    "words": lazy("One a line, with a space and a weight from 1 (faint) to 9 (nearly certain)."),
}


def hint_of(field: str) -> str | None:
    """What helps to fill a field in, where something does."""
    return str(HINTS[field]) if field in HINTS else None


def label_of(field: str) -> str:
    """What a field is called; one that nobody named, by its name."""
    return str(LABELS.get(field, field))


def both(part: Mapping[str, Any], stem: str) -> str:
    """A name or text that is data, in the reader's language."""
    tongue = "en" if current_language() is Language.EN else "zh"
    return str(part.get(f"{stem}_{tongue}") or "")
