"""A small house of two sites, so that what both share is tested apart from what they show."""

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue

from models.people.tables import Department
from models.permissions import Permission
from tests.client import Client
from tests.servers.databases import Kind
from web import create_app
from web.access import anyone, entering, needs, public, viewer
from web.commit import commits, commits_refusals
from web.config import Config
from web.site import Site
from web.visit import Lacks

Answer = Callable[[], ResponseReturnValue]


class House:
    """What the views of the small house do next: a test sets it before it asks."""

    def __init__(self) -> None:
        self.does: Answer = lambda: "done"

    def act(self) -> ResponseReturnValue:
        """Do it."""
        return self.does()


@pytest.fixture
def house() -> House:
    """Set `house.does` to say what happens inside a view."""
    return House()


@pytest.fixture
def sites(house: House) -> tuple[Site, Site]:
    """One site behind a login, one open to the world."""
    return (
        Site("portal", public=False, blueprints=(_inside(house), _login())),
        Site("survey", public=True, blueprints=(_outside(house),)),
    )


@pytest.fixture
def small_with(
    database: str,
    config_for: Callable[[Kind], Config],
    sites: tuple[Site, Site],
    databases_in_use: dict[Kind, list[Flask]],
) -> Callable[..., Flask]:
    """Builds the small house with changes to its configuration."""

    def build(**changes: object) -> Flask:
        app = create_app(config_for("sqlite").with_changes(**changes), sites=sites)
        app.test_client_class = Client
        app.testing = True
        databases_in_use["sqlite"].append(app)
        return app

    return build


@pytest.fixture
def small(small_with: Callable[..., Flask]) -> Flask:
    """The small house."""
    return small_with()


@pytest.fixture
def visitor(small: Flask, session: object) -> Client:
    """A browser at its door."""
    client = small.test_client()
    assert isinstance(client, Client)
    return client


def department(code: str) -> Department:
    """A row to write."""
    return Department(code=code, name_zh=code, name_en=code)


def _inside(house: House) -> Blueprint:
    inside = Blueprint("inside", __name__, url_prefix="/portal")

    @inside.route("/room", methods=["GET", "POST"])
    @anyone
    @commits
    def room() -> ResponseReturnValue:
        return house.act()

    @inside.route("/counted", methods=["POST"])
    @anyone
    @commits_refusals
    def counted() -> ResponseReturnValue:
        return house.act()

    @inside.get("/office")
    @needs(Permission.PEOPLE_READ, Permission.AUDIT_READ)
    def office() -> str:
        return f"office of {viewer().login}"

    @inside.get("/who")
    @public
    def who() -> str:
        return viewer().login

    @inside.get("/forgotten")
    def forgotten() -> str:
        return "never shown"

    return inside


def _login() -> Blueprint:
    """Stands for the login: the addresses to which the core sends people."""
    login = Blueprint("login", __name__, url_prefix="/portal/login")
    login.add_url_rule("", "index", public(lambda: "please log in"))
    login.add_url_rule("/second", "second_factor", entering(Lacks.SECOND_FACTOR)(lambda: "code"))
    return login


def _outside(house: House) -> Blueprint:
    outside = Blueprint("outside", __name__)

    @outside.route("/square", methods=["GET", "POST"])
    @public
    @commits
    def square() -> ResponseReturnValue:
        return house.act()

    return outside
