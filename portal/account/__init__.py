"""One's own account: language, theme, password, second factor, running logins."""
