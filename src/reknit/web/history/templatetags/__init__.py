"""Template tags of the message history."""
