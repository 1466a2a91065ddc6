"""`flask audit`: is the trail still what was written (X-02)."""

import click
from sqlalchemy.exc import IntegrityError

from models.db import db, writing
from models.events.actions import seal
from models.events.queries import verify
from web.commands.schema import SchemaGroup

audit = SchemaGroup("audit", help="The append-only trail of what happened.")


@audit.command("verify")
@click.option(
    "--expect-head", metavar="HEAD", help="A head noted earlier: shows that nothing was cut off since."
)
def check(expect_head: str | None) -> None:
    """Recompute the whole chain of hashes. Ends with 1 and a line for each fault found."""
    found = verify(expect_head.strip().lower() if expect_head else None)
    click.echo(f"{found.sealed} events sealed, {found.unsealed} not yet. Head: {found.head}")
    for fault in found.faults:
        click.echo(fault, err=True)
    if not found.sound:
        raise SystemExit(1)
    click.echo("The trail is sound.")


@audit.command("head")
def head() -> None:
    """Seal what is not sealed yet and print the head. Note it elsewhere, for `verify --expect-head`."""
    with writing():
        while _sealed_some():
            pass
    click.echo(verify().head)


def _sealed_some() -> bool:
    """Seals a batch; True where there may be more, also when the clock sealed at the same moment."""
    try:
        count = seal()
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return True
    return count > 0
