"""What customers send by mail: kept as it came, then read, then made into a case or added to one (V-04)."""
