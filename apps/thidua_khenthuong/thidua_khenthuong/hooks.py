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
    "Deadline Extension": "thidua_khenthuong.permissions.list_conditions",
    "Emulation Campaign": "thidua_khenthuong.permissions.list_conditions",
    "Emulation Trace": "thidua_khenthuong.permissions.list_conditions",
    "Report Obligation": "thidua_khenthuong.permissions.list_conditions",
    "Report Outline": "thidua_khenthuong.permissions.list_conditions",
    "Summary Report": "thidua_khenthuong.permissions.list_conditions",
    "Unit Officer": "thidua_khenthuong.permissions.list_conditions",
    "File": "thidua_khenthuong.attachments.file_conditions",
    "Award Decision Dossier": "thidua_khenthuong.permissions.row_conditions",
    "Award Decision Row": "thidua_khenthuong.permissions.row_conditions",
    "Award Quota Exception": "thidua_khenthuong.permissions.row_conditions",
    "Award Quota Part": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Assignment": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Award Form": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Body": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Clause": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Deadline": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Dossier Rule": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Item": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Legal Basis": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Period": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Phase": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Recipient": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Route Rule": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Route Step": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Rule": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Subject Group": "thidua_khenthuong.permissions.row_conditions",
    "Campaign Target": "thidua_khenthuong.permissions.row_conditions",
    "Dossier Component": "thidua_khenthuong.permissions.row_conditions",
    "Nomination Contribution": "thidua_khenthuong.permissions.row_conditions",
    "Nomination Yearly Result": "thidua_khenthuong.permissions.row_conditions",
    "Report Obligation Addressee": "thidua_khenthuong.permissions.row_conditions",
    "Reported Model": "thidua_khenthuong.permissions.row_conditions",
    "Summary Report Addressee": "thidua_khenthuong.permissions.row_conditions",
    "Summary Report Figure": "thidua_khenthuong.permissions.row_conditions",
    "Summary Report Section": "thidua_khenthuong.permissions.row_conditions",
    "Summary Report Source": "thidua_khenthuong.permissions.row_conditions",
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
    "Deadline Extension": "thidua_khenthuong.permissions.has_permission",
    "Emulation Campaign": "thidua_khenthuong.permissions.has_permission",
    "Emulation Trace": "thidua_khenthuong.permissions.has_permission",
    "Report Obligation": "thidua_khenthuong.permissions.has_permission",
    "Report Outline": "thidua_khenthuong.permissions.has_permission",
    "Summary Report": "thidua_khenthuong.permissions.has_permission",
    "Unit Officer": "thidua_khenthuong.permissions.has_permission",
    "File": "thidua_khenthuong.attachments.file_permission",
}
doc_events = {
    "File": {"validate": "thidua_khenthuong.attachments.guard_attachment"},
}
override_whitelisted_methods = {
    "frappe.client.get_count": "thidua_khenthuong.api.counting.get_count",
}

home_page = "tong-quan"
website_route_rules = [{"from_route": "/ke-hoach/<campaign>", "to_route": "ke-hoach"}]

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
