"""Quality inspection of closed cases and of departments: checklists, samples, scores, corrections
(Q-01, Q-03)."""
