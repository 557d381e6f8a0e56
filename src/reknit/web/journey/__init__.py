"""Today, the path, the exercises, and what was kept."""
