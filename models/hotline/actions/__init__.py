"""Every write of the hotline. None records an event: what was done lies sealed on the report itself."""
