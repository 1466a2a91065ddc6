"""The hotline's vault as this installation has it: peppers from the home, costs by configuration."""

from flask import current_app

from models.hotline.rules.vault import MIB, Costs, Vault
from web.commit import reading
from web.config import Config
from web.home import Home
from web.slow import SlowPool

PASSES_OF_CODE, PASSES_OF_PASSPHRASE = 3, 4


def vault() -> Vault:
    """For actions of the hotline in a request that may write: slow keys are made outside of its transaction
    and of this process (`web/slow/`)."""
    config: Config = current_app.config["HUIYIN"]
    locator, code = current_app.config["HOTLINE_PEPPERS"]
    return Vault(
        locator_pepper=locator,
        code_pepper=code,
        code=Costs(config.hotline_code_mib * MIB, PASSES_OF_CODE),
        passphrase=Costs(config.hotline_passphrase_mib * MIB, PASSES_OF_PASSPHRASE),
        slowly=_apart,
    )


def _apart(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    config: Config = current_app.config["HUIYIN"]
    pool = current_app.extensions.setdefault("slow_pool", SlowPool(Home(config.home).slow))
    with reading():
        made: bytes = pool.argon2id(secret, salt, memory_kib=costs.memory_kib, passes=costs.passes)
    return made
