"""The supervision group inspects departments: plan, findings, answer, conclusion, corrections (Q-03)."""
