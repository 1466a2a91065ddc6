"""Who runs the clock, and what its jobs did: kept for operators."""
