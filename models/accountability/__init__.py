"""Who was responsible for what, and when: chains of responsibility, read from what happened (A-01)."""
