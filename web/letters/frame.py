"""The frame around a letter's text: paragraphs and buttons in HTML, plain lines in its twin."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup, escape

from models.rulebook.words import MessageKind
from web.config import Config
from web.language import _
from web.letters.written import without_salutation

MARK = "\x02"
"""Stands in a filled text for the words that a person wrote; no such sign can be typed into a form."""
PREVIEW = 110
"""How many signs a mail program shows beside the subject."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `link` is its address where it ends in our link, which becomes a button;
    `quoted` where it holds a person's own words."""

    html: Markup
    link: str = ""
    quoted: bool = False


def html_of(
    kind: MessageKind,
    subject: str,
    text: str,
    *,
    link: str,
    customer: str,
    written: str,
    number: str,
    english: bool,
) -> str:
    """The letter as an HTML mail. `text` holds MARK where the `written` words of a person stand.

    Everything but our own link and frame is escaped.
    """
    # Not by render_template: a letter is written where there is no request, and no site's context.
    return current_app.jinja_env.get_template("mail/letter.html").render(
        subject=subject,
        preview=preview_of(without_salutation(text, customer).replace(MARK, written), link),
        paragraphs=paragraphs_of(text, link=link, written=written),
        button=button_of(kind),
        footing=footing(number),
        aside=number,
        english=english,
    )


def footing(number: str) -> str:
    """What stands below a letter: its case, and how to answer it (V-04)."""
    config: Config = current_app.config["HUIYIN"]
    if config.mailbox_url is not None:
        return _("Case %(number)s. You can simply answer this mail: we add it to the case.", number=number)
    return _(
        "Case %(number)s. This mail was sent automatically: to answer, use its link or call us.",
        number=number,
    )


def text_of(text: str, *, written: str, number: str) -> str:
    """The plain twin: the same words, and under them what the frame says."""
    lines = [
        text.replace(MARK, written).rstrip(),
        "",
        "-- ",
        footing(number),
    ]
    return "\n".join(lines) + "\n"


def with_written(text: str, written: str) -> str:
    """A filled text that surely holds what a person wrote: below its first words, where no field does."""
    if not written or MARK in text:
        return text
    salutation, *blocks = text.strip().split("\n\n")
    return "\n\n".join([salutation, *blocks[:1], MARK, *blocks[1:]])


def paragraphs_of(text: str, *, link: str, written: str) -> list[Paragraph]:
    """The paragraphs of a filled text, in order."""
    parts: list[Paragraph] = []
    for block in text.strip().split("\n\n"):
        before, mark, after = block.partition(MARK)
        parts += [_paragraph(before, link)] if before.strip() else []
        parts += [Paragraph(_lines(written.split("\n")), quoted=True)] if mark else []
        parts += [_paragraph(after, link)] if after.strip() else []
    return parts


def preview_of(text: str, link: str) -> str:
    """The first words of a text without its salutation, for the line that a list of mails shows."""
    words = " ".join(block for block in text.split("\n\n") if link not in block)
    return " ".join(words.split())[:PREVIEW]


def button_of(kind: MessageKind) -> str:
    """What the button says that leads where the link leads."""
    labels = {
        MessageKind.MORE_INFO_REQUEST: _("Answer now"),
        MessageKind.MORE_INFO_REMINDER: _("Answer now"),
        MessageKind.REPLY: _("Tell us whether it is solved"),
        MessageKind.REVISIT_INVITATION: _("Give your opinion"),
        MessageKind.REVISIT_REMINDER: _("Give your opinion"),
        MessageKind.CHAT_RATING: _("Give your opinion"),
    }
    return labels.get(kind) or _("Follow the case")


def _paragraph(block: str, link: str) -> Paragraph:
    lines = block.strip("\n").split("\n")
    if link and lines[-1].strip() == link:
        return Paragraph(_lines(lines[:-1]), link=link)
    return Paragraph(_linked(_lines(lines), link))


def _lines(lines: Sequence[str]) -> Markup:
    return Markup("<br>").join(escape(line) for line in lines)


def _linked(html: Markup, link: str) -> Markup:
    """Our own link inside a sentence can be clicked; no other address in a letter can."""
    if not link:
        return html
    address = escape(link)
    return Markup(html.replace(address, Markup('<a href="{0}">{0}</a>').format(address)))  # noqa: S704
