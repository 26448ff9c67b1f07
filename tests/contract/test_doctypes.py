"""What holds for every DocType of the app."""

from __future__ import annotations

import re

import pytest

from contract.files import APP, LAYOUT, ROOT, DocTypeFile, doctypes, parents, select_options
from thidua_khenthuong.domain import plan_merits, plan_rules, plan_text, vocabulary
from thidua_khenthuong.queries.nominations import HOLDING

FRAMEWORKS_OWN = {"User", "DocType", "Workflow State"}
NAMED_BY = re.compile(r"hash|field:code|[A-Z]+-\.YYYY\.-\.#+")
NO_ROLE = {"Award Nominee Identity"}
each_doctype = pytest.mark.parametrize("doctype", doctypes(), ids=lambda item: item.name)


def scrubbed(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")


@each_doctype
def test_a_folder_and_a_controller_are_named_after_the_doctype(doctype: DocTypeFile) -> None:
    assert doctype.path.stem == doctype.path.parent.name == scrubbed(doctype.name)
    controller = doctype.path.with_suffix(".py").read_text("utf-8")
    class_name = doctype.name.replace(" ", "").replace("-", "")
    assert f"class {class_name}(" in controller


@each_doctype
def test_the_order_of_fields_names_every_field_once(doctype: DocTypeFile) -> None:
    assert doctype.content["field_order"] == [field["fieldname"] for field in doctype.fields]
    assert len(set(doctype.content["field_order"])) == len(doctype.fields)


@each_doctype
def test_every_link_and_table_has_a_target(doctype: DocTypeFile) -> None:
    known = {item.name for item in doctypes()} | FRAMEWORKS_OWN
    children = {item.name for item in doctypes() if item.is_child}

    assert [f["options"] for f in doctype.fields_of("Link") if f["options"] not in known] == []
    assert [f["options"] for f in doctype.fields_of("Table") if f["options"] not in children] == []


@each_doctype
def test_a_doctype_is_named_by_a_plain_code_a_hash_or_a_series(doctype: DocTypeFile) -> None:
    unique = {field["fieldname"] for field in doctype.fields if field.get("unique")}

    assert unique <= {"code", "nominee"}
    if not doctype.is_child:
        assert NAMED_BY.fullmatch(doctype.content["autoname"])


@each_doctype
def test_keys_of_order_and_search_are_indexed(doctype: DocTypeFile) -> None:
    keys = [f for f in doctype.fields if f["fieldname"] in ("sort_key", "search_key")]

    assert [field["fieldname"] for field in keys if not field.get("search_index")] == []


@pytest.mark.parametrize("doctype", parents(), ids=lambda item: item.name)
def test_somebody_may_read_every_doctype_but_the_secret_one(doctype: DocTypeFile) -> None:
    readers = [row["role"] for row in doctype.content["permissions"] if row.get("read")]

    assert bool(readers) == (doctype.name not in NO_ROLE)
    assert len(readers) == len(set(readers))


@pytest.mark.parametrize("doctype", parents(), ids=lambda item: item.name)
def test_every_doctype_is_used_by_a_test(doctype: DocTypeFile) -> None:
    folders = (ROOT / "tests" / "app", ROOT / "tests" / "scenarios", ROOT / "tests")
    texts = [
        path.read_text("utf-8")
        for folder in folders
        for path in (folder.glob("*.py") if folder == ROOT / "tests" else folder.rglob("*.py"))
    ]

    assert any(f'"{doctype.name}"' in text for text in texts)


def options(doctype: str, fieldname: str) -> list[str]:
    found = next(item for item in doctypes() if item.name == doctype)
    return select_options(next(f for f in found.fields if f["fieldname"] == fieldname))


ENUMS = [
    ("Award Nomination", "subject_kind", vocabulary.SubjectKind),
    ("Award Nominee", "subject_kind", vocabulary.SubjectKind),
    ("Award Decision Row", "subject_kind", vocabulary.SubjectKind),
    ("Award Record", "subject_kind", vocabulary.SubjectKind),
    ("Award Record", "subject_family", vocabulary.SubjectFamily),
    ("Award Nomination", "level", vocabulary.AdministrativeLevel),
    ("Award Nomination", "occupation", vocabulary.Occupation),
    ("Award Nomination", "track", vocabulary.Track),
    ("Award Nomination", "contribution_kind", vocabulary.ContributionKind),
    ("Dossier Component", "component", vocabulary.Component),
    ("Award Dossier", "stage", vocabulary.Stage),
    ("Award Dossier", "channel", vocabulary.Channel),
    ("Award Record", "bonus_kind", plan_merits.BonusKind),
    ("Award Quota", "count_kind", vocabulary.CountKind),
    ("Award Quota", "subjects_owner", vocabulary.Owner),
    ("Campaign Deadline", "comparator", vocabulary.DueComparator),
    ("Campaign Deadline", "item", vocabulary.Item),
    ("Campaign Route Step", "kind", vocabulary.RouteStepKind),
    ("Campaign Target", "comparator", vocabulary.Comparator),
    ("Campaign Item", "kind", plan_text.PlanItemKind),
    ("Campaign Period", "kind", plan_text.PeriodKind),
    ("Campaign Legal Basis", "role", plan_text.LegalBasisRole),
    ("Report Outline", "figures", plan_text.HeadingFigures),
]


@pytest.mark.parametrize(("doctype", "fieldname", "enum"), ENUMS, ids=lambda item: str(item))
def test_the_options_of_a_choice_equal_the_rules_own(
    doctype: str, fieldname: str, enum: type
) -> None:
    assert sorted(options(doctype, fieldname)) == sorted(item.value for item in enum)


def test_statuses_that_hold_a_place_are_statuses_of_a_nomination() -> None:
    assert set(HOLDING) <= set(options("Award Nomination", "status"))


def test_a_quota_has_a_column_for_all_that_its_row_says() -> None:
    columns = {
        f["fieldname"] for f in next(d for d in doctypes() if d.name == "Award Quota").fields
    }
    flattened = {"units", "subjects", "count"}
    named = {field for field in plan_rules.QuotaRow.__dataclass_fields__ if field not in flattened}

    assert named <= columns
    assert {"units_names", "units_classes", "units_except_names", "subjects_kinds"} <= columns


def test_modules_are_those_that_hold_doctypes() -> None:
    listed = (APP / "modules.txt").read_text("utf-8").split("\n")

    assert {doctype.content["module"] for doctype in doctypes()} == set(filter(None, listed))
    assert [f for d in doctypes() for f in d.fields_of(*LAYOUT) if f.get("reqd")] == []
