"""V-09: the clock at imports: ten thousand lines, crashes, two clocks at once, two imports at once."""

import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from jobs.imports import work_on, work_on_imports
from jobs.job import Tally, until
from models.cases.tables import Case, Origin
from models.db import db
from models.events.tables import Event as TrailEvent
from models.files.storage import FolderStore, Store
from models.ids import random_code
from models.imports import actions
from models.imports.queries import chunk
from models.imports.rules.limits import CLAIM, MOST_ATTEMPTS
from models.imports.tables import Import, ImportRow
from models.imports.words import ImportState
from models.people.tables import Staff
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.jobs.import_process import work_and_die
from tests.jobs.two_clocks import at_once
from tests.models.imports.sheets import CLOSED, OPEN, Row, separated, table
from tests.moments import MONDAY
from tests.servers.warm import warm
from web.home import Home

LATER = MONDAY + CLAIM + timedelta(seconds=1)
HandIn = Callable[..., Import]


@pytest.fixture
def store(app: Flask) -> Store:
    """Where the clock looks for files."""
    return FolderStore(Home(app.config["HUIYIN"].home).files)


@pytest.fixture
def hand_in(session: Session, store: Store) -> HandIn:
    """Hands in a file of these rows."""

    def hand_in(by: Staff, *rows: Row, source: str = "CRM") -> Import:
        return actions.add_import(
            BytesIO(separated(table(*rows))),
            "工单.csv",
            source=source,
            submission=random_code(26),
            store=store,
            by=by,
            now=MONDAY,
        )

    return hand_in


def begin(found: Import, by: Staff) -> None:
    actions.start(found, skip_known=False, letters=False, by=by, now=MONDAY, seen=None)


def cases(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Case.id))) or 0


def many(count: int, base: Row = CLOSED) -> list[Row]:
    return [base | {"原系统编号": f"T-{n:05}", "电话": f"139{n:08}"} for n in range(count)]


def test_ten_thousand(session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob) -> None:
    """V-09: ten thousand lines, every fortieth open, become ten thousand cases."""
    rows = [row | (OPEN if n % 40 == 0 else {}) for n, row in enumerate(many(10_000))]
    for n, row in enumerate(rows):
        row["原系统编号"] = f"T-{n:05}"
    for row in rows[::40]:
        row["状态"] = row["办结时间"] = row["处理结果"] = ""
    found = hand_in(cast.agent, *rows)
    assert run_job("imports", MONDAY) == Tally(done=1)
    session.refresh(found)
    assert (found.state, found.rows, found.faulty) == (ImportState.CHECKED, 10_000, 0)
    assert (found.open_rows, found.closed_rows, cases(session)) == (250, 9_750, 0)
    begin(found, cast.agent)
    assert run_job("imports", MONDAY) == Tally(done=1)
    session.refresh(found)
    assert (found.state, found.progress, cases(session)) == (ImportState.DONE, 10_000, 10_000)
    assert session.scalar(select(func.count(func.distinct(Origin.number)))) == 10_000
    assert session.scalars(select(func.max(Case.number))).one() == "HY-20261123-9999"
    last = select(Case.number).join(Origin, Origin.case_id == Case.id).where(Origin.number == "T-09999")
    assert session.scalar(last) == "HY-20261123-10000"


@pytest.mark.both_databases
def test_progress_is_seen_and_nothing_else(
    session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-09: while it is prepared the rows that are done are counted, and no case is there."""
    monkeypatch.setattr("jobs.imports.CHUNK", 10)
    monkeypatch.setattr("jobs.imports.chunk", lambda number, after, _size: chunk(number, after, 10))
    seen: list[tuple[ImportState, int, int]] = []
    hold = actions.hold

    def look(import_id: int, token: str, **told: object) -> bool:
        held = hold(import_id, token, **told)  # type: ignore[arg-type]
        state = db.session.get_one(Import, import_id, populate_existing=True).state
        seen.append((state, told["progress"], db.session.scalar(select(func.count(Case.id))) or 0))  # type: ignore[arg-type]
        return held

    monkeypatch.setattr(actions, "hold", look)
    found = hand_in(cast.agent, *many(35))
    run_job("imports", MONDAY)
    session.refresh(found)
    begin(found, cast.agent)
    run_job("imports", MONDAY)
    reading = [progress for state, progress, _ in seen if state is ImportState.READING]
    working = [progress for state, progress, _ in seen if state is ImportState.WORKING]
    assert (reading, working) == ([0, 10, 20, 30, 35], [10, 20, 30, 35])
    assert {there for _, _, there in seen} == {0}
    assert cases(session) == 35


@pytest.mark.both_databases
@pytest.mark.parametrize("phase", ["keep_lines", "keep_checked", "end_checking"])
def test_a_crash_while_it_is_read_or_checked(
    session: Session,
    cast: Cast,
    hand_in: HandIn,
    run_job: RunJob,
    monkeypatch: pytest.MonkeyPatch,
    phase: str,
) -> None:
    """V-09: the phase begins anew once the claim of the dead has run out; nothing is there twice."""
    with monkeypatch.context() as patched:
        patched.setattr(actions, phase, _die)
        found = hand_in(cast.agent, OPEN, CLOSED)
        assert run_job("imports", MONDAY).failed == 1
    assert run_job("imports", MONDAY) == Tally()  # the claim still holds
    assert run_job("imports", LATER) == Tally(done=1)
    session.refresh(found)
    assert (found.state, found.rows, found.to_import) == (ImportState.CHECKED, 2, 2)
    assert session.scalar(select(func.count(ImportRow.id))) == 2


def _die(*_arguments: object, **_named: object) -> None:
    raise OperationalError("the machine", {}, RuntimeError("stops here"))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("place", "name"),
    [("models.cases.actions.take_over", "record_many"), ("models.imports.actions.carry_out", "record")],
)
def test_a_crash_in_the_last_step(
    session: Session,
    cast: Cast,
    hand_in: HandIn,
    run_job: RunJob,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    name: str,
) -> None:
    """V-09: all or none, also when the process dies in the middle of the last transaction or at its end."""
    found = hand_in(cast.agent, *many(30))
    run_job("imports", MONDAY)
    session.refresh(found)
    begin(found, cast.agent)
    before = session.scalar(select(func.count(TrailEvent.id)))
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules[place], name, _die)
        assert run_job("imports", MONDAY).failed == 1
    assert cases(session) == 0
    assert session.scalar(select(func.count(TrailEvent.id))) == before
    assert run_job("imports", LATER) == Tally(done=1)
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.DONE, 30)
    assert session.scalar(select(func.min(Case.number))) == "HY-20261123-0001"


@pytest.mark.both_databases
def test_a_power_cut_in_the_last_step(
    app: Flask, session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob
) -> None:
    """V-09: the process is killed with its transaction open; nothing stays, and another does all of it."""
    found = hand_in(cast.agent, *many(30))
    run_job("imports", MONDAY)
    session.refresh(found)
    begin(found, cast.agent)
    session.commit()
    config = app.config["HUIYIN"]
    given = {"home": str(config.home), "database_url": config.database_url}
    dead = warm.Process(target=work_and_die, args=(given, MONDAY))
    dead.start()
    dead.join()
    assert dead.exitcode == -signal.SIGKILL
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.WORKING, 0)
    assert run_job("imports", MONDAY) == Tally()
    assert run_job("imports", LATER) == Tally(done=1)
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.DONE, 30)


@pytest.mark.both_databases
def test_a_fault_of_ours_is_not_tried_for_ever(
    session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-09: after some attempts it is given up, and says that nothing was imported."""
    found = hand_in(cast.agent, OPEN)
    monkeypatch.setattr(actions, "keep_lines", _die)
    moment = MONDAY
    for _ in range(MOST_ATTEMPTS):
        assert run_job("imports", moment).failed == 1
        moment += CLAIM + timedelta(seconds=1)
    run_job("imports", moment)
    session.refresh(found)
    assert (found.state, found.trouble, found.file_id) == (ImportState.REFUSED, "fault", None)


@pytest.mark.both_databases
def test_a_process_that_ends_well_gives_it_back(
    app: Flask,
    session: Session,
    cast: Cast,
    hand_in: HandIn,
    run_job: RunJob,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """V-09: another takes it over at once, and the attempt does not count."""
    found = hand_in(cast.agent, OPEN)
    session.commit()
    stop = Event()
    begin_reading = actions.begin_reading

    def end_soon(import_id: int) -> None:
        begin_reading(import_id)
        stop.set()

    monkeypatch.setattr(actions, "begin_reading", end_soon)
    with app.app_context(), until(stop):
        work_on_imports(MONDAY)
    session.refresh(found)
    assert (found.state, found.claim, found.attempts) == (ImportState.READING, None, 0)
    stop.clear()
    assert run_job("imports", MONDAY) == Tally(done=1)


@pytest.mark.both_databases
def test_one_whose_claim_ran_out_writes_nothing_more(
    session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-09: a process that slept, and whose import another has taken over, leaves it alone."""
    found = hand_in(cast.agent, *many(3))
    run_job("imports", MONDAY)
    session.refresh(found)
    begin(found, cast.agent)
    session.commit()
    carry_out = actions.carry_out

    def slept(import_id: int, token: str, *given: object, **named: object) -> int | None:
        taken = actions.claim(import_id, now=LATER)
        assert taken is not None
        return carry_out(import_id, token, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "carry_out", slept)
    assert run_job("imports", MONDAY) == Tally()
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.WORKING, 0)


@pytest.mark.both_databases
def test_two_clocks_at_one_import(app: Flask, session: Session, cast: Cast, hand_in: HandIn) -> None:
    """V-09: each phase is done once."""
    found = hand_in(cast.agent, *many(40))
    session.commit()
    with app.app_context():
        at_once(work_on_imports, MONDAY)
    session.refresh(found)
    assert (found.state, found.to_import) == (ImportState.CHECKED, 40)
    assert session.scalar(select(func.count(ImportRow.id))) == 40
    begin(found, cast.agent)
    session.commit()
    with app.app_context():
        assert at_once(work_on_imports, MONDAY) == 1
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.DONE, 40)
    done = select(func.count(TrailEvent.id)).where(TrailEvent.kind == "import.done")
    assert session.scalar(done) == 1


@pytest.mark.both_databases
def test_two_imports_of_the_same_lines_at_once(
    app: Flask, session: Session, cast: Cast, store: Store, hand_in: HandIn, run_job: RunJob
) -> None:
    """V-09: one becomes cases, whole; the other becomes none and says which lines were imported."""
    rows = many(60)
    imports = [hand_in(cast.agent, *rows), hand_in(cast.second_agent, *rows[30:], *many(1, OPEN))]
    imports[1].source = imports[0].source
    run_job("imports", MONDAY)
    for found in imports:
        session.refresh(found)
    assert [found.to_import for found in imports] == [60, 31]
    assert imports[1].faulty == 0
    for found in imports:
        begin(found, cast.agent)
    session.commit()
    start = threading.Barrier(2)

    def one(number: int) -> None:
        with app.app_context():
            start.wait()
            work_on(number, store=store, now=lambda: MONDAY)
            db.session.remove()

    threads = [threading.Thread(target=one, args=[found.id]) for found in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.rollback()
    for found in imports:
        session.refresh(found)
    states = {found.state for found in imports}
    assert states == {ImportState.DONE, ImportState.CHECKED}
    winner = next(found for found in imports if found.state is ImportState.DONE)
    loser = next(found for found in imports if found.state is ImportState.CHECKED)
    assert cases(session) == winner.to_import
    assert loser.known == 31
    assert session.scalar(select(func.count(func.distinct(Case.number)))) == winner.to_import


@pytest.mark.both_databases
def test_calling_off_while_it_is_prepared(
    session: Session, cast: Cast, hand_in: HandIn, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-09: who calls it off in the last moment before all is written gets no case."""
    found = hand_in(cast.agent, *many(3))
    run_job("imports", MONDAY)
    session.refresh(found)
    begin(found, cast.agent)
    carry_out = actions.carry_out

    def called_off(import_id: int, *given: object, **named: object) -> int | None:
        mine = db.session.get_one(Import, import_id)
        actions.cancel(mine, by=db.session.get_one(Staff, mine.by_id), now=MONDAY)
        db.session.flush()
        return carry_out(import_id, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "carry_out", called_off)
    run_job("imports", MONDAY)
    session.refresh(found)
    assert (found.state, cases(session)) == (ImportState.CANCELLED, 0)
