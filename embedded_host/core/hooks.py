"""The host's own wiring, in the form in which an app gives its own."""

app_name = "frappe"
app_title = "Embedded Host"
app_version = "15.0.0"

has_permission = {"File": "embedded_host.features.files.has_permission"}
permission_query_conditions = {"File": "embedded_host.features.files.list_condition"}
