"""How SMS leave the house: handed to a gateway over signed HTTP, or in the demo kept as files (R-02)."""
