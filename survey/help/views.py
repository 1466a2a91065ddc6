"""GET /help and /help/<number>; whether it helped, and what is missing (K-01)."""

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.knowledge import actions, queries
from models.knowledge.queries import ArticleFilter
from models.knowledge.tables import Article
from models.knowledge.words import Site
from models.rulebook.queries import rules_at
from survey.hours import hotline_hours
from web.access import public
from web.commit import commits
from web.extensions import limiter
from web.fragments import page, respond
from web.language import _, current_language
from web.lists import address, window

blueprint = Blueprint("help", __name__, url_prefix="/help")
SAID = "20 per hour"
LONGEST = 100


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """What customers may read, by words and category."""
    rules = rules_at(now())
    words = " ".join(request.args.get("q", "").split())[:LONGEST]
    codes = queries.categories(customers=True)
    category = request.args.get("category", "")
    wanted = ArticleFilter(words, category if category in codes else "", customers=True)
    shown = window((), default="", size=20)
    known = {each.code: each for each in rules.categories}
    return page(
        "survey/help/index.html",
        rows=queries.listing(wanted, offset=(shown.page - 1) * shown.size, limit=shown.size),
        total=queries.count(wanted),
        categories=[known[code] for code in codes if code in known],
        wanted=wanted,
        shown=shown,
        address=address,
        read=_read,
        service_hours=hotline_hours(rules),
    )


@blueprint.get("/<number>")
@public
def article(number: str) -> ResponseReturnValue:
    """One article."""
    found = _or_404(number)
    title, body, language = _read(found)
    return page(
        "survey/help/article.html",
        article=found,
        title=title,
        body=body,
        tongue=language,
        thanked="thanks" in request.args,
        service_hours=hotline_hours(rules_at(now())),
    )


@blueprint.post("/<number>/votes")
@public
@limiter.limit(SAID)
@commits
def vote(number: str) -> Response:
    """Whether it helped; nothing is kept of who said so."""
    found = _or_404(number)
    helped = request.form.get("helped", "")
    if helped not in ("y", "n"):
        abort(400)
    actions.vote(found, helped=helped == "y", words=request.form.get("words", ""), by=None, now=now())
    return respond(redirect=url_for("help.article", number=number, thanks=1))


@blueprint.post("/gaps")
@public
@limiter.limit(SAID)
@commits
def note() -> Response:
    """Says that something was not found."""
    actions.note_gap(request.form.get("q", ""), Site.PUBLIC, now=now())
    flash(_("Thank you. We read what is missing and write about it."), "good")
    return respond(redirect=url_for("help.index"))


def _or_404(number: str) -> Article:
    return queries.open_to_customers(number) or abort(404)


def _read(found: Article) -> tuple[str, str, str]:
    """Title, body and language as its reader gets them: English where there is English, else Chinese."""
    text = found.current
    assert text is not None, "what is published has a text"
    if current_language().value == "en" and text.title_en:
        return text.title_en, text.body_en, "en"
    return text.title, text.body, "zh-Hans"
