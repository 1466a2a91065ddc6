"""Which cases are one customer's, and whose link may lead on to another case (T-06). Pure."""

from models.cases.tables import Case


def same_customer(one: Case, other: Case) -> bool:
    """Whether both cases are known to be one customer's: one record, one telephone, or one mail address."""
    return (
        one.customer_id == other.customer_id
        or _shared(one.contact_phone, other.contact_phone)
        or _shared(one.contact_email, other.contact_email)
    )


def differ(one: Case, other: Case) -> bool:
    """Whether both cases name a telephone, or a mail address, and not the same one. What only one of them
    names differs from nothing."""
    return _unlike(one.contact_phone, other.contact_phone) or _unlike(one.contact_email, other.contact_email)


def leads_on(case: Case, into: Case) -> bool:
    """Whether whoever holds the link of a merged case is shown the case that carries it on.

    Anybody may type somebody else's telephone or account into the public form, and mail of their own. So
    what both cases were told with must be the same mail address, or the same telephone where ours talked to
    the customer both times.
    """
    if case.contact_email or into.contact_email:
        return _shared(case.contact_email, into.contact_email)
    heard = case.registered_by_id is not None and into.registered_by_id is not None
    return heard and _shared(case.contact_phone, into.contact_phone)


def _shared(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


def _unlike(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and one != other
