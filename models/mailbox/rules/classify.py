"""What a message is: a customer's voice, or something that a program wrote. By headers first, then words."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.mailbox.rules.parsed import Delivered, Parsed, Report
from models.mailbox.rules.tags import without_tag


class Sort(StrEnum):
    """What a message is."""

    VOICE = "voice"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    LOOP = "loop"
    OWN = "own"


@dataclass(frozen=True)
class Ours:
    """How we are known: the addresses that we write from and receive at, and the host of our Message-IDs."""

    addresses: frozenset[str]
    host: str

    def wrote(self, address: str) -> bool:
        return bool(address) and without_tag(address) in self.addresses

    def local_parts(self, names: tuple[str, ...]) -> list[str]:
        """What stands before the host in those of the Message-IDs that are ours."""
        found = (name.rpartition("@") for name in names)
        return [
            local for local, _at, host in found if host.strip("[]").lower() == self.host.lower() and local
        ]


_DAEMON = re.compile(
    r"^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon|bounces?|noreply-mail)(?:[+@._-]|$)"
)
_NOBODY = re.compile(
    r"^(?:no-?_?reply|do-?_?not-?_?reply|donotreply|mailer-daemon|postmaster|bounces?|notifications?)(?:[+@._-]|$)"
)
_RETURNED = re.compile(
    r"^(?:undeliver(?:ed|able)|delivery (?:status notification|has failed|failure)|returned mail|"
    r"failure notice|mail delivery (?:failed|failure|system)|message not delivered|unzustellbar|"
    r"(?:\[?系统)?退信|邮件被退回|退回的邮件|郵件被退回|无法投递|投递失败|未送达|未传递|無法傳遞|无法送达|发送失败|系统退信)",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delayed|will be retried|still being retried|warning: message|继续尝试|延迟|暂时无法", re.IGNORECASE
)
_AUTOMATIC = re.compile(
    r"^(?:自动回复|自動回覆|自动答复|自動回復|外出自动回复|automatic reply|auto[ -]?reply|"
    r"auto-?response|out of (?:the )?office|abwesenheitsnotiz|"
    r"automatische antwort|réponse automatique|respuesta automática)"
    r"[ \t]{0,3}(?:$|[:：\-—(（\[【/])",
    re.IGNORECASE,
)
_ANSWERED = ("auto-replied", "auto-response")
NO_ANSWER_TO = ("bulk", "list", "junk", "auto_reply")


def sort_of(found: Parsed, ours: Ours, *, most_hops: int) -> Sort:
    """What a message is. `most_hops` is how many servers a mail may have passed that goes in no circle."""
    if ours.wrote(found.sender):
        return Sort.OWN
    if (report := report_of(found, ours)) is not None:
        return Sort.BOUNCE if report.delivered is Delivered.FAILED else Sort.RECEIPT
    if found.hops > most_hops or ours.wrote(found.marks.get("x-loop", "").strip("<> ").lower()):
        return Sort.LOOP
    return Sort.AUTO_REPLY if _is_automatic(found) else Sort.VOICE


def report_of(found: Parsed, ours: Ours) -> Report | None:
    """The report on one of our letters that a message is, also where it is written for people only."""
    if found.report is not None:
        return found.report
    returned = bool(_RETURNED.match(found.subject)) or "x-failed-recipients" in found.marks
    by_machine = bool(_DAEMON.match(found.sender)) or found.marks.get("return-path", "").strip() == "<>"
    about_ours = bool(ours.local_parts(found.inner_names + found.references))
    if not (returned and (by_machine or about_ours)):
        return None
    delayed = _DELAYED.search(found.subject) or _DELAYED.search(found.words[:1000])
    return Report(Delivered.DELAYED if delayed else Delivered.FAILED, said=" ".join(found.subject.split()))


def may_be_answered(found: Parsed, *, arrived_at: datetime, now: datetime, within_days: int) -> bool:
    """Whether an automatic answer may go out (RFC 3834): not to programs, lists and those who want none,
    and not to mail that has lain for days.
    """
    marks = found.marks
    return not (
        not answer_to(found)
        or _NOBODY.match(answer_to(found))
        or marks.get("auto-submitted", "no").lower().startswith("auto")
        or marks.get("precedence", "").lower() in NO_ANSWER_TO
        or "list-id" in marks
        or marks.get("return-path", "").strip() == "<>"
        or _suppressed(marks.get("x-auto-response-suppress", ""))
        or arrived_at < now - timedelta(days=within_days)
    )


def answer_to(found: Parsed) -> str:
    """The customer's address: who wrote it; where that reads no mail, whom it names for answers."""
    if found.reply_to and (not found.sender or _NOBODY.match(found.sender)):
        return found.reply_to
    return found.sender


def _is_automatic(found: Parsed) -> bool:
    """An answer by a program: it says so by a header or its subject, or accepts an invitation.

    What programs send by themselves (auto-generated, no answer to us) may be how a firm complains.
    """
    marks = found.marks
    submitted = marks.get("auto-submitted", "").lower()
    return (
        submitted.startswith(_ANSWERED)
        or (submitted.startswith("auto-") and bool(found.references))
        or any(
            marks.get(name, "no").lower() not in ("no", "false") for name in ("x-autoreply", "x-autorespond")
        )
        or marks.get("precedence", "").lower() == "auto_reply"
        or bool(_AUTOMATIC.match(found.subject))
        or found.invitation in ("REPLY", "COUNTER")
    )


def _suppressed(value: str) -> bool:
    wanted = {each.strip().lower() for each in value.split(",")}
    return bool(wanted & {"all", "autoreply", "oof", "dr"})
