"""The clock: what runs by itself, and the process that starts it."""
