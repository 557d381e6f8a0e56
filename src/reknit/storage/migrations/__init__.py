"""Bring a database from one shape to the next."""
