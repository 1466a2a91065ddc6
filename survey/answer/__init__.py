"""Answering a survey, one question a screen, by the token of an invitation (S-04, S-05)."""
