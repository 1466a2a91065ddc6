"""Mails that programs write: bounces, receipts, automatic answers."""

from tests.mails.letters import CUSTOMER, SERVICE, multipart, part, raw


def bounce(of: str, *, action: str = "failed", status: str = "5.1.1", recipient: str = CUSTOMER) -> bytes:
    """A delivery report (RFC 3464) on the letter of that Message-ID."""
    said = part("text/plain; charset=utf-8", "Your message could not be delivered.")
    report = raw(
        "Content-Type: message/delivery-status",
        body="Reporting-MTA: dns; mx.example.com\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: no such user here\n",
    )
    original = raw("Content-Type: message/rfc822", body=f"Message-ID: <{of}>\nFrom: {SERVICE}\n\n您好\n")
    return multipart(
        'report; report-type="delivery-status"',
        said,
        report,
        original,
        head=(
            "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>",
            f"To: {SERVICE}",
            "Subject: Undelivered Mail Returned to Sender",
            "Return-Path: <>",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
        ),
    )


def bounce_in_words(of: str, *, subject: str = "系统退信", sender: str = "postmaster@qq.example") -> bytes:
    """A bounce without any machine-readable part, as several large servers write it."""
    return raw(
        f"From: {sender}",
        f"To: {SERVICE}",
        f"Subject: {subject}",
        "Content-Type: text/plain; charset=utf-8",
        body="抱歉，您的邮件被退回来了……\n原因：收件人不存在。\n\n---- 原邮件头 ----\n"
        f"From: {SERVICE}\nMessage-ID: <{of}>\nSubject: 您的反馈已收到\n",
    )


def read_receipt(of: str) -> bytes:
    """Somebody's program says that a letter was opened (RFC 8098)."""
    return multipart(
        'report; report-type="disposition-notification"',
        part("text/plain; charset=utf-8", "已读"),
        raw(
            "Content-Type: message/disposition-notification",
            body=f"Original-Message-ID: <{of}>\nDisposition: manual-action/MDN-sent-manually; displayed\n",
        ),
        head=(f"From: {CUSTOMER}", f"To: {SERVICE}", "Subject: 已读: 您的反馈", "MIME-Version: 1.0"),
    )


def out_of_office(
    *, answers: str = "", subject: str = "自动回复: 您的反馈已收到", marked: bool = True
) -> bytes:
    """An automatic answer; without `marked` only its subject says so."""
    lines = [f"From: 赵兰 <{CUSTOMER}>", f"To: {SERVICE}", f"Subject: {subject}"]
    lines += ["Auto-Submitted: auto-replied"] if marked else []
    lines += [f"In-Reply-To: <{answers}>", f"References: <{answers}>"] if answers else []
    return raw(*lines, "Content-Type: text/plain; charset=utf-8", body="我在休假，12 月 1 日回来。\n")


def invitation_accepted() -> bytes:
    """A calendar program's answer to an invitation."""
    calendar = "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:上门检测\nEND:VEVENT\nEND:VCALENDAR\n"
    return raw(
        f"From: {CUSTOMER}",
        f"To: {SERVICE}",
        "Subject: Accepted: visit",
        "Content-Type: text/calendar; method=REPLY; charset=utf-8",
        body=calendar,
    )
