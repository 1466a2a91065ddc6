"""The one list of places where a customer's words and files stand, and what becomes of each (X-03).

A column that can hold text is in exactly one of the lists here and in `elsewhere.py`; so is each column
that points at a stored file, and each index of parts of texts. `tests/guards/test_personal_data.py` reads
the tables and fails on one that is not told.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A table whose rows lead to a case or customer by one of the columns `by`, at once or through others.

    Of its columns those `cleaned` lose what tells who the customer was, and those `emptied` name the customer
    outright. `called` is how the trail, notices and letters call such a row.
    """

    by: tuple[str, ...]
    cleaned: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    called: str = ""


def _at(by: str, cleaned: str = "", *, emptied: str = "", called: str = "") -> Place:
    return Place(tuple(by.split()), tuple(cleaned.split()), tuple(emptied.split()), called)


HELD: Mapping[str, Place] = {
    "campaign_call": _at("member_id", "note"),
    "campaign_member": _at(
        "case_id customer_id", emptied="to_name to_address to_phone", called="campaign_member:{id}"
    ),
    "case": _at(
        "id",
        "title problem happened_when happened_where expected closing_reason suggestion",
        emptied="contact_name contact_phone contact_email account region",
        called="case:{number}",
    ),
    "case_action_item": _at("case_id", "text remark"),
    "case_assistance": _at("case_id", "task dropped_because"),
    "case_assistance_answer": _at("assistance_id", "text review_reason"),
    "case_chat": _at("case_id", "transcript", emptied="conversation"),
    "case_chat_line": _at("chat_id", "name text"),
    "case_compensation": _at("case_id", "reason opinion decision dropped_because"),
    "case_confirmation": _at("case_id", "comment"),
    "case_contact": _at("case_id", "text"),
    "case_extension": _at("case_id", "reason words decision"),
    "case_further_post": _at("case_id", emptied="link author"),
    "case_hold": _at("case_id", "reason lifted_because"),
    "case_link": _at("case_id other_id", "reason ended_because"),
    "case_meeting": _at("case_id", "place decisions question task"),
    "case_merge": _at("case_id into_id", "reason separated_because"),
    "case_milestone": _at("plan_id", "text dropped_because"),
    "case_note": _at("case_id", "text"),
    "case_opinion_alert": _at("case_id", "reason outcome"),
    "case_outside": _at("case_id", "remark closing_remark"),
    "case_outside_answer": _at("outside_id", "text"),
    "case_plan": _at("case_id", "text"),
    "case_post": _at("case_id", emptied="link author"),
    "case_result": _at("case_id", "cause done reply review_reason"),
    "case_special_report": _at("case_id", "cause effect measures responsibility prevention review"),
    "case_study": _at("case_id", "name background"),
    "customer": _at("id", emptied="name phone phone_end email account region", called="customer:{id}"),
    "due_time": _at("case_id"),
    "due_time_pause": _at("due_time_id", "reason"),
    "improvement_item": _at(
        "", "title problem measure declined_because told finding", called="improvement:{number}"
    ),
    "inspection": _at("case_id", called="inspection:{id}"),
    "inspection_correction": _at("", "text", called="correction:{id}"),
    "inspection_correction_report": _at("correction_id", "text remark"),
    "inspection_objection": _at("inspection_id", "text reason"),
    "inspection_score": _at("sheet_id", "note evidence"),
    "inspection_sheet": _at("inspection_id", "remark"),
    "mailbox_message": _at(
        "case_id",
        "subject words quoted last_error",
        emptied="sender sender_name message_id attachments",
        called="mail:{id}",
    ),
    "matter": _at("case_id", "facts investigation ended_because", called="matter:{number}"),
    "matter_appeal": _at("matter_id", "text reason"),
    "matter_candidate": _at("case_id", "text reason", called="candidate:{id}"),
    "matter_decision": _at("matter_id", "text"),
    "matter_evidence": _at("matter_id", "text"),
    "matter_finding": _at("matter_id", "text"),
    "matter_proposal": _at("matter_id", "reason returned_because"),
    "matter_statement": _at("matter_id", "text"),
    "revisit": _at("case_id"),
    "revisit_call": _at("revisit_id", "note"),
    "reward": _at("case_id", "reason citation ended_because", called="reward:{number}"),
    "reward_suggestion": _at("case_id", "reason", called="reward_suggestion:{id}"),
    "support_request": _at("case_id", "text answer", called="support:{id}"),
    "typical_case": _at("case_id", "withdrawn_because", called="library:{number}"),
    "typical_case_comment": _at("typical_case_id", "text"),
}
"""What hangs on a customer's cases or row. An empty `by` is reached the other way round: `LEAD_TO`."""

LEAD_TO: Mapping[str, tuple[str, str]] = {
    "improvement_item": ("improvement_voice", "item_id"),
    "inspection_correction": ("inspection", "correction_id"),
}
"""Tables whose rows are named by a row that hangs on a case: by which table, in which column."""

EMPTIED_AT_WITHDRAWAL: Mapping[str, tuple[str, ...]] = {
    "typical_case": (
        "title", "happened", "went_well", "went_badly", "to_learn", "reason", "returned_because", "kept"
    ),
    "typical_case_version": (
        "title", "happened", "went_well", "went_badly", "to_learn", "change", "returned_because", "kept"
    ),
}  # fmt: skip
"""What the case library empties itself when it withdraws all that was made of a customer's cases (L-05)."""

LETTERS: Mapping[str, tuple[str, ...]] = {
    "outbox_message": (
        "subject", "text", "html", "facts", "to_address", "to_name", "last_error", "gateway_id"
    ),
    "sms_receipt": ("reason",),
}  # fmt: skip
"""Letters about any of these rows: their words are cleaned, and to whom they went is emptied."""

NOTICES: Mapping[str, tuple[str, ...]] = {"notice": ("facts",)}
"""What colleagues were told inside the portal about any of these rows."""

TRAIL: Mapping[str, tuple[str, ...]] = {"event": ("reason", "facts")}
"""What the audit trail says of any of these rows: cleaned in the open, see `models/events/actions.py`."""

ANSWERS: Mapping[str, tuple[str, ...]] = {"response_item": ("words",)}
"""Free text in answers of which it is known that they are this customer's."""

THREADS: Mapping[str, tuple[str, ...]] = {"mailbox_reference": ("name",)}
"""Which mails a mail answered: removed with what a mail was called."""

FILES: Mapping[str, str] = {
    "campaign.file_id": "the list of people, once all of them were drawn: the file goes",
    "case_file.file_id": "what came with a case or was added to it: row, file and bytes go",
    "case_outside_paper.file_id": "papers from and to a regulator or mediator: row, file and bytes go",
    "mailbox_message.file_id": "the mail as it came: file and bytes go, the row stays",
}
"""Files that hang on a customer's cases, and what goes."""

INDEXES: Mapping[str, str] = {
    "case_gram": "made anew of what is left of the words",
    "case_sign": "removed: a forgotten customer's case is nobody's duplicate",
    "library_gram": "removed when the typical case is withdrawn",
    "like_count": "counted down by the signs of the words as they were",
    "like_sign": "removed, and learned anew of what is left of the words",
}
"""Indexes of parts of a customer's words."""
