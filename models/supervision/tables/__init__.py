"""Inspections of departments, who makes them, what they find, and the files that show it (Q-03)."""

from models.supervision.tables.file import InspectionFile
from models.supervision.tables.finding import DepartmentFinding
from models.supervision.tables.inspection import DepartmentInspection, Inspector

__all__ = ["DepartmentFinding", "DepartmentInspection", "InspectionFile", "Inspector"]
