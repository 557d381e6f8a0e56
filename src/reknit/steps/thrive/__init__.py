"""Step 4: be good to yourself."""
