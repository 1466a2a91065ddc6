"""Where everybody comes in: what can be done here, and when somebody answers the telephone."""
