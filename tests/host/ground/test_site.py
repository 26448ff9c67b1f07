"""One site: its configuration, its context, and what two processes keep of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from embedded_host.context import current, is_open
from embedded_host.document import get_doc
from embedded_host.errors import DoesNotExistError
from embedded_host.meta import get_meta
from embedded_host.permissions import get_roles
from embedded_host.site import Bench, Site, read_json, write_json
from embedded_host.values import format_date, locale

pytestmark = pytest.mark.host


def second(site: Site) -> Site:
    """The same site as another process sees it."""
    return Bench(site.bench.root).site(site.name)


def test_a_context_is_open_only_inside_its_block(fresh_site: Site) -> None:
    with fresh_site.open("Guest", lang="en") as here:
        assert current() is here
        assert (here.user, here.lang) == ("Guest", "en")
    assert not is_open()


def test_what_is_not_committed_is_gone(fresh_site: Site) -> None:
    with fresh_site.open():
        get_doc({"doctype": "Probe Region", "region_name": "Lost"}).insert()
    with fresh_site.open() as here:
        assert not here.db.exists("Probe Region", "Lost")


def test_an_error_closes_the_site_and_undoes_the_work(fresh_site: Site) -> None:
    with pytest.raises(ZeroDivisionError), fresh_site.open():
        get_doc({"doctype": "Probe Region", "region_name": "Lost"}).insert()
        raise ZeroDivisionError
    assert not is_open()
    with fresh_site.open() as here:
        assert here.db.count("Probe Region") == 0


def test_a_site_that_is_not_there_is_refused_by_name(fresh_site: Site) -> None:
    with pytest.raises(DoesNotExistError, match=r"no\.test"):
        fresh_site.bench.site("no.test")


def test_the_apps_of_a_bench_begin_with_the_host(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "apps.txt").write_text("frappe\nbeta\nalpha\nbeta\n", encoding="utf-8")
    write_json(tmp_path / "bench_config.json", {"apps": ["gamma"], "default_site": "x.test"})
    bench = Bench(tmp_path)
    assert bench.apps() == ["frappe", "beta", "alpha", "gamma"]
    assert bench.default_site() == "x.test"


def test_the_sites_own_configuration_wins_over_the_common_one(fresh_site: Site) -> None:
    common = fresh_site.bench.sites_path / "common_site_config.json"
    write_json(common, {"first": 1, "second": 1})
    fresh_site.set_config("second", 2)
    assert (fresh_site.config.first, fresh_site.config.second) == (1, 2)
    fresh_site.set_config("second", None)
    assert fresh_site.config.second == 1


def test_a_configuration_written_by_another_process_is_read(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        assert here.conf.get("business_date") is None
    second(fresh_site).set_config("business_date", "2023-07-03")
    with fresh_site.open() as here:
        assert here.conf.business_date == "2023-07-03"


def test_a_written_file_keeps_its_mode_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    write_json(path, {"tên": "Hòa"})
    path.chmod(0o600)
    write_json(path, {"tên": "Bình"})
    assert read_json(path) == {"tên": "Bình"}
    assert "Bình" in path.read_text(encoding="utf-8")
    assert (path.stat().st_mode & 0o777, os.listdir(tmp_path)) == (0o600, ["config.json"])


def test_time_zone_and_date_format_are_the_sites(fresh_site: Site) -> None:
    with fresh_site.open():
        assert (locale().time_zone.key, format_date("2023-07-03")) == (
            "Asia/Ho_Chi_Minh",
            "03/07/2023",
        )
    fresh_site.set_config("time_zone", "Europe/Paris")
    fresh_site.set_config("date_format", "yyyy-mm-dd")
    with fresh_site.open():
        assert (locale().time_zone.key, format_date("2023-07-03")) == ("Europe/Paris", "2023-07-03")


def test_a_role_given_in_one_process_counts_in_the_other(fresh_site: Site) -> None:
    other = second(fresh_site)
    with fresh_site.open() as here:
        values = {"email": "n@probe.test", "first_name": "N", "send_welcome_email": 0}
        get_doc({"doctype": "User", **values}).insert()
        here.db.commit()
    with other.open():
        assert "Probe Manager" not in get_roles("n@probe.test")
    with fresh_site.open() as here:
        user = get_doc("User", "n@probe.test")
        user.append("roles", {"role": "Probe Manager"})
        user.save()
        here.db.commit()
    with other.open():
        assert "Probe Manager" in get_roles("n@probe.test")
    other.close()


def test_a_meta_is_kept_until_something_changes(fresh_site: Site) -> None:
    with fresh_site.open():
        meta = get_meta("Probe Region")
    with fresh_site.open():
        assert get_meta("Probe Region") is meta


def test_modules_know_their_app_and_folder(fresh_site: Site) -> None:
    with fresh_site.open():
        modules = fresh_site.modules()
    assert list(modules) == ["Core", "Custom", "Workflow", "Probe"]
    app, folder = modules["Probe"]
    assert app == "probe_app"
    assert json.loads((folder / "doctype/probe_note/probe_note.json").read_text())["name"]


def test_a_cache_that_is_being_filled_does_not_outlive_its_time(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        being_filled, apps = fresh_site.cache("anything"), fresh_site.installed_apps()
        here.db.raise_generation()
        being_filled["late"] = "stale"
        assert fresh_site.cache("anything") == {}
        assert fresh_site.installed_apps() == apps
