"""What a notice to staff says, and where it leads (X-07). One line here for each kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from models.cases.words import DueKind
from models.outbox.tables import Notice
from models.people.tables import Language
from web.language import _, counted, current_language, lazy
from web.language.filters import when
from web.notices.bodies import GOVERNING
from web.notices.conduct import CONDUCT
from web.notices.inspecting import INSPECTING
from web.notices.learning import LEARNING
from web.notices.monthly import MONTHLY
from web.notices.personal import PERSONAL
from web.notices.supervision import SUPERVISING
from web.notices.training import TRAINING
from web.words import word

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A notice as its reader sees it. `title` and `number` name the row; `quote` is what somebody wrote."""

    notice: Notice
    sentence: str
    icon: str
    tone: str
    title: str = ""
    number: str = ""
    quote: str = ""


@dataclass(frozen=True)
class _Kind:
    """How one kind of notice looks and reads."""

    icon: str
    tone: str
    says: LazyString | Callable[[Facts], str]
    """A sentence with names of `_values` in it, or who makes one where the facts decide which."""

    def sentence(self, facts: Facts) -> str:
        """What it says of these facts, in the reader's language."""
        return str(self.says) % _values(facts) if isinstance(self.says, LazyString) else self.says(facts)


def _values(facts: Facts) -> dict[str, str]:
    """What a sentence may name: what is due, and when; a shift; the period of a report; the number
    of a matter, never a person; a department."""
    return {
        "what": word(DueKind(facts["due"])) if "due" in facts else "",
        "at": when(datetime.fromisoformat(facts["due_at"])) if "due_at" in facts else "",
        "period": str(facts.get("period", "")),
        "matter": str(facts.get("matter", "")),
        "department": _named(facts.get("department")),
        **{each: when(datetime.fromisoformat(facts[each])) for each in ("since", "until") if each in facts},
    }


def _named(names: list[str] | None) -> str:
    """A name that is kept in Chinese and English, in the reader's language."""
    if not names:
        return ""
    chinese, english = names
    return english or chinese if current_language() is Language.EN else chinese


_KINDS: Mapping[str, _Kind] = {
    "case_new": _Kind("inbox", "info", lazy("A new case waits to be triaged.")),
    "case_assigned": _Kind("user-check", "info", lazy("This case was given to you or your department.")),
    "case_due_soon": _Kind(
        "hourglass",
        "warn",
        lazy("Most of the time is used. %(what)s: due %(at)s."),
    ),
    "case_due": _Kind(
        "clock",
        "warn",
        lazy("The time is up. %(what)s: was due %(at)s."),
    ),
    "case_late": _Kind(
        "alert-triangle",
        "bad",
        lazy("This is overdue. %(what)s: was due %(at)s."),
    ),
    "recovery_code_used": _Kind(
        "key",
        "warn",
        lambda facts: _(
            "A recovery code opened your login; %(n)s are left. Was that not you? Change your password now.",
            n=facts.get("left", 0),
        ),
    ),
    "recovery_codes_made": _Kind(
        "key",
        "info",
        lazy("New recovery codes were made for your login; those before open nothing any more."),
    ),
    "trail_broken": _Kind(
        "shield-lock",
        "bad",
        lazy("The audit trail was tampered with: events were changed or removed."),
    ),
    "case_nudged": _Kind("bell-ringing", "warn", lazy("You are asked to get on with this case.")),
    "case_pressed": _Kind("message-report", "warn", lazy("The customer presses for action.")),
    "case_reopened": _Kind(
        "repeat",
        "bad",
        lambda facts: (
            _("A regulator or mediator has this case: round %(n)s begins.", n=facts.get("round", 2))
            if facts.get("why") == "outside"
            else _("The customer is not satisfied: round %(n)s begins.", n=facts.get("round", 2))
        ),
    ),
    "case_rounds_used": _Kind(
        "repeat",
        "bad",
        lambda facts: _(
            "Still not satisfied after round %(n)s: the leading group decides.", n=facts.get("round", 3)
        ),
    ),
    "case_to_tell": _Kind("phone-outgoing", "info", lazy("Approved: now tell the customer the result.")),
    "case_objected": _Kind("message-report", "bad", lazy("The customer objects to being called malicious.")),
    "case_alert": _Kind(
        "flame",
        "bad",
        lambda facts: (
            _("Alert: an urgent case needs you now.")
            if facts.get("urgent")
            else _("Alert: a grave case needs you now.")
        ),
    ),
    "case_decided": _Kind(
        "clipboard-check", "warn", lazy("The leading group decided how this case goes on.")
    ),
    "customer_silent": _Kind(
        "hourglass", "warn", lazy("The customer has not answered and was asked once more.")
    ),
    "waiting_over": _Kind("clock", "warn", lazy("The customer did not answer in time: the clock runs on.")),
    "assistance_asked": _Kind("users", "info", lazy("Your department is asked to help with this case.")),
    "assistance_answered": _Kind("users", "info", lazy("A department that was asked has answered.")),
    "assistance_accepted": _Kind("circle-check", "good", lazy("Your department’s answer was accepted.")),
    "assistance_returned": _Kind(
        "arrow-back-up", "warn", lazy("Your department’s answer came back with reasons.")
    ),
    "assistance_dropped": _Kind(
        "archive", "neutral", lazy("Your department’s help is no longer needed here.")
    ),
    "assistance_unread": _Kind(
        "archive",
        "neutral",
        lazy("The case went on before your department’s answer was accepted: its task is over."),
    ),
    "opinion_alert": _Kind(
        "flame", "bad", lazy("Public-opinion alert: what was posted about this case may spread.")
    ),
    "opinion_calmed": _Kind("circle-check", "good", lazy("The public-opinion alert is over.")),
    "store_urgent": _Kind("flame", "bad", lazy("A store reports an urgent case.")),
    "store_to_tell": _Kind(
        "phone-outgoing", "info", lazy("There is a result: please tell the customer of your store.")
    ),
    "store_answered": _Kind(
        "message-2",
        "info",
        lazy("The customer of your store got the result by mail: please ask how it was."),
    ),
    "extension_asked": _Kind(
        "hourglass",
        "warn",
        lambda facts: _("%(n)s working days more are asked for: please decide.", n=facts.get("days", "")),
    ),
    "extension_granted": _Kind("hourglass", "info", lazy("More time was granted.")),
    "extension_refused": _Kind("hourglass", "warn", lazy("More time was refused.")),
    "meeting_held": _Kind("users", "info", lazy("The emergency meeting was held; read its decisions.")),
    "consultation_called": _Kind(
        "users", "warn", lazy("Your department is invited to say whose this case is.")
    ),
    "consultation_held": _Kind("users", "info", lazy("The consultation decided whose this case is.")),
    "consultation_dropped": _Kind("archive", "neutral", lazy("The consultation is no longer needed.")),
    "action_item": _Kind("clipboard-check", "warn", lazy("A meeting gave you something to do.")),
    "milestone_given": _Kind("clipboard-check", "info", lazy("The plan of this case gave you a milestone.")),
    "given_due_soon": _Kind("hourglass", "warn", lazy("What you were given to do is due %(at)s.")),
    "given_late": _Kind(
        "alert-triangle",
        "bad",
        lazy("What somebody was given to do was due %(at)s and is not done."),
    ),
    "action_done": _Kind("circle-check", "good", lazy("An action item of your minutes is done.")),
    "report_to_acknowledge": _Kind(
        "clipboard-text", "warn", lazy("A special report waits for the leading group.")
    ),
    "report_acknowledged": _Kind(
        "circle-check", "good", lazy("The leading group acknowledged the special report.")
    ),
    "report_returned": _Kind("arrow-back-up", "warn", lazy("The special report came back with remarks.")),
    "compensation_to_advise": _Kind("scale", "warn", lazy("A compensation waits for the opinion of Legal.")),
    "compensation_to_approve": _Kind(
        "clipboard-check", "warn", lazy("A compensation waits for your approval.")
    ),
    "compensation_to_pay": _Kind("clock", "warn", lazy("An approved compensation is to be paid.")),
    "compensation_approved": _Kind("circle-check", "good", lazy("The compensation was approved.")),
    "compensation_refused": _Kind("arrow-back-up", "warn", lazy("The compensation was refused.")),
    "compensation_paid": _Kind("circle-check", "good", lazy("The compensation was paid.")),
    "compensation_dropped": _Kind("archive", "neutral", lazy("The compensation is no longer needed.")),
    "outside_recorded": _Kind("scale", "bad", lazy("A regulator or mediator asks us about this case.")),
    "outside_changed": _Kind("scale", "warn", lazy("The regulator or mediator wrote again about this case.")),
    "outside_answered": _Kind("scale", "info", lazy("Our answer to the regulator is sent.")),
    "outside_ended": _Kind("scale", "info", lazy("The regulator or mediator ended this case there.")),
    "duty_planned": _Kind("calendar", "info", lazy("You are on duty from %(since)s to %(until)s.")),
    "duty_cancelled": _Kind(
        "calendar", "neutral", lazy("You are no longer on duty from %(since)s to %(until)s.")
    ),
    "hotline_waits": _Kind("lock", "info", lazy("Something waits for you.")),
    "support_asked": _Kind("users", "warn", lazy("You are asked for support: please answer.")),
    "support_due_soon": _Kind(
        "hourglass",
        "warn",
        lazy("A request for support is due %(at)s."),
    ),
    "support_due": _Kind("clock", "warn", lazy("A request for support was due %(at)s.")),
    "support_late": _Kind(
        "alert-triangle",
        "bad",
        lazy("A request for support is overdue; it was due %(at)s."),
    ),
    "support_accepted": _Kind("circle-check", "good", lazy("Your request for support was accepted.")),
    "relief_ended": _Kind("arrow-back-up", "info", lazy("The relief from new cases is over.")),
    "support_declined": _Kind("arrow-back-up", "warn", lazy("Your request for support was declined.")),
    "support_withdrawn": _Kind("archive", "neutral", lazy("A request for support was taken back.")),
    "second_named": _Kind("users", "info", lazy("This case has a second handler.")),
    "second_ended": _Kind("users", "neutral", lazy("This case has no second handler any more.")),
    "case_linked": _Kind("link", "info", lazy("This case was linked with another.")),
    "case_merged": _Kind("copy", "neutral", lazy("This case was merged: another carries it on.")),
    "case_merged_in": _Kind("copy", "info", lazy("Another case of the customer was merged into this one.")),
    "extension_to_tell": _Kind(
        "phone", "warn", lazy("More time was granted: please call the customer with the new date.")
    ),
    "merged_to_tell": _Kind(
        "phone",
        "warn",
        lazy("A case was merged into this one, and its customer cannot be written to: please call."),
    ),
    "separated_to_tell": _Kind(
        "phone",
        "warn",
        lazy("This case goes on by itself, and its customer cannot be written to: please call."),
    ),
    "case_parted": _Kind("copy", "info", lazy("A case that was merged into this one is separate again.")),
    "case_separated": _Kind("copy", "warn", lazy("This case is to be handled by itself again.")),
    "case_closed": _Kind("archive", "neutral", lazy("This case was closed.")),
    "case_withdrawn": _Kind("arrow-back-up", "neutral", lazy("The customer withdrew this case.")),
    "mail_bounced": _Kind("mail", "warn", lazy("A letter to the customer could not be delivered.")),
    "sms_failed": _Kind("message-2", "warn", lazy("A text message to the customer could not be delivered.")),
    "customer_added": _Kind("message-2", "info", lazy("The customer added something.")),
    "result_to_review": _Kind("clipboard-check", "info", lazy("A result waits for your review.")),
    "result_rejected": _Kind("arrow-back-up", "warn", lazy("The result came back from review.")),
    "import_checked": _Kind(
        "file-spreadsheet",
        "info",
        lambda facts: (
            counted(
                "The file is checked: %(n)s line is wrong.",
                "The file is checked: %(n)s lines are wrong.",
                facts.get("faulty", 0),
            )
            if facts.get("faulty")
            else _("The file is checked: it can be imported.")
        ),
    ),
    "import_done": _Kind(
        "file-spreadsheet",
        "good",
        lambda facts: counted(
            "%(n)s case was imported, %(open)s of them to be triaged.",
            "%(n)s cases were imported, %(open)s of them to be triaged.",
            facts.get("cases", 0),
            open=facts.get("open", 0),
        ),
    ),
    "import_refused": _Kind("file-spreadsheet", "bad", lazy("The file cannot be imported.")),
    "campaign_ready": _Kind(
        "mail-forward",
        "good",
        lambda facts: counted(
            "The survey is prepared: %(n)s person can be invited.",
            "The survey is prepared: %(n)s people can be invited.",
            facts.get("drawn", 0),
        ),
    ),
    "campaign_not_ready": _Kind("mail-forward", "bad", lazy("The survey could not be prepared.")),
    "campaign_over": _Kind(
        "mail-forward",
        "info",
        lambda facts: counted(
            "The survey is over: %(n)s answer came.",
            "The survey is over: %(n)s answers came.",
            facts.get("answered", 0),
        ),
    ),
    "questionnaire_to_publish": _Kind(
        "checkbox", "info", lazy("A questionnaire is ready for you to publish.")
    ),
    "satisfaction_to_approve": _Kind(
        "notes",
        "info",
        lazy("A satisfaction report (%(period)s) waits for you."),
    ),
    "satisfaction_correction": _Kind(
        "notes", "info", lazy("A correction of a satisfaction report waits for you.")
    ),
    "satisfaction_returned": _Kind("notes", "warn", lazy("Your satisfaction report came back.")),
    "satisfaction_published": _Kind(
        "notes",
        "good",
        lazy("Your satisfaction report (%(period)s) is published."),
    ),
    "satisfaction_corrected": _Kind("notes", "good", lazy("Your correction is published.")),
    "satisfaction_wanted": _Kind(
        "notes",
        "info",
        lazy("The quarter %(period)s is over and has no report yet."),
    ),
    "rulebook_to_approve": _Kind("book", "info", lazy("A new edition of the rules waits for your approval.")),
    "rulebook_approved": _Kind("book", "good", lazy("Your edition of the rules was approved.")),
    "rulebook_returned": _Kind("book", "warn", lazy("Your edition of the rules came back.")),
    "kpi_flagged": _Kind(
        "chart-line", "warn", lazy("A department was below its target for months: what follows?")
    ),
    "kpi_report": _Kind("notes", "info", lazy("The efficiency report for %(period)s is there.")),
    **{
        kind: _Kind(*looks)
        for kind, looks in {
            **GOVERNING,
            **MONTHLY,
            **INSPECTING,
            **SUPERVISING,
            **LEARNING,
            **TRAINING,
        }.items()
    },
    "revisit_calls": _Kind(
        "phone-call",
        "info",
        lambda facts: counted(
            "One customer is to be called for a revisit today.",
            "%(n)s customers are to be called for a revisit today.",
            facts.get("n", 1),
        ),
    ),
    **{kind: _Kind(*looks) for kind, looks in CONDUCT.items()},
    **{kind: _Kind(*looks) for kind, looks in PERSONAL.items()},
}
KINDS = frozenset(_KINDS)


def _title(facts: Facts) -> str:
    """The title of a case, or who asks, in the reader's language."""
    return _named(facts["asker"]) if facts.get("asker") else str(facts.get("title", ""))


def told(notice: Notice) -> Told:
    """What a notice says in the reader's language. One of a kind that nobody described names its row."""
    area, _colon, name = notice.about.partition(":")
    kind = _KINDS.get(notice.kind) or _Kind("bell", "neutral", lazy("Something happened here."))
    return Told(
        notice=notice,
        sentence=kind.sentence(notice.facts),
        icon=kind.icon,
        tone=kind.tone,
        title=_title(notice.facts),
        number=name if area == "case" else "",
        quote=str(notice.facts.get("text", "")),
    )
