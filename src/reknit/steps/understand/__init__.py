"""Step 1: understand why it ended."""
