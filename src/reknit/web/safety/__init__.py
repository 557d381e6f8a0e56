"""Help now, for anyone, signed in or not; and the way out of any page."""
