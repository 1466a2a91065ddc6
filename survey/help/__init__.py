"""Help for customers: articles that they may read, by words and category (K-01)."""
