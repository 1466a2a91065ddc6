"""Where SMS are handed over; one transport serves one batch."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from jobs.sms.folder import Folder
from jobs.sms.gateway import Gateway
from jobs.sms.message import Sms
from web.config import Config
from web.home import Home
from web.sms_gateway import RECEIPTS


class Transport(Protocol):
    """Takes SMS. All of these raise the errors of `jobs.sending.errors` and no others."""

    def make_ready(self) -> None:
        """Makes sure that an SMS can be handed over now. Raises Unreachable."""
        ...

    def send(self, sms: Sms) -> str:
        """Hands one SMS over, under its key: it leaves once, however often that is tried.

        Returns the gateway's name for it. Raises Refused, Delayed or Unreachable; after Delayed it may have
        left all the same.
        """
        ...

    def close(self) -> None:
        """Ends the conversation. Raises nothing."""
        ...


@contextmanager
def transport(config: Config) -> Iterator[Transport]:
    """The gateway of the configuration, or in the demo the folder of SMS. Raises LookupError for neither."""
    chosen: Transport
    if config.sms_url and config.sms_key is not None:
        receipts = config.public_url + RECEIPTS
        chosen = Gateway(config.sms_url, config.sms_key, receipts=receipts)
    elif config.sends_sms:
        chosen = Folder(Home(config.home).sms)
    else:
        raise LookupError("there is no way out for SMS")
    try:
        yield chosen
    finally:
        chosen.close()
