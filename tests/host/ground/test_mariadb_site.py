"""A site whose database is MariaDB: made, migrated, backed up and restored like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded_host.document import get_doc
from embedded_host.errors import ValidationError
from embedded_host.setup import install_app, migrate, new_site
from embedded_host.setup.backup import backup, restore
from embedded_host.testing import mariadb

from .tiny_app import NAME, TinyApp, tiny_app

pytestmark = [pytest.mark.host, pytest.mark.mariadb, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[mariadb.MariadbServer]:
    if not mariadb.is_installed():
        pytest.skip("needs mariadb-server-core and the mariadb connector")
    with mariadb.running(tmp_path_factory.mktemp("mariadb")) as running:
        yield running


@pytest.fixture
def app(tmp_path: Path) -> Iterator[TinyApp]:
    with tiny_app(tmp_path / "bench") as made:
        yield made


def test_a_site_is_made_grown_backed_up_and_restored(
    app: TinyApp, server: mariadb.MariadbServer, tmp_path: Path
) -> None:
    config = server.site_config("one")
    site = new_site(app.bench, "one.test", "secret", db_type="mariadb", config=config)
    install_app(site, NAME)
    with site.open() as here:
        name = get_doc({"doctype": "Tiny Thing", "title": "Hòa An"}).insert().name
        here.db.commit()
    app.doctype("Tiny Thing", ["title", "colour"])
    lines: list[str] = []
    migrate(site, report=lines.append)
    assert lines[0] == "DocType tiny_app/tiny_thing"
    again: list[str] = []
    migrate(site, report=again.append)
    assert again == ["fixture tiny_app/workflow_state.json: 0 of 1 written", "migrated"]

    archive = backup(site, tmp_path, True, lines.append)
    with site.open() as here:
        here.db.set_value("Tiny Thing", name, "title", "changed later")
        here.db.commit()
    restored = restore(app.bench, "one.test", archive, True, lines.append)
    with restored.open() as here:
        assert here.db.get_value("Tiny Thing", name, ["title", "colour"]) == ("Hòa An", None)
        assert restored.installed_apps() == ["frappe", NAME]
    restored.close()


def test_a_database_that_has_tables_is_emptied_only_with_force(
    app: TinyApp, server: mariadb.MariadbServer
) -> None:
    config = server.site_config("two")
    new_site(app.bench, "two.test", "secret", db_type="mariadb", config=config).close()
    with pytest.raises(ValidationError, match="--force drops them"):
        new_site(app.bench, "three.test", "secret", db_type="mariadb", config=config)
    made = new_site(app.bench, "two.test", "x", db_type="mariadb", config=config, force=True)
    with made.open() as here:
        assert here.db.count("User") == 2
    made.close()
