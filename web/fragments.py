"""How a view answers: the changed regions for htmx, a redirect or a whole page for a plain browser."""

from html.parser import HTMLParser
from pathlib import PurePosixPath

from flask import Response, current_app, make_response, redirect, render_template, request
from wtforms.form import BaseForm

FLASHES = "components/_flashes.html"
REJECTED = "web/rejected.html"


def is_fragment_request() -> bool:
    """Whether htmx asks for regions. Going back in history is not: that wants a whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def page(template: str, status: int = 200, **context: object) -> Response:
    """Render a whole page. htmx picks what it needs from it with `hx-select`."""
    return finished(make_response(render_template(template, **context), status))


def respond(*regions: str, redirect: str, status: int = 200, **context: object) -> Response:
    """Answer a step that was taken: to htmx the changed regions, otherwise 303 to `redirect`.

    `regions` are paths of partial templates; each has one root element with an id, which is replaced on the
    page (an id that is not on the page is passed over). Messages given to `flash` are shown in either case.
    Without regions htmx is sent to `redirect` too.
    """
    if not is_fragment_request():
        return finished(see_other(redirect))
    if not regions:
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = redirect
        return finished(answer)
    return finished(make_response(_wrapped(*regions, FLASHES, **context), status))


def rejected(template: str, form: BaseForm, **context: object) -> Response:
    """Answer 422 with the same form, its errors, and all that was typed.

    A partial (its file name starts with an underscore) replaces its region under htmx and is shown on a page
    of its own otherwise; a page is sent whole, and htmx swaps its `<main>`.
    """
    partial = PurePosixPath(template).name.startswith("_")
    if partial and is_fragment_request():
        answer = make_response(_wrapped(template, FLASHES, form=form, **context), 422)
    elif partial:
        answer = make_response(render_template(REJECTED, region=template, form=form, **context), 422)
    else:
        answer = make_response(render_template(template, form=form, **context), 422)
        answer.headers["HX-Retarget"] = answer.headers["HX-Reselect"] = "#main"
        answer.headers["HX-Reswap"] = "outerHTML"
    return finished(answer)


def _wrapped(*templates: str, **context: object) -> str:
    """Each template in an envelope that names the element it replaces."""
    parts = [render_template(template, **context) for template in templates]
    return "\n".join(
        f'<hx-partial hx-target="#{_root_id(part, template)}" hx-swap="outerHTML">{part}</hx-partial>'
        for template, part in zip(templates, parts, strict=True)
    )


def _root_id(markup: str, template: str) -> str:
    finder = _RootFinder()
    finder.feed(markup)
    if not finder.root_id:
        raise ValueError(f"the root element of {template} has no id, so nothing says what it replaces")
    return finder.root_id


class _RootFinder(HTMLParser):
    """Notes the id of the first element it meets."""

    def __init__(self) -> None:
        super().__init__()
        self.met = False
        self.root_id = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.met:
            self.met = True
            self.root_id = dict(attrs).get("id") or ""


def see_other(location: str) -> Response:
    """A plain browser goes on there, with a GET."""
    return current_app.make_response(redirect(location, code=303))


def finished(answer: Response) -> Response:
    """An answer that says of itself that htmx is answered otherwise."""
    answer.vary.add("HX-Request")
    return answer
