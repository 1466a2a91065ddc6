"""By which rules: working time, the rulebook as a versioned document, message templates (RB)."""
