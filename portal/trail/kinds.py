"""What each kind of event says: a few words that follow who did it. A new kind adds its line here (X-02)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from models.events.tables import Event
from web.language import lazy

AREAS: Mapping[str, LazyString] = {
    "case": lazy("Case"),
    "revisit": lazy("Revisit"),
    "customer": lazy("Customer"),
    "import": lazy("Import of cases"),
    "file": lazy("Attachment"),
    "message": lazy("Message"),
    "mail": lazy("Incoming mail"),
    "staff": lazy("Person"),
    "login": lazy("Running login"),
    "password": lazy("Password"),
    "second_factor": lazy("Second factor"),
    "roles": lazy("Roles"),
    "filter": lazy("Saved filter"),
    "department": lazy("Department"),
    "rulebook": lazy("Rulebook"),
    "template": lazy("Letter"),
    "questionnaire": lazy("Questionnaire"),
    "invitation": lazy("Invitation"),
    "trail": lazy("Audit trail"),
}
"""What comes before the dot of a kind, or before the colon of a subject."""

READS = ("case.revealed", "mail.handed_out", "revisit.number_shown")
"""Somebody looked at personal data (X-03)."""

WORDS: Mapping[str, LazyString] = {
    "case.opened": lazy("registered the case"),
    "case.imported": lazy("imported the case from another system"),
    "case.triaged": lazy("triaged the case"),
    "case.assigned": lazy("named the owner"),
    "case.planned": lazy("made a plan"),
    "case.milestone_done": lazy("finished a milestone"),
    "case.milestone_dropped": lazy("dropped a milestone"),
    "case.noted": lazy("noted"),
    "case.nudged": lazy("nudged"),
    "case.revealed": lazy("looked at the customer’s contact details"),
    "case.contacted": lazy("wrote down a contact with the customer"),
    "case.written": lazy("wrote to the customer on the progress"),
    "case.paused": lazy("asked the customer for more; the clock stands still"),
    "case.asked_again": lazy("asked the customer once more"),
    "case.resumed": lazy("went on with the case; the clock runs again"),
    "case.result_submitted": lazy("submitted the result for review"),
    "case.result_approved": lazy("approved the result"),
    "case.result_rejected": lazy("sent the result back"),
    "case.answered": lazy("told the customer the result"),
    "case.confirmed": lazy("said whether the result is good"),
    "case.extension_asked": lazy("asked for more time"),
    "case.extended": lazy("granted more time; the customer was told"),
    "case.extension_refused": lazy("refused more time"),
    "case.assistance_asked": lazy("asked another department for help"),
    "case.assistance_answered": lazy("answered for an assisting department"),
    "case.assistance_accepted": lazy("accepted the answer of an assisting department"),
    "case.assistance_returned": lazy("sent the answer of an assisting department back"),
    "case.assistance_dropped": lazy("let the task of an assisting department go"),
    "case.objected": lazy("objects to being closed as malicious"),
    "case.decided": lazy("decided for the leading group"),
    "case.reopened": lazy("opened the case again"),
    "case.customer_added": lazy("added to the case"),
    "case.pressed": lazy("presses for action"),
    "case.withdrawn": lazy("withdrew the case"),
    "case.closed": lazy("closed the case"),
    "case.auto_replied": lazy("got an automatic answer"),
    "case.mail_bounced": lazy("saw that a letter could not be delivered"),
    "case.reminded": lazy("reminded of a due time"),
    "revisit.planned": lazy("planned the revisit"),
    "revisit.postponed": lazy("put the revisit off"),
    "revisit.sent": lazy("sent the revisit survey to the customer"),
    "revisit.reminded": lazy("reminded the customer of the revisit survey"),
    "revisit.to_call": lazy("put the revisit on the phone list"),
    "revisit.number_shown": lazy("looked at the customer’s number for the revisit call"),
    "revisit.called": lazy("made a revisit call"),
    "revisit.answered": lazy("answered the revisit"),
    "revisit.asking_resumed": lazy("lifted the wish not to be asked again"),
    "revisit.expired": lazy("ended the revisit without an answer"),
    "revisit.cancelled": lazy("called the revisit off: the case went on"),
    "customer.added": lazy("wrote a customer down"),
    "customer.completed": lazy("completed what is known of a customer"),
    "customer.asking_stopped": lazy("does not want to be asked again"),
    "customer.asking_resumed": lazy("lifted the wish not to be asked again"),
    "import.added": lazy("handed in a file to be imported"),
    "import.columns_chosen": lazy("said what the columns of a file mean"),
    "import.started": lazy("started the import of a file"),
    "import.done": lazy("imported the cases of a file"),
    "import.cancelled": lazy("called an import off"),
    "import.refused": lazy("refused a file that cannot be imported"),
    "file.kept": lazy("stored an attachment"),
    "file.forgotten": lazy("removed an attachment that nothing refers to"),
    "mail.kept": lazy("kept a mail that came in"),
    "mail.processed": lazy("looked into a mail"),
    "mail.failed": lazy("failed on a mail time and again"),
    "mail.checked": lazy("saw that a mail needs no case"),
    "mail.made_case": lazy("made a case of a mail"),
    "mail.retried": lazy("had a mail looked into again"),
    "mail.handed_out": lazy("took the original of a mail"),
    "message.bounced": lazy("saw that a message came back"),
    "message.retried": lazy("had a message sent again"),
    "message.cancelled": lazy("took a message back"),
    "message.overtaken": lazy("left a message unsent, as its reason had gone"),
    "staff.added": lazy("took this person on"),
    "staff.changed": lazy("changed names, title or contact"),
    "staff.moved": lazy("moved this person to another department"),
    "staff.leaving": lazy("set the last day"),
    "staff.taken_back": lazy("took the last day back"),
    "staff.locked": lazy("locked the login after wrong tries"),
    "roles.set": lazy("changed the roles"),
    "login.opened": lazy("logged in"),
    "login.confirmed": lazy("passed the second factor"),
    "login.ended": lazy("ended a login"),
    "login.others_ended": lazy("ended running logins"),
    "password.changed": lazy("chose a new password"),
    "password.issued": lazy("gave out a temporary password"),
    "second_factor.on": lazy("set up a second factor"),
    "second_factor.codes_made": lazy("made recovery codes"),
    "second_factor.code_used": lazy("came in with a recovery code"),
    "second_factor.off": lazy("took the second factor off"),
    "filter.saved": lazy("saved a filter"),
    "filter.renamed": lazy("renamed a saved filter"),
    "filter.shared": lazy("changed to whom a saved filter is shown"),
    "filter.removed": lazy("removed a saved filter"),
    "department.added": lazy("opened the department"),
    "department.changed": lazy("changed the department"),
    "department.head": lazy("named the head of the department"),
    "department.closed": lazy("closed the department"),
    "rulebook.installed": lazy("installed the rules that come with the product"),
    "rulebook.drafted": lazy("drafted a version of the rules"),
    "rulebook.put_in_force": lazy("put a version of the rules in force"),
    "rulebook.retired": lazy("took a version of the rules back"),
    "template.installed": lazy("installed the letter that comes with the product"),
    "template.saved": lazy("changed the letter"),
    "questionnaire.published": lazy("published a version of the questionnaire"),
    "trail.verified": lazy("checked the seals of the trail"),
    "trail.exported": lazy("took events out of the trail"),
}


def words_of(event: Event) -> str:
    """What happened, in the reader's language; a kind that nobody described is called by its name."""
    return str(WORDS.get(event.kind, event.kind))


def kinds_of(choice: str) -> list[str] | None:
    """The kinds that a choice of the filter means: one kind, a whole area, or all reads; None for all."""
    if choice == "reads":
        return list(READS)
    if choice in AREAS:
        return [kind for kind in WORDS if kind.startswith(f"{choice}.")]
    return [choice] if choice in WORDS else None
