"""Rules of inspections, all pure: scoring, sampling, agreement, who may inspect (Q-01)."""
