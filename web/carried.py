"""Files of a form that was not accepted yet: kept here, and named in the form by words that only we can make.

Browsers never send a chosen file twice by themselves. The word is bound to the form's own name, so nobody
can put somebody else's file into a form.
"""

from collections.abc import Iterable

from models.files.queries import by_key
from models.files.tables import StoredFile
from web.context import signer

PURPOSE = "carried file"


def carry(file: StoredFile, submission: str) -> str:
    """The word by which a form carries a file on."""
    return f"{file.key}.{signer().proof(PURPOSE, f'{submission}.{file.key}')}"


def carried(words: Iterable[str], submission: str, *, most: int) -> list[StoredFile]:
    """The files that a form carries: forged words and files that were swept up are passed over."""
    found = []
    for word in list(dict.fromkeys(words))[:most]:
        key, _dot, proof = word.partition(".")
        if signer().proves(PURPOSE, f"{submission}.{key}", proof):
            file = by_key(key)
            if file is not None:
                found.append(file)
    return found
