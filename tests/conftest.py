"""What every test can ask for: a database, the application on it, servers, browsers, a clock that can be set.

Tests run on SQLite. `@pytest.mark.both_databases` runs one on PostgreSQL too.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from assembly import assemble
from models.db import db
from tests.cast import Cast, furnish, meet
from tests.client import Client
from tests.moments import MONDAY as MONDAY  # where tests look for it
from tests.servers import databases, nu
from tests.servers.databases import Fill, Kind
from tests.servers.gateway import GatewayServer
from tests.servers.imap import ImapServer, serving
from tests.servers.run import close_run, open_run, run_folder
from tests.servers.smtp import MailServer
from tests.statements import CountStatements, count_statements
from tests.story import Story, files_of_story, narrate, recall
from tools.catalogs import compile_catalogue
from web.config import Config
from web.extensions import limiter
from web.home import Home

pytest_plugins = ["tests.browser", "tests.markup", "tests.together"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "real_clock: begins now, as other processes that it starts do")
    config.addinivalue_line("markers", "postgresql: runs on PostgreSQL only, for what only it can do")
    for name in [name for name in os.environ if name.startswith("HUIYIN_")]:
        del os.environ[name]  # what an operator set on this machine is no business of the tests
    if not hasattr(config, "workerinput"):
        compile_catalogue()
        folder = open_run()
        config.add_cleanup(lambda: close_run(folder))
        config.add_cleanup(lambda: nu.stop(folder))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" not in metafunc.fixturenames:
        return
    if metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("database_kind", databases.KINDS, indirect=True)
    elif metafunc.definition.get_closest_marker("postgresql"):
        metafunc.parametrize("database_kind", ["postgresql"], indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("skipped", "xfailed", "xpassed"):
        for report in terminalreporter.stats.get(outcome, []):
            terminalreporter.write_line(f"NOT RUN ({outcome}): {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A test that was skipped, or expected to fail, proves nothing: the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    stats = getattr(reporter, "stats", {})
    if exitstatus == pytest.ExitCode.OK and any(stats.get(o) for o in ("skipped", "xfailed", "xpassed")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def begins_on_monday(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test begins on MONDAY, so that it tells the same on whatever day it is run; then time goes on."""
    if request.node.get_closest_marker("real_clock"):
        yield
    else:
        with time_machine.travel(MONDAY, tick=True):
            yield


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> Kind:
    """Which database this test runs on."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def worker() -> str:
    """A name for this test process."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> tuple[Fill, ...]:
    """What fills a test's database before it: the cast and the story where a test asks for them.

    Where many tests begin with the same rows, a conftest gives them a beginning of their own.
    """
    wanted = set(request.fixturenames)
    return (furnish, narrate) if "story" in wanted else (furnish,) if "cast" in wanted else ()


@pytest.fixture
def database(
    database_kind: Kind, worker: str, databases_in_use: dict[Kind, list[Flask]], beginning: tuple[Fill, ...]
) -> str:
    """The address of a fresh database: all tables, and no rows but those that the test begins with."""
    for app in databases_in_use[database_kind]:
        close_connections(app)
    with time_machine.travel(MONDAY, tick=False):
        return databases.clone(database_kind, f"test_{worker}", *beginning)


def close_connections(app: Flask) -> None:
    """Close what the application holds open to its database."""
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def databases_in_use() -> Iterator[dict[Kind, list[Flask]]]:
    """The applications whose connections must be closed before a database is made anew."""
    apps: dict[Kind, list[Flask]] = {"sqlite": [], "postgresql": []}
    yield apps
    for app in (*apps["sqlite"], *apps["postgresql"]):
        close_connections(app)


@pytest.fixture(scope="session")
def config_for(worker: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Config]:
    """The configuration of the applications under test."""
    home: Path = tmp_path_factory.mktemp("home")

    def make(kind: Kind) -> Config:
        return Config(
            home=home,
            database_url=databases.address(kind, f"test_{worker}"),
            public_url="http://localhost",
            company_name_zh="云帆网络",
            company_name_en="Yunfan Network",
            service_hotline="400-000-8210",
            clock=False,
            hotline_code_mib=1,
            hotline_passphrase_mib=1,
            workers=1,
        )

    return make


@pytest.fixture(scope="session")
def bare_apps(
    config_for: Callable[[Kind], Config], databases_in_use: dict[Kind, list[Flask]]
) -> Callable[[Kind], Flask]:
    """Applications that hold nothing but the database, one for each kind."""
    made: dict[Kind, Flask] = {}

    def bare(kind: Kind) -> Flask:
        if kind not in made:
            app = made[kind] = Flask("bare")
            app.config.from_mapping(config_for(kind).flask())
            db.init_app(app)
            databases_in_use[kind].append(app)
        return made[kind]

    return bare


@pytest.fixture
def session(database: str, database_kind: Kind, bare_apps: Callable[[Kind], Flask]) -> Iterator[Session]:
    """`db.session` on a fresh database, without any web around it.

    A request made with `client` runs in a session of its own: it sees what was committed here.
    """
    with bare_apps(database_kind).app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def cast(session: Session) -> Cast:
    """One person for each role, their departments, the rules and questionnaires that we ship."""
    return meet()


@pytest.fixture
def story(cast: Cast, config_for: Callable[[Kind], Config]) -> Story:
    """Six cases with everything that can hang on a case; no table is empty. It ends on MONDAY."""
    shutil.copytree(files_of_story(), Home(config_for("sqlite").home).files, dirs_exist_ok=True)
    return recall()


@pytest.fixture(scope="session")
def whole_apps(
    config_for: Callable[[Kind], Config], databases_in_use: dict[Kind, list[Flask]]
) -> Callable[[Kind], Flask]:
    """The whole application, one for each kind of database; made once, as templates take long to compile."""
    made: dict[Kind, Flask] = {}

    def whole(kind: Kind) -> Flask:
        if kind not in made:
            made[kind] = assemble(config_for(kind))
            made[kind].test_client_class = Client
            made[kind].testing = True
            databases_in_use[kind].append(made[kind])
        return made[kind]

    return whole


@pytest.fixture
def app(database: str, database_kind: Kind, whole_apps: Callable[[Kind], Flask]) -> Flask:
    """The whole application on a fresh database, with nobody having reached a limit."""
    app = whole_apps(database_kind)
    with app.app_context():
        limiter.reset()
    return app


@pytest.fixture
def client(app: Flask, session: Session) -> Client:
    """A browser without a window. What `session` holds is committed before each request."""
    client = app.test_client()
    assert isinstance(client, Client)
    return client


@pytest.fixture(scope="session")
def imap_server() -> Iterator[ImapServer]:
    """An IMAP server that keeps mail for whoever logs in, one for each test process."""
    folder = Path(tempfile.mkdtemp(prefix="imap-", dir=run_folder()))
    folder.chmod(0o755)
    with serving(folder / "server") as server:
        yield server


@pytest.fixture
def gateway() -> Iterator[GatewayServer]:
    """An SMS gateway on loopback; `taken` holds what it sends on."""
    server = GatewayServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """An SMTP server on loopback; `arrived` holds what it took."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def statements() -> CountStatements:
    """Counts SQL: `with statements() as seen: …`, then `assert seen.count == 4`."""
    return count_statements


@pytest.fixture
def at() -> Iterator[Callable[[datetime], time_machine.Traveller]]:
    """Sets the clock: `at(MONDAY)` stops it there; the traveller returned can `shift` it."""
    with ExitStack() as stack:

        def travel(moment: datetime) -> time_machine.Traveller:
            return stack.enter_context(time_machine.travel(moment, tick=False))

        yield travel
