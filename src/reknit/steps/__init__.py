"""The steps of the way, siblings that do not know each other."""
