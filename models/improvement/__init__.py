"""Improvement: what rises, what is done about it, whether it worked, and who is told (K-02, M-03)."""
