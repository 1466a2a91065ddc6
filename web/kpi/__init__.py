"""Key figures in words and on paper, for the portal and for the clock (Q-02, M-04)."""
