"""The supervision mailbox on its server: read whole, in pieces where it is large, and emptied."""

from collections.abc import Iterator

from jobs.mailbox.errors import MailboxError
from jobs.mailbox.imap import ImapFolder
from web.sealed_uploads import SealedSpool

PIECE = 1 << 20


class EmptiedFolder(ImapFolder):
    """A folder from which mail is deleted. What somebody flagged as deleted is still there, and counts."""

    def waiting(self) -> list[int]:
        """The numbers of all that lies there, oldest first."""
        with self._spoken("search"):
            return sorted(self._client.search("ALL"))

    def body(self, uid: int) -> SealedSpool:
        """What stands below the headers of a mail, piece by piece, sealed where it does not fit in memory."""
        spool = SealedSpool()
        for piece in self._pieces(uid):
            spool.write(piece)
        return spool

    def delete(self, uid: int) -> None:
        """Deletes a mail for good. Raises MailboxError where the server keeps it."""
        with self._spoken("deleting"):
            self._client.add_flags([uid], [b"\\Deleted"], silent=True)
            if self._client.has_capability("UIDPLUS"):
                self._client.uid_expunge([uid])
            else:
                self._client.expunge()
            if self._client.search(["UID", str(uid)]):
                raise MailboxError("deleting: the server keeps what was deleted")

    def _pieces(self, uid: int) -> Iterator[bytes]:
        start = 0
        while True:
            with self._spoken("fetch"):
                asked = f"BODY.PEEK[TEXT]<{start}.{PIECE}>"
                found = self._client.fetch([uid], [asked]).get(uid, {})
            values = [value for key, value in found.items() if key.startswith(b"BODY[TEXT]")]
            if not values or not values[0]:
                return
            yield bytes(values[0])
            start += len(values[0])
