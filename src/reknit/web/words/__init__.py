"""Look at a message before it goes anywhere."""
