"""Find the way through: what someone told at the start, how each day is, and the one next thing."""
