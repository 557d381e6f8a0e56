"""Load what the companion says and asks, from content files into typed records."""
