"""The host's own wiring, in the form in which an app gives its own."""

app_name = "frappe"
app_title = "Embedded Host"
app_version = "15.0.0"
