"""Keep what a person writes sealed: keys, envelope, and the diary of typed sealed entries."""
