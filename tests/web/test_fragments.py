"""How views answer: regions for htmx, redirects and pages without it; and htmx itself, in a browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Blueprint, Flask, Response, abort, flash
from jinja2 import ChoiceLoader, DictLoader
from playwright.sync_api import Browser, Page, Route, expect

from models.errors import Stale
from tests.browser import DESK
from tests.servers.databases import Kind
from tests.servers.live import LiveServer
from web import create_app
from web.access import public
from web.config import Config
from web.forms import Line, PublicForm
from web.fragments import page, rejected, respond
from web.site import Site

HTMX = {"HX-Request": "true"}
TEMPLATES = {
    "trial/page.html": """
        {% extends "survey/layout.html" %}
        {% block title %}Trial{% endblock %}
        {% block content %}
        {% include "trial/_count.html" %}
        {% include "trial/_note.html" %}
        <a id="more" href="/trial?n=2" hx-get="/trial?n=2" hx-target="#count" hx-select="#count"
           hx-push-url="true">more</a>
        {% endblock %}
    """,
    "trial/_count.html": '<p id="count">{{ request.args.get("n", notes|length) }}</p>',
    "trial/_note.html": """
        {% from "components/form.html" import field, form as form_around, form_errors %}
        {% from "components/button.html" import button %}
        <div id="note">
        {% call form_around("/trial", region="note") %}
        {{ form_errors(form) }}{{ field(form.words) }}{{ button("Send") }}
        {% endcall %}
        </div>
    """,
    "trial/choice.html": """
        {% extends "survey/layout.html" %}
        {% from "components/faces.html" import scale %}
        {% block title %}Choice{% endblock %}
        {% block content %}
        <form id="choice" method="post" action="/trial/choice" hx-post="/trial/choice" data-advance>
        {% call scale("points") %}<legend>How was it?</legend>{% endcall %}
        <button>Next</button>
        </form>
        {% endblock %}
    """,
    "trial/desk.html": """
        {% extends "portal/layout.html" %}
        {% block title %}Desk{% endblock %}
        {% block content %}{% include "trial/_two.html" %}{% endblock %}
    """,
    "trial/_two.html": """
        {% from "components/form.html" import form as form_around %}
        {% from "components/button.html" import button %}
        {% from "components/steps.html" import step %}
        <div id="two">
        {% for name in ("one", "other") %}{% call step(name, "step-" ~ name, group=name) %}
        {% call form_around("/trial/desk", id=name, region="two", sticky=true) %}
        <label>{{ name }} <textarea name="words" id="words-{{ name }}"></textarea></label>{{ button("Send") }}
        {% endcall %}
        {% endcall %}{% endfor %}
        </div>
    """,
    "trial/_chosen.html": '<form id="choice"><p id="chosen">{{ request.form["points"] }}</p></form>',
    "trial/_rootless.html": "<p>nothing says what this replaces</p>",
}


class NoteForm(PublicForm):
    """One line, that must be there."""

    words = Line("Words", most=20, required=True)


@pytest.fixture
def trial(config_for: Callable[[Kind], Config]) -> Flask:
    """A site of one page with one form; what its words are decides how the server answers."""
    blueprint = Blueprint("trial", __name__)
    notes: list[str] = []

    @blueprint.get("/trial")
    @public
    def show() -> Response:
        return page("trial/page.html", form=NoteForm(formdata=None), notes=notes)

    @blueprint.post("/trial")
    @public
    def add() -> Response:
        form = NoteForm()
        if not form.validate():
            return rejected("trial/_note.html", form, notes=notes)
        words = form.words.data or ""
        if words == "stale":
            raise Stale(1, 2)
        if words == "broken":
            abort(500)
        notes.append(words)
        flash("kept", "good")
        fresh = NoteForm(formdata=None)
        return respond("trial/_count.html", "trial/_note.html", redirect="/trial", form=fresh, notes=notes)

    @blueprint.get("/trial/choice")
    @public
    def ask() -> Response:
        return page("trial/choice.html")

    @blueprint.post("/trial/choice")
    @public
    def chosen() -> Response:
        return respond("trial/_chosen.html", redirect="/trial")

    @blueprint.get("/trial/desk")
    @public
    def desk() -> Response:
        return page("trial/desk.html")

    @blueprint.post("/trial/desk")
    @public
    def step_taken() -> Response:
        flash("taken", "good")
        return respond("trial/_two.html", redirect="/trial/desk")

    @blueprint.post("/trial/away")
    @public
    def away() -> Response:
        return respond(redirect="/trial")

    @blueprint.post("/trial/whole")
    @public
    def whole() -> Response:
        return rejected("trial/page.html", NoteForm(), notes=notes)

    @blueprint.post("/trial/rootless")
    @public
    def rootless() -> Response:
        return respond("trial/_rootless.html", redirect="/trial")

    app = create_app(config_for("sqlite"), sites=[Site("survey", public=True, blueprints=(blueprint,))])
    loader = app.jinja_env.loader
    assert loader is not None
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), loader])
    app.testing = True
    return app


@pytest.fixture
def at_trial(trial: Flask, browser: Browser, database: str) -> Iterator[Page]:
    """A browser on that page, with htmx running."""
    server = LiveServer(trial)
    server.start()
    context = browser.new_context(**DESK, base_url=server.url, locale="en")
    window = context.new_page()
    window.goto("/trial")
    window.wait_for_function("() => window.htmx && document.querySelector('form')._htmx")
    yield window
    context.close()
    server.stop()


def test_a_plain_browser_is_redirected(trial: Flask, database: str) -> None:
    answer = trial.test_client().post("/trial", data={"words": "hello"})
    assert answer.status_code == 303
    assert answer.location == "/trial"
    assert "HX-Request" in answer.vary


def test_htmx_gets_each_region_and_the_messages(trial: Flask, database: str) -> None:
    answer = trial.test_client().post("/trial", data={"words": "hello"}, headers=HTMX)
    assert answer.status_code == 200
    assert re.findall(r'<hx-partial hx-target="#(\w+)"', answer.text) == ["count", "note", "flashes"]
    assert "kept" in answer.text
    assert "<html" not in answer.text
    assert "HX-Request" in answer.vary


def test_without_regions_htmx_goes_to_the_next_page(trial: Flask, database: str) -> None:
    answer = trial.test_client().post("/trial/away", headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.text) == (204, "/trial", "")


def test_going_back_in_history_gets_a_whole_page(trial: Flask, database: str) -> None:
    back = HTMX | {"HX-History-Restore-Request": "true"}
    assert trial.test_client().post("/trial", data={"words": "hello"}, headers=back).status_code == 303


def test_a_rejected_region_keeps_what_was_typed(trial: Flask, database: str) -> None:
    words = "much too long for twenty"
    plain = trial.test_client().post("/trial", data={"words": words})
    region = trial.test_client().post("/trial", data={"words": words}, headers=HTMX)
    assert (plain.status_code, region.status_code) == (422, 422)
    assert f'value="{words}"' in plain.text
    assert f'value="{words}"' in region.text
    assert "<html" in plain.text
    assert region.text.startswith('<hx-partial hx-target="#note"')


def test_a_rejected_page_says_what_htmx_is_to_take(trial: Flask, database: str) -> None:
    answer = trial.test_client().post("/trial/whole", headers=HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#main"


def test_a_region_without_an_id_is_our_mistake(trial: Flask, database: str) -> None:
    with pytest.raises(ValueError, match=r"trial/_rootless\.html has no id"):
        trial.test_client().post("/trial/rootless", headers=HTMX)


def test_a_step_changes_its_regions_in_place(at_trial: Page) -> None:
    at_trial.evaluate("window.same = true")
    at_trial.locator("#words").fill("hello")
    at_trial.locator("form button").click()
    expect(at_trial.locator("#count")).to_have_text("1")
    expect(at_trial.locator("#flashes")).to_have_text("kept")
    expect(at_trial.locator("#words")).to_have_value("")
    assert at_trial.evaluate("window.same")


def test_a_refused_form_shows_its_errors_in_place(at_trial: Page) -> None:
    at_trial.locator("#words").evaluate("field => field.removeAttribute('maxlength')")
    at_trial.locator("#words").fill("much too long for twenty")
    at_trial.locator("form button").click()
    expect(at_trial.locator(".form-errors")).to_be_focused()
    expect(at_trial.locator("#words")).to_have_value("much too long for twenty")
    expect(at_trial.locator("#words")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("words", ["stale", "broken"])
def test_an_error_is_told_above_and_what_was_typed_stays(at_trial: Page, words: str) -> None:
    """H-07: nothing typed is lost when somebody was quicker, or when the server fails."""
    at_trial.locator("#words").fill(words)
    at_trial.locator("form button").click()
    expect(at_trial.locator("#flashes [role=alert]")).to_be_visible()
    expect(at_trial.locator("#words")).to_have_value(words)
    expect(at_trial.locator("h1")).to_have_text("Trial")


def test_a_lost_network_is_told_and_what_was_typed_stays(at_trial: Page) -> None:
    def cut(route: Route) -> None:
        route.abort()

    at_trial.route("**/trial", cut)
    at_trial.locator("#words").fill("hello")
    at_trial.locator("form button").click()
    expect(at_trial.locator("#flashes [role=alert]")).to_be_visible()
    expect(at_trial.locator("#words")).to_have_value("hello")


def test_back_leads_to_the_page_as_it_was(at_trial: Page) -> None:
    at_trial.locator("#more").click()
    expect(at_trial.locator("#count")).to_have_text("2")
    expect(at_trial).to_have_url(re.compile(r"/trial\?n=2$"))
    at_trial.go_back()
    expect(at_trial.locator("#count")).to_have_text("0")
    expect(at_trial).to_have_url(re.compile(r"/trial$"))


def test_a_touch_on_a_choice_moves_on(at_trial: Page) -> None:
    """S-05: choosing moves on by itself where htmx runs."""
    at_trial.goto("/trial/choice")
    at_trial.wait_for_function("() => window.htmx && document.querySelector('form')._htmx")
    at_trial.locator(".scale-choice").nth(1).click()
    expect(at_trial.locator("#chosen")).to_have_text("4")


def test_arrow_keys_only_choose(at_trial: Page) -> None:
    """S-05, X-05: whoever passes over the choices with the keyboard is not sent on."""
    at_trial.goto("/trial/choice")
    at_trial.wait_for_function("() => window.htmx && document.querySelector('form')._htmx")
    at_trial.locator("input[value='5']").focus()
    at_trial.keyboard.press("Space")
    at_trial.keyboard.press("ArrowDown")
    at_trial.keyboard.press("ArrowDown")
    at_trial.wait_for_timeout(600)
    expect(at_trial.locator("input[value='3']")).to_be_checked()
    at_trial.keyboard.press("Enter")
    expect(at_trial.locator("#chosen")).to_have_text("3")


def test_a_draft_survives_the_answer_to_another_form(at_trial: Page) -> None:
    """H-07: what was typed stays, also where the region around it is replaced."""
    at_trial.goto("/trial/desk")
    at_trial.wait_for_function("() => window.htmx && document.querySelector('#one')._htmx")
    for name in ("one", "other"):
        at_trial.locator(f"#step-{name} summary").click()
        at_trial.locator(f"#words-{name}").fill(f"draft of {name}")
    at_trial.locator("#one button").click()
    expect(at_trial.locator("#flashes")).to_contain_text("taken")
    expect(at_trial.locator("#words-one")).to_have_value("")
    expect(at_trial.locator("#words-other")).to_have_value("draft of other")
    expect(at_trial.locator("#words-other")).to_be_visible()
