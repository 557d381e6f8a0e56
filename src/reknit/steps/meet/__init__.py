"""Step 3: meet the other well."""
