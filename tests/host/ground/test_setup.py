"""new-site, install-app and migrate: order, repetition, growth, failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc
from embedded_host.errors import ValidationError
from embedded_host.features.users import check_password
from embedded_host.meta import get_meta
from embedded_host.setup import install_app, migrate, new_site
from embedded_host.setup.records import export_fixtures
from embedded_host.setup.standard_files import reload_doc
from embedded_host.site import Bench, Site

from .tiny_app import NAME, TinyApp, tiny_app

pytestmark = pytest.mark.host


@pytest.fixture
def app(tmp_path: Path) -> Iterator[TinyApp]:
    with tiny_app(tmp_path / "bench") as made:
        yield made


@pytest.fixture
def site(app: TinyApp) -> Iterator[Site]:
    """A site without the app."""
    made = new_site(app.bench, "tiny.test", "secret words")
    yield made
    made.close()


@pytest.fixture
def installed(app: TinyApp, site: Site) -> Site:
    install_app(site, NAME)
    return site


def test_a_new_site_has_administrator_guest_roles_languages_and_folders(site: Site) -> None:
    with site.open() as here:
        assert set(here.db.get_all("User", pluck="name")) == {"Administrator", "Guest"}
        roles = {"Administrator", "All", "Desk User", "Guest", "System Manager"}
        assert roles <= set(here.db.get_all("Role", pluck="name"))
        assert set(here.db.get_all("Language", pluck="name")) == {"vi", "en"}
        assert set(here.db.get_all("File", pluck="name")) == {"Home", "Home/Attachments"}
        assert set(here.db.get_all("Module Def", pluck="name")) == {"Core", "Custom", "Workflow"}
        assert check_password("Administrator", "secret words") == "Administrator"
        assert site.installed_apps() == ["frappe"]


def test_a_site_that_could_not_be_made_leaves_no_folder(
    app: TinyApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_args: object) -> None:
        raise RuntimeError("no password today")

    monkeypatch.setattr("embedded_host.setup.fresh_site.update_password", failing)
    with pytest.raises(RuntimeError, match="no password today"):
        new_site(app.bench, "half.test", "x")
    assert not (app.bench.sites_path / "half.test").exists()


def test_install_runs_the_hooks_in_frappes_order_and_fixtures_come_late(
    app: TinyApp, installed: Site
) -> None:
    table, role, fixture = True, True, True
    assert app.done == [
        ("before_install", not table, not role, not fixture),
        ("after_install", table, role, not fixture),
        ("after_sync", table, role, fixture),
    ]


def test_install_marks_patches_as_done_without_running_them(app: TinyApp, site: Site) -> None:
    app.patches([f"{NAME}.patches.one #2026"], [f"{NAME}.patches.two"])
    install_app(site, NAME)
    with site.open() as here:
        lines = [f"{NAME}.patches.one #2026", f"{NAME}.patches.two"]
        assert sorted(here.db.get_all("Patch Log", pluck="patch")) == lines
    assert [step for step, *_seen in app.done] == ["before_install", "after_install", "after_sync"]


def test_a_second_install_does_nothing(app: TinyApp, installed: Site) -> None:
    install_app(installed, NAME)
    assert len(app.done) == 3


def test_an_app_may_refuse_to_be_installed(app: TinyApp, site: Site) -> None:
    app.write("hooks.py", 'app_name = "tiny_app"\nbefore_install = "tiny_app.no.no"\n')
    app.write("no.py", "def no():\n    return False\n")
    with pytest.raises(ValidationError, match="refused to be installed"):
        install_app(site, NAME)
    with site.open():
        assert site.installed_apps() == ["frappe"]


def test_a_failing_install_leaves_the_app_uninstalled_and_can_be_repeated(
    app: TinyApp, site: Site
) -> None:
    app.fixture("broken", [{"doctype": "Tiny Thing", "name": "x", "title": "t"}, {"name": "y"}])
    with pytest.raises(ValidationError, match="without a doctype"):
        install_app(site, NAME)
    with site.open() as here:
        assert site.installed_apps() == ["frappe"]
        assert not here.db.exists("Workflow State", "Tiny State")
    (app.folder / "fixtures" / "broken.json").unlink()
    install_app(site, NAME)
    with site.open():
        assert site.installed_apps() == ["frappe", NAME]


def test_an_app_whose_required_app_is_missing_is_refused(app: TinyApp, site: Site) -> None:
    app.write("hooks.py", 'app_name = "tiny_app"\nrequired_apps = ["someone/other_app"]\n')
    with pytest.raises(ValidationError, match="needs someone/other_app"):
        install_app(site, NAME)


def test_migrate_runs_patches_before_and_after_the_doctypes(app: TinyApp, installed: Site) -> None:
    app.done.clear()
    app.doctype("Tiny Thing", ["title", "colour"])
    app.patches([f"{NAME}.patches.early"], [f"{NAME}.patches.late"])
    migrate(installed)
    assert app.done == [
        ("before_migrate", True, True, True),
        (f"{NAME}.patches.early", False),
        (f"{NAME}.patches.late", True),
        ("after_migrate", True, True, True),
    ]


def test_a_patch_runs_once_until_its_line_changes(app: TinyApp, installed: Site) -> None:
    line = f"{NAME}.patches.late"
    app.patches([], [line])
    migrate(installed)
    migrate(installed)
    assert [step for step, *_seen in app.done].count(line) == 1
    app.patches([], [f"{line} #again"])
    migrate(installed)
    assert [step for step, *_seen in app.done].count(line) == 2


def test_a_patch_may_bring_one_doctype_up_to_date_before_the_rest(
    app: TinyApp, installed: Site
) -> None:
    app.doctype("Tiny Thing", ["title", "colour"])
    code = "frappe.reload_doc('tiny', 'doctype', 'tiny_thing')"
    app.patches([f"execute:{code}", f"{NAME}.patches.early"], [])
    migrate(installed)
    assert (f"{NAME}.patches.early", True) in app.done
    with installed.open(), pytest.raises(ValidationError, match="there is no doctype nothing"):
        reload_doc("tiny", "doctype", "nothing")


def test_a_patch_may_be_a_line_of_code(app: TinyApp, installed: Site) -> None:
    app.patches([], ["execute:frappe.get_doc(doctype='Tiny Thing', title='by a line').insert()"])
    migrate(installed)
    with installed.open() as here:
        assert here.db.get_all("Tiny Thing", pluck="title") == ["by a line"]


def test_a_failing_patch_is_undone_and_runs_again_next_time(app: TinyApp, installed: Site) -> None:
    code = "frappe.get_doc(doctype='Tiny Thing', title='half').insert(); 1 / 0"
    app.patches([], [f"execute:{code}"])
    with pytest.raises(ZeroDivisionError):
        migrate(installed)
    with installed.open() as here:
        assert here.db.count("Tiny Thing") == 0
        assert here.db.count("Patch Log") == 0


def test_rows_survive_a_doctype_that_grows(app: TinyApp, installed: Site) -> None:
    with installed.open() as here:
        name = get_doc({"doctype": "Tiny Thing", "title": "old"}).insert().name
        here.db.commit()
    app.doctype("Tiny Thing", ["title", "colour"])
    migrate(installed)
    with installed.open() as here:
        assert here.db.get_value("Tiny Thing", name, ["title", "colour"]) == ("old", None)
        here.db.set_value("Tiny Thing", name, "colour", "red")
        assert get_doc("Tiny Thing", name).colour == "red"


def test_a_running_server_notices_a_doctype_that_another_process_migrated(
    app: TinyApp, installed: Site
) -> None:
    server = Site(installed.bench, installed.name)
    with server.open():
        assert not get_meta("Tiny Thing").has_field("colour")
    app.doctype("Tiny Thing", ["title", "colour"])
    migrate(installed)
    with server.open():
        assert get_meta("Tiny Thing").has_field("colour")
        assert get_doc({"doctype": "Tiny Thing", "colour": "red"}).insert().colour == "red"
    server.close()


def test_a_migrate_without_changes_says_that_it_wrote_nothing(installed: Site) -> None:
    lines: list[str] = []
    migrate(installed, report=lines.append)
    assert lines == ["fixture tiny_app/workflow_state.json: 0 of 1 written", "migrated"]


def test_migrate_overwrites_what_a_site_changed_of_a_fixture(installed: Site) -> None:
    with installed.open() as here:
        here.db.set_value("Workflow State", "Tiny State", "style", "Danger")
        here.db.commit()
    migrate(installed)
    with installed.open() as here:
        assert not here.db.get_value("Workflow State", "Tiny State", "style")


def test_fixtures_may_name_records_that_come_in_a_later_file(app: TinyApp, site: Site) -> None:
    transition = {
        "state": "Later State", "action": "Go", "next_state": "Later State",
        "allowed": "Tiny Keeper",
    }  # fmt: skip
    workflow = {
        "doctype": "Workflow", "name": "Tiny Flow", "workflow_name": "Tiny Flow",
        "document_type": "Tiny Thing", "is_active": 1, "workflow_state_field": "workflow_state",
        "states": [{"state": "Later State", "doc_status": "0", "allow_edit": "Tiny Keeper"}],
        "transitions": [transition],
    }  # fmt: skip
    app.fixture("a_workflow", [workflow])
    state = {"doctype": "Workflow State", "name": "Later State"}
    app.fixture("z_states", [{**state, "workflow_state_name": "Later State"}])
    install_app(site, NAME)
    with site.open() as here:
        assert here.db.exists("Workflow", "Tiny Flow") == "Tiny Flow"
        assert here.db.has_column("Tiny Thing", "workflow_state")


def test_folders_below_fixtures_are_not_read(app: TinyApp, site: Site) -> None:
    app.write("fixtures/plans/plan.json", "not even JSON")
    install_app(site, NAME)


def test_exported_fixtures_are_what_import_finds_unchanged(app: TinyApp, installed: Site) -> None:
    hooks = (app.folder / "hooks.py").read_text(encoding="utf-8")
    wanted = '{"dt": "Workflow State", "filters": [["name", "like", "Tiny%"]]}'
    app.write("hooks.py", f"{hooks}fixtures = [{wanted}]\n")
    del sys.modules[f"{NAME}.hooks"]
    with installed.open():
        (path,) = export_fixtures(installed, NAME)
    assert path == app.folder / "fixtures" / "workflow_state.json"
    (record,) = json.loads(path.read_text(encoding="utf-8"))
    assert (record["doctype"], record["name"]) == ("Workflow State", "Tiny State")
    lines: list[str] = []
    migrate(installed, report=lines.append)
    assert "fixture tiny_app/workflow_state.json: 0 of 1 written" in lines


def test_a_doctype_whose_file_is_gone_is_forgotten_but_its_table_stays(
    app: TinyApp, site: Site
) -> None:
    app.doctype("Tiny Passing", ["title"])
    install_app(site, NAME)
    app.drop_doctype("Tiny Passing")
    migrate(site)
    with site.open() as here:
        assert "Tiny Passing" not in here.db.get_all("DocType", pluck="name")
        assert "tabTiny Passing" in here.db.engine.tables(here.db.connection)


def test_a_custom_field_makes_a_column_that_every_process_sees(installed: Site) -> None:
    other = Bench(installed.bench.root).site(installed.name)
    with other.open():
        thing = get_doc({"doctype": "Tiny Thing", "title": "t"})
        assert not thing.meta.has_field("shape")
    with installed.open() as here:
        values = {
            "dt": "Tiny Thing",
            "label": "Shape",
            "fieldtype": "Data",
            "insert_after": "title",
        }
        field = get_doc({"doctype": "Custom Field", **values}).insert()
        assert field.name == "Tiny Thing-shape"
        here.db.commit()
    with other.open() as here:
        name = get_doc({"doctype": "Tiny Thing", "title": "t", "shape": "round"}).insert().name
        assert here.db.get_value("Tiny Thing", name, "shape") == "round"
    other.close()


def test_a_custom_field_does_not_replace_a_field_of_the_file(installed: Site) -> None:
    with installed.open():
        values = {"dt": "Tiny Thing", "label": "Title", "fieldtype": "Data"}
        with pytest.raises(ValidationError):
            get_doc({"doctype": "Custom Field", **values}).insert()


def test_a_property_setter_changes_what_the_file_says(installed: Site) -> None:
    with installed.open() as here:
        values = {
            "doc_type": "Tiny Thing",
            "doctype_or_field": "DocField",
            "field_name": "title",
            "property": "reqd",
            "property_type": "Check",
            "value": "1",
        }
        setter = get_doc({"doctype": "Property Setter", **values}).insert()
        assert setter.name == "Tiny Thing-title-reqd"
        with pytest.raises(ValidationError):
            get_doc({"doctype": "Tiny Thing"}).insert()
        assert here is current()
