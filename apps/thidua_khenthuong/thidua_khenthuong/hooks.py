"""What the app tells its host. Wiring only."""

app_name = "thidua_khenthuong"
app_title = "Thi đua – Khen thưởng"
app_publisher = "The thidua_khenthuong authors"
app_description = (
    "Emulation and commendation work, from the plan to the decision and the summary report"
)
app_email = "thidua-khenthuong@example.org"
app_license = "mit"

after_install = "thidua_khenthuong.setup.install.after_install"
after_migrate = "thidua_khenthuong.setup.seed.after_migrate"

permission_query_conditions = {
    "Acknowledged Warning": "thidua_khenthuong.permissions.list_conditions",
    "Award Decision": "thidua_khenthuong.permissions.list_conditions",
    "Award Dossier": "thidua_khenthuong.permissions.list_conditions",
    "Award Nomination": "thidua_khenthuong.permissions.list_conditions",
    "Award Nominee": "thidua_khenthuong.permissions.list_conditions",
    "Award Quota": "thidua_khenthuong.permissions.list_conditions",
    "Award Record": "thidua_khenthuong.permissions.list_conditions",
    "Campaign Criterion": "thidua_khenthuong.permissions.list_conditions",
    "Emulation Campaign": "thidua_khenthuong.permissions.list_conditions",
    "Emulation Trace": "thidua_khenthuong.permissions.list_conditions",
    "Report Obligation": "thidua_khenthuong.permissions.list_conditions",
    "Report Outline": "thidua_khenthuong.permissions.list_conditions",
    "Summary Report": "thidua_khenthuong.permissions.list_conditions",
    "Unit Officer": "thidua_khenthuong.permissions.list_conditions",
}
has_permission = {
    "Acknowledged Warning": "thidua_khenthuong.permissions.has_permission",
    "Award Decision": "thidua_khenthuong.permissions.has_permission",
    "Award Dossier": "thidua_khenthuong.permissions.has_permission",
    "Award Nomination": "thidua_khenthuong.permissions.has_permission",
    "Award Nominee": "thidua_khenthuong.permissions.has_permission",
    "Award Quota": "thidua_khenthuong.permissions.has_permission",
    "Award Record": "thidua_khenthuong.permissions.has_permission",
    "Campaign Criterion": "thidua_khenthuong.permissions.has_permission",
    "Emulation Campaign": "thidua_khenthuong.permissions.has_permission",
    "Emulation Trace": "thidua_khenthuong.permissions.has_permission",
    "Report Obligation": "thidua_khenthuong.permissions.has_permission",
    "Report Outline": "thidua_khenthuong.permissions.has_permission",
    "Summary Report": "thidua_khenthuong.permissions.has_permission",
    "Unit Officer": "thidua_khenthuong.permissions.has_permission",
}
override_whitelisted_methods = {
    "frappe.client.get_count": "thidua_khenthuong.api.counting.get_count",
}

fixtures = [
    {
        "dt": "Role",
        "filters": [
            [
                "name",
                "in",
                [
                    "Emulation Officer",
                    "Unit Head",
                    "Lead Agency Officer",
                    "Council Secretary",
                    "Appraisal Officer",
                    "Standing Body Head",
                    "Decision Maker",
                    "Records Clerk",
                    "Emulation Auditor",
                    "Emulation Administrator",
                ],
            ]
        ],
    },
    {"dt": "Workflow State"},
    {"dt": "Workflow Action Master"},
    {
        "dt": "Workflow",
        "filters": [
            [
                "document_type",
                "in",
                [
                    "Emulation Campaign",
                    "Award Dossier",
                    "Award Decision",
                    "Summary Report",
                ],
            ]
        ],
    },
]
