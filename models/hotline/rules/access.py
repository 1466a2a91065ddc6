"""A report that somebody has opened, in memory: its keys, and as whom. It is never written anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.errors import NotAllowed
from models.hotline.rules import places
from models.hotline.rules.sealing import KEY, Pair, unseal_secret
from models.hotline.words import Author, Side


@dataclass(frozen=True)
class Keys:
    """The pairs of one version; the reporter has no `work`."""

    talk: Pair
    work: Pair | None = None

    def of(self, side: Side) -> Pair:
        """The pair of a side. Raises NotAllowed where it is not at hand."""
        pair = self.talk if side is Side.TALK else self.work
        if pair is None:
            raise NotAllowed("permission")
        return pair


@dataclass(frozen=True)
class Access:
    """Who opened which report, with the keys of each version; `keeper_id` is None for the reporter."""

    report_id: int
    epoch: int
    keys: Mapping[int, Keys] = field(repr=False)
    keeper_id: int | None = None
    staff_id: int | None = None
    reporter: Pair | None = field(default=None, repr=False)

    @property
    def author(self) -> Author:
        """As whom texts are written."""
        return Author.REPORTER if self.keeper_id is None else Author.READER

    @property
    def sides(self) -> tuple[Side, ...]:
        """What can be read: the reporter's side, and the readers' for a reader."""
        return (Side.TALK,) if self.keeper_id is None else (Side.TALK, Side.WORK)

    def pair(self, side: Side, epoch: int) -> Pair | None:
        """The pair of a side and version; None where this reader had no share of it."""
        keys = self.keys.get(epoch)
        return keys.of(side) if keys is not None else None


@dataclass(frozen=True)
class KeyHolder:
    """A keeper whose private key is unlocked."""

    keeper_id: int
    staff_id: int
    pair: Pair = field(repr=False)


def share_bytes(keys: Keys) -> bytes:
    """What a share holds: both private keys."""
    return keys.of(Side.TALK).private + keys.of(Side.WORK).private


def keys_in_share(sealed: bytes, holder: KeyHolder, report_id: int, epoch: int) -> Keys:
    """The keys that a share gives to its reader. Raises Damaged."""
    plain = unseal_secret(sealed, holder.pair, places.share(report_id, epoch, holder.keeper_id))
    return Keys(Pair.of(plain[:KEY]), Pair.of(plain[KEY:]))
