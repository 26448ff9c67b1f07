"""Emulation and commendation work as a Frappe app."""

__version__ = "0.1.0"
