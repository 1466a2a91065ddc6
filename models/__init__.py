"""Everything the company knows and decides: one package an area, no HTTP in it."""
