"""Rules of emulation and commendation in plain Python: no frappe, clock, files or network."""
