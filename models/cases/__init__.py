"""One customer voice from intake to close: voice, triage, handling, result (V, T, G, H, R-01)."""
