"""Teach the words engine from the examples in this folder."""
