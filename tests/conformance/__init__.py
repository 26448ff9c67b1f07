"""Recorded exchanges of a Frappe 15.55.1 site, replayed against the host and compared."""
