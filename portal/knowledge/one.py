"""GET /portal/knowledge/<number>, and its steps: vote, publish, confirm, retire (K-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.errors import Invalid
from models.knowledge import actions, queries
from models.knowledge.rules.steps import may_publish, may_retire, may_write
from models.knowledge.tables import Article
from models.knowledge.words import ArticleState
from models.rulebook.queries import rules_at
from portal.knowledge.blueprint import blueprint
from portal.knowledge.forms import HALF_A_YEAR, ReasonForm, ReviewForm, VoteForm
from web.access import anyone, viewer
from web.commit import commits
from web.forms import version_read
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/knowledge/show.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """An article as it is read, with its versions for those who write."""
    return page(TEMPLATE, **screen(article_or_404(number)))


@blueprint.post("/<number>/votes")
@anyone
@commits
def vote(number: str) -> Response:
    article, form = article_or_404(number), VoteForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(article, vote=form))
    helped = form.helped.data == "y"
    actions.vote(article, helped=helped, words=form.words.data or "", by=viewer(), now=now())
    flash(_("Thank you."), "good")
    return respond(redirect=url_for("knowledge.show", number=number))


@blueprint.post("/<number>/publication")
@anyone
@commits
def publish(number: str) -> Response:
    article = article_or_404(number)
    seen = version_read(request.form.get("version", ""))
    actions.publish(article, by=viewer(), now=now(), seen=seen)
    flash(_("Published: it is found from now on."), "good")
    return respond(redirect=url_for("knowledge.show", number=number))


@blueprint.post("/<number>/confirmation")
@anyone
@commits
def confirm(number: str) -> Response:
    article, form = article_or_404(number), ReviewForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(article, review=form))
    assert form.review_on.data is not None, "a valid form has a day"
    try:
        actions.confirm_review(article, form.review_on.data, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(article, review=form))
    flash(_("Noted as still true."), "good")
    return respond(redirect=url_for("knowledge.show", number=number))


@blueprint.post("/<number>/retirement")
@anyone
@commits
def retire(number: str) -> Response:
    article, form = article_or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(article, retirement=form))
    actions.retire(article, form.reason.data or "", by=viewer(), now=now())
    flash(_("Retired: nobody finds it any more."), "good")
    return respond(redirect=url_for("knowledge.upkeep"))


def article_or_404(number: str) -> Article:
    """The article of this number in the viewer's scope."""
    return queries.find(viewer(), number) or abort(404)


def screen(article: Article, **typed: Any) -> dict[str, Any]:
    """Everything that the page of an article shows."""
    by, writes = viewer(), may_write(viewer())
    draft = queries.draft_of(article) if writes else None
    published = article.state is ArticleState.PUBLISHED
    later = local_day(now()) + HALF_A_YEAR
    return {
        "article": article,
        "text": article.current or draft,
        "draft": draft,
        "category": rules_at(now()).category(article.category) if article.category else None,
        "writes": writes,
        "publishes": draft is not None and may_publish(draft, by),
        "retires": may_retire(article, by),
        "published": published,
        "versions": queries.versions_of(article) if writes else [],
        "missing": queries.votes_of(article) if writes else [],
        "voted": queries.voted(article, by) if published else None,
        "late": published and article.review_on <= local_day(now()),
        "vote": typed.get("vote") or VoteForm(None),
        "review": typed.get("review") or ReviewForm(None, data={"review_on": later}),
        "retirement": typed.get("retirement") or ReasonForm(None),
    }
