"""Rows of fields inside a step's form."""

from collections.abc import Iterable

from wtforms import FieldList


class Rows(FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows by the numbers that the page gives them; fields with any other number are passed over."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> list[int]:
        names, most = list(formdata), self.max_entries or 0
        return [row for row in range(most) if any(name.startswith(f"{prefix}-{row}-") for name in names)]
