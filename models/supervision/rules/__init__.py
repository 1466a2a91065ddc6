"""Pure rules of inspections of departments."""
