"""The hotline's vault as this installation has it: peppers from the home, costs by configuration."""

from flask import current_app

from models.db import begin_reading, db
from models.hotline.rules.vault import MIB, Costs, Vault
from web.commit import reading
from web.config import Config
from web.home import Home
from web.slow import SlowPool

PASSES_OF_CODE, PASSES_OF_PASSPHRASE = 3, 4


def vault(*, only_reading: bool = False) -> Vault:
    """For the hotline in a request: slow keys are made outside of its transaction and of this process.

    `only_reading` for a request that writes nothing: on SQLite whoever may write keeps other writers waiting.
    """
    if only_reading:
        begin_reading()
    config: Config = current_app.config["HUIYIN"]
    locator, code = current_app.config["HOTLINE_PEPPERS"]
    return Vault(
        locator_pepper=locator,
        code_pepper=code,
        code=Costs(config.hotline_code_mib * MIB, PASSES_OF_CODE),
        passphrase=Costs(config.hotline_passphrase_mib * MIB, PASSES_OF_PASSPHRASE),
        slowly=_between if only_reading else _apart,
    )


def expect_place() -> None:
    """Raises Busy where no slow key can be made now: asked first, it costs no look into the database."""
    _pool().expect_place()


def _apart(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    with reading():
        return _made(secret, salt, costs)


def _between(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    db.session.rollback()
    return _made(secret, salt, costs)


def _made(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    """By the pool that all workers share (`web/slow/`)."""
    return _pool().argon2id(secret, salt, memory_kib=costs.memory_kib, passes=costs.passes)


def _pool() -> SlowPool:
    config: Config = current_app.config["HUIYIN"]
    pool: SlowPool = current_app.extensions.setdefault("slow_pool", SlowPool(Home(config.home).slow))
    return pool
