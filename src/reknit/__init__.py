"""A private companion for the weeks after a break-up."""
