"""Come in, stay locked, and leave: landing, start, unlocking, and what is yours."""
