"""Notice danger, say what it closes, and know whom one can reach."""
