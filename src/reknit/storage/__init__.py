"""Hold persons and sealed entries in a database: bytes, never a key or a meaning."""
