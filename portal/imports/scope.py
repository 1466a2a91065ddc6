"""Loading an import. All who may import see all imports: they bring cases into one register."""

from flask import abort

from models.imports import queries
from models.imports.tables import Import


def import_or_404(import_id: int) -> Import:
    """The import of this number, with its people."""
    return queries.one(import_id) or abort(404)


def held_or_404(import_id: int) -> Import:
    """As `import_or_404`, kept from all other writers until the request ends (H-07)."""
    return queries.held(import_id) or abort(404)
