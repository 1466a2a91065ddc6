"""Following a case by its number and secret key: progress, answer, and the customer's own steps (H-08)."""
