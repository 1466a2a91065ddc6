"""Key figures (Q-02, Q-04): one definition each, months that are frozen, fair comparison, targets."""
