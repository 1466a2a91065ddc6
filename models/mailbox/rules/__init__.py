"""Reading a message and judging what it is: pure, from bytes to values, and nothing here ever raises."""
