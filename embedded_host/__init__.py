"""A small host, in one process, for Frappe apps."""

__version__ = "0.1.0"
