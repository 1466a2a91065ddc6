"""Shows the components at /portal/gallery, with made-up values and nothing stored."""

from flask import Blueprint, Response, request
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from portal.gallery import drawings, samples
from portal.gallery.forms import FilterForm, PlainForm, StepForm
from web.access import anyone
from web.errors.answers import tell
from web.errors.explanations import of_status
from web.fragments import page
from web.language import lazy
from web.lists import address, window

blueprint = Blueprint("gallery", __name__, url_prefix="/portal/gallery")

CHAPTERS: dict[str, LazyString] = {
    "parts": lazy("Small parts"),
    "forms": lazy("Forms"),
    "lists": lazy("Lists"),
    "case": lazy("Case screen"),
    "figures": lazy("Figures"),
}


@blueprint.get("", strict_slashes=False)
@anyone
def index() -> Response:
    """The first chapter."""
    return chapter("parts")


@blueprint.get("/<any(parts, forms, lists, case, figures):name>")
@anyone
def chapter(name: str) -> Response:
    """One chapter of components, with realistic, long and empty values."""
    return page(
        f"portal/gallery/{name}.html",
        chapters=CHAPTERS,
        here=name,
        samples=samples,
        drawings=drawings,
        form=PlainForm(formdata=None, data=samples.FILLED),
        faulty=_faulty(),
        step_form=StepForm(formdata=None),
        filters=FilterForm(request.args),
        listing=window({"number", "received", "due"}, default="due", size=20),
        address=address,
    )


@blueprint.get("/public")
@anyone
def public() -> Response:
    """The components as the public site shows them."""
    return page(
        "portal/gallery/public.html", samples=samples, form=PlainForm(formdata=None), faulty=_faulty()
    )


@blueprint.get("/errors/<int:status>")
@anyone
def error(status: int) -> Response:
    """An error page as readers see it."""
    return tell(of_status(status), reference="8F3K2M7Q" if status == 500 else "")


def _faulty() -> PlainForm:
    """The form as somebody sent it: too much here, too little there, nothing where something is needed."""
    typed = MultiDict((f"faulty-{name}", value) for name, value in samples.TYPED_WRONGLY)
    form = PlainForm(formdata=typed, prefix="faulty-", meta={"csrf": False})
    form.validate()
    return form
