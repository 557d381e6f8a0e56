"""The frame of every page: base template, style, script, charts, and pages for when something fails."""
