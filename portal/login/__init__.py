"""Coming in and going out: login, second factor, logout."""
