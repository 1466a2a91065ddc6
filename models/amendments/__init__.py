"""The next edition of the rules: drafted, replayed on past cases, approved, and applied (RB-01, RB-02)."""
