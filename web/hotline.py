"""The hotline's vault as this installation has it: peppers from the home, costs by configuration."""

from collections.abc import Callable

from flask import current_app

from models.hotline.rules.vault import MIB, Costs, Vault
from web.commit import reading
from web.config import Config

PASSES_OF_CODE, PASSES_OF_PASSPHRASE = 3, 4


def vault() -> Vault:
    """For actions of the hotline in a request that may write: slow work runs outside of its transaction."""
    config: Config = current_app.config["HUIYIN"]
    locator, code = current_app.config["HOTLINE_PEPPERS"]
    return Vault(
        locator_pepper=locator,
        code_pepper=code,
        code=Costs(config.hotline_code_mib * MIB, PASSES_OF_CODE),
        passphrase=Costs(config.hotline_passphrase_mib * MIB, PASSES_OF_PASSPHRASE),
        slowly=_apart,
    )


def _apart(work: Callable[[], bytes]) -> bytes:
    with reading():
        return work()
