"""Messages for tests, made by hand: each as some program or server writes it."""
