"""What happened: the append-only trail of every area, chained by hash (X-02)."""
