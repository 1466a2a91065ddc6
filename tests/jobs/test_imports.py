"""The clock takes imports through their phases: all or none, twice without harm, ten thousand at once."""

import time
from io import BytesIO

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.files.storage import FolderStore
from models.imports import actions
from models.imports.tables import Import, ImportRow
from models.imports.words import ImportState
from models.ids import random_code
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.models.imports.sheets import CLOSED, OPEN, separated, table, workbook
from tests.moments import MONDAY
from web.home import Home


def test_ten_thousand(app: Flask, session: Session, cast: Cast, run_job: RunJob) -> None:
    """V-09: ten thousand."""
    rows = []
    for n in range(10_000):
        base = OPEN if n % 40 == 0 else CLOSED
        rows.append(
            base | {"原系统编号": f"T-{n:05}", "电话": f"138{n:08}"[:11] if n % 3 else f"139{n // 7:08}"}
        )
    t = time.process_time()
    content = workbook(table(*rows))
    print("made", time.process_time() - t, len(content))
    found = actions.add_import(
        BytesIO(content),
        "a.xlsx",
        source="CRM",
        submission=random_code(26),
        store=FolderStore(Home(app.config["HUIYIN"].home).files),
        by=cast.agent,
        now=MONDAY,
    )
    t = time.process_time()
    run_job("imports", MONDAY)
    print("read+check", time.process_time() - t)
    session.expire_all()
    print(
        found.state,
        found.rows,
        found.faulty,
        found.open_rows,
        found.closed_rows,
        found.trouble,
        found.trouble_facts,
    )
    for row in session.scalars(select(ImportRow).where(ImportRow.faulty).limit(3)):
        print(row.faults)
    actions.start(found, skip_known=False, letters=True, by=cast.agent, now=MONDAY, seen=None)
    t = time.process_time()
    import jobs.imports as ji

    real = actions.carry_out

    def timed(*a, **k):
        s = time.process_time()
        r = real(*a, **k)
        print("carry", time.process_time() - s)
        return r

    actions.carry_out = timed
    run_job("imports", MONDAY)
    actions.carry_out = real
    print("work", time.process_time() - t)
    session.expire_all()
    print(found.state, session.scalar(select(func.count(Case.id))))
    assert found.state is ImportState.DONE
