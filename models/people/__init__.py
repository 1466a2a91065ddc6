"""Who works here: departments, staff, their roles, and how they log in."""
