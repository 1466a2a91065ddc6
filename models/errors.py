"""What can go wrong in the domain. `web/errors.py` turns each into words for a reader."""


class DomainError(Exception):
    """Something the domain refuses; nothing was changed."""


class NotAllowed(DomainError):
    """This person may not do this, or not to this row (separation of duties included)."""

    def __init__(self, why: str = "permission") -> None:
        super().__init__(why)
        self.why = why


class WrongState(DomainError):
    """The step does not fit the state the row is in; somebody may have been quicker."""

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"{what} is not possible in state {state}")
        self.what = what
        self.state = state


class Stale(DomainError):
    """Somebody changed the row since this person read it (H-07)."""

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(f"version {seen} was read, {current} is current")
        self.seen = seen
        self.current = current


class Invalid(DomainError):
    """A value the domain refuses: `field` names it, `why` is a short code."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


class Expired(DomainError):
    """A link or window whose time has passed."""


class BadToken(DomainError):
    """A link that we did not make, or that was damaged on the way."""


class WrongSecret(DomainError):
    """A receipt code or passphrase that opens nothing. Never says whether there was something to open."""


class Damaged(DomainError):
    """Something sealed that does not open: changed, cut short, or moved from another row."""


class Busy(DomainError):
    """Work that is slow by intent has a full queue: try again in a minute. Nothing was changed."""


class SetupError(DomainError):
    """The installation lacks something; the text is one line for an operator."""
