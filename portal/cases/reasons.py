"""Why a step on a case is refused, in sentences: the short codes of the domain said to a reader."""

from models.cases.rules.steps import Step
from models.cases.words import Closing
from web.errors import fault, refusal
from web.language import lazy

fault("email", lazy("This is not an e-mail address, such as name@example.com."))
fault("grade_differs", lazy("The ticked signs give another grade. Say why you judge otherwise."))
fault(
    "asked_often",
    lazy(
        "The rules stop the clock no more in this round. Please call, or write without stopping it, "
        "and go on with what is known."
    ),
)
fault("advised_already", lazy("Legal has given its opinion already."))
fault("no_amount", lazy("Please give an amount above nothing."))
fault("reference_used", lazy("This reference belongs to another payment: nothing is paid twice."))
fault("consulted", lazy("The consultation decided on another department: follow it."))
fault("before_the_case", lazy("That was before the case came in."))
fault(
    "date_passed",
    lazy("The new date would have passed by now, so the customer cannot be promised it: refuse the request."),
)
fault("meeting_to_come", lazy("Minutes are written after the meeting: this time is yet to come."))
fault("another_customer", lazy("This case is another customer’s: only cases of one customer are merged."))
fault(
    "carries_others",
    lazy("Other cases were merged into this one. Merge the other case into this one instead."),
)
fault("case_closed", lazy("That case is closed by now and carries nothing on."))
fault("itself", lazy("This is the case itself."))
fault("linked_already", lazy("These two cases are linked already."))
fault("no_such_case", lazy("There is no such case, or it is not yours to see."))
fault("not_linked", lazy("These two cases are not linked any more."))
fault("may_not_handle", lazy("This person’s roles do not include handling cases."))
fault("no_talk", lazy("Only a talk can be the first response: at the hotline, in live chat or in a store."))
fault("no_address", lazy("The customer left no e-mail address. Please call, and write the call down."))
fault("not_in_department", lazy("Please choose somebody who works in the lead department."))
fault("not_in_service", lazy("Please choose somebody of customer service."))
fault("two_sides", lazy("Two people take part, one of each side."))
fault("only_complaints", lazy("Only complaints have a grade."))
fault("phone", lazy("This is not a telephone number, such as 13812345678 or 010-12345678."))

NOT_YOURS = lazy("Only the owner and the lead department work on this case.")
refusal(
    Step.ASSIGNMENT,
    lazy("Only the head of the lead department and customer service give this case to somebody."),
)
refusal(
    Step.ASSISTANCE,
    lazy("Only the owner, the lead department and customer service ask other departments for help."),
)
refusal(Step.ASSISTANCE_ANSWER, lazy("Only a department that was asked, and has not answered yet, answers."))
refusal(Step.ASSISTANCE_END, lazy("There is no open task of another department that you could let go."))
refusal(
    Step.ASSISTANCE_REVIEW,
    lazy("The lead department and customer service accept an answer, never who gave it."),
)
refusal(
    Step.CLOSURE, lazy("Nobody closes a case of their own, and only those who answer for it close it at all.")
)
refusal(
    Step.COMPENSATION,
    lazy("Those who handle the case propose a compensation, one at a time."),
)
refusal(Step.COMPENSATION_END, lazy("There is no compensation on its way that you could let go."))
refusal(Step.COMPENSATION_OPINION, lazy("Only Legal gives this opinion, and only while it is asked for."))
refusal(
    Step.COMPENSATION_PAYMENT,
    lazy("Only finance pays, what was approved, and once: somebody who neither proposed nor approved it."),
)
refusal(
    Step.COMPENSATION_REVIEW,
    lazy("Who approves follows from the amount, and is never who proposed it or handles the case."),
)
refusal(
    Step.CONSULTATION,
    lazy("Customer service, a head and the leading group call a consultation, one at a time."),
)
refusal(
    Step.CONSULTATION_MINUTES,
    lazy("Who called the consultation, customer service or the lead department concludes it."),
)
refusal(Step.CONTACT, lazy("Only the owner, the lead department and customer service talk to this customer."))
refusal(Step.DECISION, lazy("Only the leading group decides how a case goes on after all rounds."))
refusal(
    Step.EXTENSION,
    lazy("No more time can be asked for now: the rules of this grade or an open request stand against it."),
)
refusal(
    Step.EXTENSION_REVIEW,
    lazy("More time is granted by the head of the lead department or the leading group, never by who asked."),
)
refusal(
    Step.JOINT_TALK,
    lazy("Department and customer service hold a joint talk, where the grade of the case asks for one."),
)
refusal(
    Step.ACTION_ITEM,
    lazy("Only those who were given something to do, and those who lead the case, say that it is done."),
)
refusal(
    Step.MEETING,
    lazy("Only a grave case has an emergency meeting; the lead department or customer service minutes it."),
)
refusal(Step.REPORT_REVIEW, lazy("Only the leading group reads a special report, never who wrote it."))
refusal(
    Step.SPECIAL_REPORT,
    lazy("The lead department or customer service writes it, once for each round of a grave case."),
)
refusal(Step.LINK, lazy("Only the owner, the lead department and customer service link this case."))
refusal(Step.LINK_END, lazy("Only the owner, the lead department and customer service take its links away."))
refusal(
    Step.MERGE,
    lazy(
        "Only customer service merges cases, and only while no other department, no regulator and no request "
        "for more time is waited for."
    ),
)
refusal(Step.NOTE, lazy("Only the owner, the lead department and customer service write notes on this case."))
refusal(Step.NUDGE, lazy("Nobody nudges themselves; the head, customer service and the leading group may."))
refusal(Step.OWNERSHIP, lazy("Only members of the lead department take this case."))
refusal(Step.PAUSE, lazy("Only the owner, the lead department and customer service ask this customer."))
refusal(Step.PLAN, NOT_YOURS)
refusal(Step.REPLY, lazy("Only the owner, the lead department and customer service talk to this customer."))
refusal(Step.RESULT, NOT_YOURS)
refusal(Step.RESUMPTION, NOT_YOURS)
refusal(
    Step.REVIEW,
    lazy(
        "A result is reviewed by somebody other than its handler, of the lead department or customer service."
    ),
)
refusal(
    Step.SEPARATION,
    lazy("A merged case is separated by customer service, the leading group or the head who had it."),
)
refusal(Step.TRIAGE, lazy("Only customer service triages cases."))
fault("private_first", lazy("Write to the customer in private first: then you may answer in public."))
fault("before_receipt", lazy("This is before the letter reached us."))
fault("future_day", lazy("This day is yet to come."))
fault("nothing_new", lazy("Give what is new: another day, its number, what it wrote, or a paper."))
fault("is_owner", lazy("This person owns the case already."))
fault("other_lines", lazy("This conversation was kept before with other words."))
refusal(
    Step.CHANNEL_MOVE,
    lazy("Only the owner, the lead department and customer service move a talk from a platform."),
)
refusal(
    Step.OPINION_ALERT,
    lazy("An alert stands already, or you have no part in this case: customer service may raise one."),
)
refusal(
    Step.OPINION_ALERT_END,
    lazy("Public relations and customer service end a public-opinion alert, where one stands."),
)
refusal(
    Step.PUBLIC_POST,
    lazy("Posts are recorded on cases from social media and forums, by those who have a part in them."),
)
refusal(
    Step.STORE_CONFIRMATION,
    lazy("Only the store that heard the customer asks how it was, and nobody about a case of their own."),
)
refusal(Step.THANKS, lazy("Customer service thanks for praise, and closes nothing else so."))
WITH_REGULATORS = lazy("Legal and the head of customer service deal with regulators and mediators.")
for step in (
    Step.OUTSIDE_ANSWER,
    Step.OUTSIDE_CHANGE,
    Step.OUTSIDE_COMPLAINT,
    Step.OUTSIDE_OUTCOME,
    Step.REOPENING,
):
    refusal(step, WITH_REGULATORS)
refusal("outside", WITH_REGULATORS)
refusal(
    Step.SECOND_HANDLER_END,
    lazy("The head of the lead department, customer service and the leading group end it."),
)
refusal("store", lazy("Only store staff and customer service register what a store heard."))
refusal("key", lazy("Only who registered this case or talks to this customer hands over its key."))
refusal(Closing.MALICIOUS, lazy("Only a head of department closes a complaint as malicious."))
refusal(
    Closing.LEADING_GROUP,
    lazy("Only the leading group closes a case that went through all rounds of the rulebook."),
)
refusal(Closing.ON_THE_SPOT, lazy("Only customer service closes on the spot, and never a complaint."))
