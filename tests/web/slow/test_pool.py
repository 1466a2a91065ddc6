"""Slow keys are made one at a time, by another process, at a low priority (W-02)."""

import os
import resource
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from pathlib import Path
from threading import Event

import psutil
import pytest
from flask import Flask
from nacl.pwhash import argon2id

from models.errors import Busy
from web.slow import SlowPool
from web.slow.child import LONGEST_REST, MOMENT, NICENESS, REST, rested
from web.slow.pool import COMMAND, PLACES, PLACES_HERE

SALT = bytes(range(16))
SMALL = {"memory_kib": 64, "passes": 1}


@contextmanager
def somebody_has_the_turn(pool: SlowPool, folder: Path) -> Iterator[None]:
    """Whoever comes waits, as if a key were being made all the time."""
    folder.mkdir(exist_ok=True)
    held = os.open(pool.turn, os.O_RDWR | os.O_CREAT)
    flock(held, LOCK_EX)
    try:
        yield
    finally:
        os.close(held)


def at_work() -> list[psutil.Process]:
    """The processes that make keys for this one, once they are scheduled as batch work and nice."""
    found = []
    for each in psutil.Process().children():
        with suppress(psutil.Error, OSError):
            ours = each.cmdline()[2:3] == [str(COMMAND[2])]
            if ours and each.nice() >= NICENESS and os.sched_getscheduler(each.pid) == os.SCHED_BATCH:
                found.append(each)
    return found


def wait_for(count: int) -> list[psutil.Process]:
    """Gives the core away until so many are there."""
    nothing = Event()
    while len(found := at_work()) < count:
        nothing.wait(0.02)
    return found


def test_another_process_makes_the_key_and_takes_the_memory(tmp_path: Path) -> None:
    pool = SlowPool(tmp_path / "slow", patience=600)
    key = pool.argon2id(b"0123456789ABCDEF", SALT, memory_kib=65536, passes=1)
    assert key == argon2id.kdf(32, b"0123456789ABCDEF", SALT, 1, 65536 * 1024)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >= 65536


def test_one_is_made_at_a_time_by_a_nice_process_and_the_rest_is_refused(tmp_path: Path) -> None:
    """As many workers as fill the queue, and one more: whoever comes then hears so at once, in each."""
    folder = tmp_path / "slow"
    workers = [SlowPool(folder, patience=600) for _ in range(PLACES // PLACES_HERE + 1)]
    with ThreadPoolExecutor(PLACES) as people:
        with somebody_has_the_turn(workers[0], folder):
            waiting: list[Future[bytes]] = []
            for place in range(PLACES):
                worker = workers[place // PLACES_HERE]
                waiting.append(people.submit(worker.argon2id, b"code", SALT, **SMALL))
                processes = wait_for(place + 1)
            for each in processes:
                assert os.sched_getscheduler(each.pid) == os.SCHED_BATCH
                assert "code" not in " ".join(each.cmdline())
            for worker in workers:
                with pytest.raises(Busy):
                    worker.argon2id(b"code", SALT, **SMALL)
            assert [each.done() for each in waiting] == [False] * PLACES
        wanted = argon2id.kdf(32, b"code", SALT, 1, 65536)
        assert [each.result() for each in waiting] == [wanted] * PLACES
    assert at_work() == []
    assert workers[-1].argon2id(b"code", SALT, **SMALL) == wanted


def test_one_worker_never_gives_all_its_threads(tmp_path: Path) -> None:
    folder = tmp_path / "slow"
    pool = SlowPool(folder, patience=600)
    with ThreadPoolExecutor(PLACES_HERE) as people:
        with somebody_has_the_turn(pool, folder):
            waiting = [people.submit(pool.argon2id, b"code", SALT, **SMALL) for _ in range(PLACES_HERE)]
            wait_for(PLACES_HERE)
            with pytest.raises(Busy):
                pool.argon2id(b"code", SALT, **SMALL)
            with pytest.raises(Busy):
                pool.expect_place()
        assert len({each.result() for each in waiting}) == 1
    pool.expect_place()


def test_after_a_key_others_have_the_core_for_nine_times_as_long() -> None:
    """However many are asked for, keys take a tenth of one core. No rest is over three seconds."""
    assert (REST, LONGEST_REST) == (9, 3.0)
    assert rested(100.0, 100.25) == 102.5
    assert rested(100.0, 103.0) == 106.0


def test_a_key_says_when_the_next_may_begin_and_the_next_waits_for_it(tmp_path: Path) -> None:
    """The moment is in the file of the turn. One far ahead, of a clock that began anew, holds nobody up."""
    pool = SlowPool(tmp_path / "slow", patience=600)
    pool.argon2id(b"code", SALT, **SMALL)
    (said,) = MOMENT.unpack(pool.turn.read_bytes())
    pool.argon2id(b"code", SALT, **SMALL)
    (then,) = MOMENT.unpack(pool.turn.read_bytes())
    assert then > said
    pool.turn.write_bytes(MOMENT.pack(then + 10**9))
    with pytest.raises(Busy):
        SlowPool(tmp_path / "slow", patience=0.5).argon2id(b"code", SALT, **SMALL)
    assert MOMENT.unpack(pool.turn.read_bytes()) == (then + 10**9,)
    pool.argon2id(b"code", SALT, **SMALL)
    assert MOMENT.unpack(pool.turn.read_bytes()) < (then + 10**9,)


def test_who_waited_in_vain_is_sent_away_and_leaves_no_process(tmp_path: Path) -> None:
    folder = tmp_path / "slow"
    pool = SlowPool(folder, patience=0.5)
    with somebody_has_the_turn(pool, folder), pytest.raises(Busy):
        pool.argon2id(b"code", SALT, **SMALL)
    assert at_work() == []


def test_what_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """More memory than there is, or a salt that is none."""
    with pytest.raises(Busy):
        SlowPool(tmp_path / "slow", patience=600).argon2id(b"code", b"short", **SMALL)


def test_the_refusal_says_when_to_come_back(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        answer = app.make_response(app.handle_user_exception(Busy()))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "try again in a minute" in answer.get_data(as_text=True)
