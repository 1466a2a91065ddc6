"""Texts that hang on no customer: those that are searched for what tells who one is, and those that are not.

Somebody may have typed a customer's telephone number into the minutes of a meeting. Nothing leads there from
the customer, so these columns are searched for telephone, mail address and account of whoever is forgotten. A
name is not searched for: others bear it too (X-03).
"""

from collections.abc import Mapping


def _columns(**tables: str) -> Mapping[str, tuple[str, ...]]:
    return {table: tuple(columns.split()) for table, columns in tables.items()}


SEARCHED: Mapping[str, tuple[str, ...]] = _columns(
    article_version="title body title_en body_en reply words change",
    article_vote="words",
    body_agenda_item="title words decision",
    body_meeting="title place cancelled_because",
    body_member="ended_because",
    body_task="text remark",
    enrolment="reason",
    head_talk="place others minutes remark",
    knowledge_gap="text",
    kpi_flag="reason",
    monthly_correction="text",
    monthly_measure="text told",
    monthly_report="assessment measures returned_because",
    monthly_summary="causes",
    saved_filter="name query",
    staff_record="text",
    supervision_finding="note evidence remedy withdrawn_because",
    supervision_inspection="scope answer conclusion dropped_because",
    talk_goal="text result",
    training_session="title guest cases script parts place ended_because notes",
)
"""Words of colleagues, and searches."""

MENTIONING: Mapping[str, tuple[str, ...]] = {**SEARCHED, "event": ("reason",)}
"""All that is searched for a mention: what the trail says of other rows, too, is a colleague's words."""
SHORTEST = 5
"""A shorter account would be found in the middle of other words."""

CODES: Mapping[str, str] = {
    "about": "the audit name of a row",
    "calendar": "by which hours is reckoned",
    "category": "a code of the rulebook",
    "criteria": "codes of the rulebook",
    "dedupe": "names of rows",
    "digest": "a checksum, by which the same mail is not taken twice",
    "inspection": "the audit name of a row",
    "investigators": "numbers of colleagues",
    "kind": "a word of ours",
    "language": "a code",
    "line": "who of ours held the case, and when",
    "mentions": "the number of a case",
    "mitigations": "codes of the rulebook",
    "number": "a number of ours, or a regulator's",
    "paper": "the number of a paper",
    "reference": "the number of a payment in the accounts, which keep it by law",
    "rule": "a code of the rulebook",
    "series": "a code of ours",
    "stratum": "a department and a grade",
    "subject": "the audit name of a row",
    "submission": "a random word of a form",
    "template": "the kind of a letter",
    "tool": "the name of a chat tool",
    "case_compensation.cause": "a code of the rulebook",
    "case_outside.body_name": "what a regulator or mediator is called",
    "improvement_item.region": "a region of the company's",
    "kpi_flag.months": "months",
    "matter_candidate.evidence": "audit names of rows",
    "matter_evidence.name": "the audit name of a row",
    "matter_proposal.region": "the region of a wage",
    "monthly_report.content": "figures, and words as they were approved",
    "monthly_summary.corrections": "numbers of corrections",
    "monthly_summary.figures": "figures",
    "monthly_summary.rising": "codes of causes",
    "outbox_message.message_id": "a random name of ours",
    "response_item.part": "a code of the questionnaire",
    "response_item.question": "a code of the questionnaire",
    "saved_filter.area": "which list it is for",
    "training_session.contract": "the number of a contract with a guest",
    "training_session.departments": "codes of ours",
    "training_session.link": "where a training is held on the web",
    "training_session.roles": "codes of ours",
}
"""Columns that hold a word of ours in a table that is told: by their name wherever it stands, or by both."""


NOBODYS: Mapping[str, str] = {
    "amendment": "the rulebook and what was said of its changes",
    "amendment_edit": "which section was changed",
    "amendment_replay": "figures and numbers of cases",
    "article": "codes of an article about no one",
    "calendar_feed": "a colleague's secret address",
    "campaign": "texts and filters that were written for everybody; its list of people is a file",
    "case_import": "how a file was read; the file goes when the import ends",
    "case_import_row": "emptied when the import ends",
    "case_lesson": "codes of what was suggested",
    "case_origin": "the number in the system before: by it a forgotten customer is not imported anew",
    "department": "departments of ours",
    "duty_shift": "a colleague's telephone",
    "event_seal": "checksums",
    "forgotten_customer": "how the customer asked for it, which proves that they did, freed of personal data",
    "hotline_entry": "sealed: nobody but its keepers can read it, and it is erased by its own periods (W-09)",
    "hotline_file": "sealed, as above",
    "hotline_identity_half": "sealed, as above",
    "hotline_identity_request": "sealed, as above",
    "hotline_keeper": "keys",
    "hotline_key": "keys",
    "hotline_mailbox": "a mark in a mailbox",
    "hotline_payout": "a checksum",
    "hotline_recovery": "keys",
    "hotline_recovery_key": "a key",
    "hotline_report": "sealed, as above",
    "hotline_share": "sealed, as above",
    "hotline_tally": "counts",
    "hotline_unlocked": "a key",
    "inspection_checklist": "what inspectors look at",
    "inspection_checklist_item": "what inspectors look at",
    "inspection_draw": "a random word, and numbers of cases",
    "invitation": "the public part of a link",
    "job_run": "what the clock did; errors come without rows",
    "kpi_cell": "figures",
    "kpi_correction": "why a figure was corrected; a closed month stays as it is",
    "kpi_name": "names of colleagues and departments",
    "kpi_report": "a checksum",
    "lease": "which process runs the clock",
    "ledger_entry": "why a colleague has points; what is booked stays",
    "ledger_period": "sums of points",
    "login_session": "a checksum",
    "mailbox_account": "a mailbox of ours",
    "matter_step": "by which hours is reckoned",
    "message_template": "what letters say before anybody's data is in them",
    "monthly_issue": "a checksum",
    "outlet": "what a gateway takes",
    "paper": "a notice or certificate for a colleague, as it was handed over",
    "paper_bundle": "a title",
    "payroll_issue": "colleagues",
    "payroll_line": "colleagues",
    "penalty": "why a colleague has it, in the words of the decision, which is cleaned; what was handed to"
    " payroll stays",
    "product": "what the company sells, and what it is called",
    "questionnaire_version": "questions",
    "quiz": "which questions colleagues were asked",
    "quiz_answer": "choices of colleagues",
    "quiz_question": "questions to colleagues",
    "recovery_code": "a checksum",
    "report_correction": "figures, and words read by a second person before they were public",
    "rising_signal": "codes of causes, and words without names and personal data",
    "rulebook": "rules",
    "satisfaction_report": "figures, and words read by a second person before they were public",
    "staff": "colleagues",
    "stored_file": "what a file is called goes with the file",
    "tracking_code": "salt",
    "training_material": "what trainers wrote; no case is in it that was not freed of personal data",
    "training_plan": "said between two colleagues about their own plan",
    "training_requirement": "what colleagues must learn",
    "training_topic": "what colleagues learn",
    "wage": "colleagues",
}
"""Tables in which no customer's words are kept, or none that may be changed, and why."""

FILES_KEPT: Mapping[str, str] = {
    "case_import.file_id": "goes when the import ends",
    "inspection_correction_file.file_id": "what a department shows of its correction",
    "inspection_sheet_file.file_id": "what an inspector saw in our own work",
    "kpi_report.file_id": "figures",
    "matter_file.file_id": "evidence and statements in a colleague's matter, kept for its time (A-03)",
    "monthly_issue.file_id": "figures",
    "paper.file_id": "a notice for a colleague",
    "paper_bundle.file_id": "notices for colleagues",
    "supervision_file.file_id": "what inspectors of a department saw, and what it answers",
    "training_material.file_id": "what trainers wrote",
}
"""Files that stay, and why."""

INDEXES_KEPT: Mapping[str, str] = {
    "article_gram": "parts of articles",
    "article_part": "parts of articles",
}
"""Indexes that know no customer's words, and of what they are made."""
