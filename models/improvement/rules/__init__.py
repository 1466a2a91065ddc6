"""What rises beyond its usual spread, what an improvement did, and who may do what. Pure."""
