"""Who is on duty for emergencies, and when (T-02)."""
