"""Is a notice or certificate genuine? Whoever holds it asks by the code on it."""
