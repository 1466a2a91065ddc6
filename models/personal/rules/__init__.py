"""Where words of and about customers stand in the whole house (X-03). Pure."""
