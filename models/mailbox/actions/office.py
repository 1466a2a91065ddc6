"""What mail is handled with: our names, the key that proves our tags, and where files are kept."""

from dataclasses import dataclass

from models.files.storage import Store
from models.ids import Signer
from models.mailbox.rules.classify import Ours


@dataclass(frozen=True)
class Office:
    """One installation's mail room."""

    ours: Ours
    signer: Signer
    store: Store
