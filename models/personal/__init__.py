"""What we hold of a customer: a copy for them on request, and forgetting them on request (X-03)."""
