"""The database: connections, schema, filters, list queries, `frappe.db` and `frappe.qb`."""
