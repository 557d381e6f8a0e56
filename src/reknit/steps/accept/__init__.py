"""Step 2: accept where it stands, without pushing."""
