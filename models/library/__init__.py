"""The case library: typical cases freed of personal data, written up, reviewed, and learned from (L-05)."""
