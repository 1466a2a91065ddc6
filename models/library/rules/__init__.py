"""What is personal data in a text, and who may do what with a typical case. Pure."""
