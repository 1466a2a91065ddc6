"""Every read of the hotline. What is sealed is read with a key that the asker brings."""
