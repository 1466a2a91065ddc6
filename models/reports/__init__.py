"""Satisfaction reports: figures frozen, words written, approved by a second person, published (S-07)."""
