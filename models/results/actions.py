"""What happens to results: they are taken out, and the trail says by whom."""

from datetime import datetime
from typing import Any

from models.events.actions import record
from models.events.tables import Event
from models.people.tables import Staff
from models.results.rules import Selection


def note_export(selection: Selection, *, by: Staff, now: datetime, form: str, rows: int) -> Event:
    """Records `results.exported`: who took how many answers out, as what, narrowed to what (X-02)."""
    narrowed = {
        "since": selection.begin.isoformat() if selection.begin else None,
        "until": selection.end.isoformat() if selection.end else None,
        "department": selection.department_id,
        "category": selection.categories[0] if selection.categories else None,
        "channel": selection.channel.value if selection.channel else None,
        "grade": selection.grade,
        "reach": selection.reach.value if selection.reach else None,
    }
    facts: dict[str, Any] = {name: value for name, value in narrowed.items() if value}
    return record(
        "results.exported",
        f"results:{selection.source}",
        by=by,
        now=now,
        format=form,
        rows=rows,
        **facts,
    )
