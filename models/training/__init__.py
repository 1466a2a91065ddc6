"""Training: plans, sessions, the log of who took part, requirements, and what came of it (L-01 … L-06)."""
