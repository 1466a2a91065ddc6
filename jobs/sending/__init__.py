"""What every way out of the house has in common: the batch of one run, and what can happen to a message."""
