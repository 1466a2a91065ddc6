"""A file that has become cases already is taken no second time (V-09)."""

from models.errors import Invalid
from models.imports.queries import done_before


class ImportedBefore(Invalid):
    """`earlier_id` names the import by which this very file became cases."""

    def __init__(self, earlier_id: int) -> None:
        super().__init__("file", "imported_before")
        self.earlier_id = earlier_id


def require_new(sha256: str) -> None:
    """Lets a file pass by its digest, whatever it is called. Raises ImportedBefore."""
    earlier = done_before(sha256)
    if earlier is not None:
        raise ImportedBefore(earlier.id)
