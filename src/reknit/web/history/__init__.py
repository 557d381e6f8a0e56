"""Bring a message history, see what was read, and what it shows."""
