"""Databases with ten thousand and with a million cases: the demo company's year, told again and again."""
