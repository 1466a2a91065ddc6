"""The component gallery: every part of the look in every state, for those who build screens."""
