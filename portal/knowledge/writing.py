"""GET and POST /portal/knowledge/new and /<number>/edit: writing an article (K-01)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.knowledge import queries
from models.knowledge.actions import write_article
from models.knowledge.tables import Article
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.knowledge.blueprint import blueprint
from portal.knowledge.forms import ArticleForm
from portal.knowledge.one import article_or_404
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/knowledge/edit.html"


@blueprint.get("/new")
@needs(Permission.KNOWLEDGE_EDIT)
def new() -> ResponseReturnValue:
    """An empty article; what was sought in vain may be in the address as its title."""
    form = ArticleForm.new(viewer(), request.args.get("title", "")[:120])
    form.prepare(rules_at(now()))
    return page(TEMPLATE, form=form, article=None)


@blueprint.post("/new")
@needs(Permission.KNOWLEDGE_EDIT)
@commits
def create() -> Response:
    return _written(None)


@blueprint.get("/<number>/edit")
@needs(Permission.KNOWLEDGE_EDIT)
def edit(number: str) -> ResponseReturnValue:
    """The version in the making, or what is read as its beginning."""
    article = article_or_404(number)
    text = queries.draft_of(article) or article.current or abort(404)
    form = ArticleForm.of(article, text)
    form.prepare(rules_at(now()))
    return page(TEMPLATE, form=form, article=article)


@blueprint.post("/<number>/edit")
@needs(Permission.KNOWLEDGE_EDIT)
@commits
def change(number: str) -> Response:
    return _written(article_or_404(number))


def _written(article: Article | None) -> Response:
    form = ArticleForm(request.form)
    form.prepare(rules_at(now()))
    if not form.validate() or (draft := form.draft()) is None:
        return rejected(TEMPLATE, form, article=article)
    try:
        seen = form.version.version if article is not None else None
        done = write_article(article, draft, by=viewer(), now=now(), seen=seen)
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, article=article)
    flash(_("Saved as a draft. It is read once it is published."), "good")
    return respond(redirect=url_for("knowledge.show", number=done.number))
