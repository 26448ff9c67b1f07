"""The read-only pages at `/`: view models without frappe, and the one place that renders them."""
