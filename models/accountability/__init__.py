"""Staff accountability: candidates from what happened, and matters with due process (A-02 … A-05)."""
