"""Papers of the company: notices and certificates, numbered, printed once, and known to be genuine."""
