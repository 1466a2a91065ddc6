"""The bridge between a case and its survey: who is asked when, and what an answer does to the case (R)."""
