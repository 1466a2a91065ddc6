"""What both sites share: the app factory, access, language, security, errors."""

from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from models.db import begin_reading, begin_writing, db
from models.ids import Signer
from web import errors, health
from web.access import guard_views
from web.assets import version_files
from web.commands import COMMANDS
from web.compression import compress_files
from web.config import Config
from web.context import add_context
from web.extensions import htmx, limiter, migrate
from web.icons import teach_icons
from web.incoming import receive_soundly
from web.language import bind_language
from web.language.filters import add_filters
from web.language.texts import teach_templates
from web.sealed_uploads import SealingRequest
from web.security import SAFE_METHODS, secure
from web.site import Site, register_sites
from web.visit import carry_visits

ROOT = Path(__file__).resolve().parent.parent


def create_app(
    config: Config, *, sites: Iterable[Site] = (), commands: Iterable[click.Command] = ()
) -> Flask:
    """The application with the given sites and `flask` commands. The order of the parts matters:

    hooks run as they are added here: the whole request, then the kind of transaction, then who may come
    in, then where a form comes from, then limits.
    """
    sites = tuple(sites)
    app = Flask("web", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(config.flask())
    app.jinja_env.undefined = StrictUndefined
    app.extensions["signer"] = Signer(app.config["SIGNING_KEY"])
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), compare_type=True)
    receive_soundly(app)
    app.before_request(_begin)
    app.teardown_request(_end)
    carry_visits(app)
    bind_language(app)
    htmx.init_app(app)
    app.request_class = SealingRequest  # after htmx, whose request it is
    guard_views(app)
    secure(app, config, sites)
    limiter.init_app(app)
    add_filters(app)
    teach_templates(app)
    add_context(app)
    version_files(app)
    teach_icons(app)
    compress_files(app)
    errors.answer_errors(app)
    register_sites(app, sites)
    app.register_blueprint(health.blueprint)
    for command in (*COMMANDS, *commands):
        app.cli.add_command(command)
    return app


def _begin() -> None:
    if request.method in SAFE_METHODS:
        begin_reading()
    else:
        begin_writing()


def _end(_error: BaseException | None) -> None:
    begin_reading()
