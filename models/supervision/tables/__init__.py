"""Inspections of departments, who makes them, and what they find (Q-03)."""

from models.supervision.tables.finding import DepartmentFinding
from models.supervision.tables.inspection import DepartmentInspection, Inspector

__all__ = ["DepartmentFinding", "DepartmentInspection", "Inspector"]
