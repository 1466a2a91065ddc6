"""The monthly flow: departments' summaries, their measures, the company's analysis report (Q-05)."""
