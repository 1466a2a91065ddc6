"""Key figures: the boards of each role, the cases behind a figure, months, flags, the wall (Q-02, M-02)."""

from portal.kpi import cases, export, flags, months, reports, views, wall
from portal.kpi.blueprint import blueprint

__all__ = ["blueprint", "cases", "export", "flags", "months", "reports", "views", "wall"]
