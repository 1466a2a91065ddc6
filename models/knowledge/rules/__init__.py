"""Which parts of a text find an article, and who may do what with one. Pure."""
