"""The fixtures that the tests of an app use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from embedded_host.context import current, is_open
from embedded_host.document import get_doc
from embedded_host.site import Site
from embedded_host.testing.on_host import content_hash

pytestmark = pytest.mark.host

pytest_plugins = ("pytester",)


def region(name: str) -> Any:
    return get_doc({"doctype": "Probe Region", "region_name": name}).insert()


def test_the_site_is_open_as_administrator(site: Site) -> None:
    assert current().site is site
    assert current().user == "Administrator"
    assert site.installed_apps() == ["frappe", "probe_app"]
    assert current().flags.in_test is True


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_wrote_is_gone_for_the_next_one(site: Site, turn: int) -> None:
    assert current().db.count("Probe Region") == 0
    region(f"Region of turn {turn}")
    assert current().db.count("Probe Region") == 1


def test_a_fresh_site_keeps_what_is_committed_to_it(fresh_site: Site) -> None:
    with fresh_site.open():
        region("Kept")
        current().db.commit()
    with fresh_site.open():
        assert current().db.get_all("Probe Region", pluck="name") == ["Kept"]


def test_the_shared_site_does_not_see_a_fresh_one(site: Site, fresh_site: Site) -> None:
    assert fresh_site.path != site.path
    assert current().db.count("Probe Region") == 0


def test_as_user_goes_on_as_another_user_and_comes_back(site: Site, as_user: Any) -> None:
    with as_user("Guest"):
        assert current().user == "Guest"
    assert current().user == "Administrator"


def test_as_user_comes_back_after_an_error(site: Site, as_user: Any) -> None:
    with pytest.raises(ZeroDivisionError), as_user("Guest"):
        raise ZeroDivisionError
    assert current().user == "Administrator"


def test_the_business_date_is_a_key_of_the_site_until_the_test_ends(
    site: Site, business_date: Any
) -> None:
    business_date("2023-07-03")
    assert current().conf.business_date == "2023-07-03"


def test_the_business_date_of_another_test_is_not_seen(site: Site) -> None:
    assert current().conf.get("business_date") is None


def test_queries_are_counted_inside_the_block_only(site: Site, count_queries: Any) -> None:
    db = current().db
    with count_queries() as statements:
        db.get_value("User", "Guest", "full_name")
    db.get_value("User", "Administrator", "full_name")
    assert len(statements) == 1
    assert "tabUser" in statements[0]


def test_the_hash_changes_with_the_content_of_an_app(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("x = 1", encoding="utf-8")
    before = content_hash([tmp_path])
    (tmp_path / "notes.md").write_text("not part of a site", encoding="utf-8")
    assert content_hash([tmp_path]) == before
    source.write_text("x = 2", encoding="utf-8")
    assert content_hash([tmp_path]) != before


def test_a_test_that_leaves_a_site_open_fails(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from pathlib import Path
        from embedded_host.context import Context, entered
        from embedded_host.site import Bench, Site

        def test_leaking(tmp_path: Path) -> None:
            (tmp_path / "sites").mkdir()
            site = Site(Bench(tmp_path), "leaking.test")
            block = entered(Context(site, None, "Administrator", "en"))
            block.__enter__()
            globals()["kept"] = block
        """
    )
    result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*the test left a site open*"])
    assert not is_open()
