"""Show Reknit in a browser: Django at the edge, thin views, pages that work without JavaScript."""
