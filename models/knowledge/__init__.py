"""The knowledge base: articles with versions, found by words and suggested for cases (K-01, X-06)."""
