"""Campaigns: whom a questionnaire goes to, when and how, and what became of each of them (S-03, S-04)."""
