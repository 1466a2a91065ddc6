"""The rules of surveys, pure: what counts as an answer, and which screen comes next."""
