"""Every door crashes with an identity number in its hands: no table and no file keeps it."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scenarios.doors import Answer

from app.security.conftest import BesiegedProvince
from app.security.doors import Door, doors, said_at

pytestmark = [pytest.mark.app, pytest.mark.xdist_group("crashes")]
NUMBER = "024199001234"
DOORS = doors()
DEPTHS = ["encrypt", "others_with", "server_writes", "hmac", "get_encryption_key"]


class Broken(Exception):
    """What nobody foresaw."""


def broken(*arguments: Any, **named: Any) -> Any:
    kept = (arguments, named)
    raise Broken(f"no bytes left for {len(kept)} things")


def working_parts(module: Any) -> Iterator[str]:
    """The functions that a door's module calls."""
    for name, value in vars(module).items():
        home = str(getattr(value, "__module__", ""))
        is_ours = home.startswith("thidua_khenthuong.") and home != module.__name__
        is_service = str(getattr(value, "__name__", "")).startswith("thidua_khenthuong.services.")
        if is_service or (is_ours and not isinstance(value, type)):
            yield name


def with_number(door: Door, province: BesiegedProvince) -> dict[str, Any]:
    """The number in every argument that is text, and in one that the door does not know."""
    said = said_at(door, province)
    for name, value in said.items():
        if isinstance(value, str) and name not in ("nominee", "doctype"):
            said[name] = NUMBER
    return {**said, "identity_number": NUMBER, "display_name": f"Vi Thị Hằng {NUMBER}"}


def files_of(province: BesiegedProvince) -> list[Path]:
    """Every file of the site and of the bench around it, logs and database included."""
    root = province.ground.site.path.parents[1]
    return [path for path in root.rglob("*") if path.is_file() and "apps" not in path.parts]


def places_with(province: BesiegedProvince, text: str) -> list[str]:
    """The tables and files in which a text stands."""
    names = province.ground.sql("select name from sqlite_master where type = 'table'")
    tables = [
        name for (name,) in names if text in repr(province.ground.sql(f"select * from `{name}`"))
    ]
    return tables + [str(path) for path in files_of(province) if text.encode() in path.read_bytes()]


def test_the_search_finds_what_is_there(besieged: BesiegedProvince) -> None:
    assert len(places_with(besieged, "Huyện Sơn Động")) >= 2


def tell(answer: Answer) -> str:
    return f"{answer.body.decode(errors='replace')} {answer.headers}"


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_door_that_breaks_keeps_no_number(
    besieged: BesiegedProvince, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module(door.path.rpartition(".")[0])
    parts = list(working_parts(module))
    monkeypatch.setattr("frappe.get_list", broken)
    for part in parts:
        monkeypatch.setattr(module, part, broken)
    answer = besieged.crew.administrator.ask(door.verb, door.address, **with_number(door, besieged))

    assert answer.status == 500, (parts, answer.body[:300])
    assert NUMBER not in tell(answer)
    assert places_with(besieged, NUMBER) == []


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_door_that_refuses_keeps_and_tells_no_number(
    besieged: BesiegedProvince, door: Door
) -> None:
    for caller in (besieged.officers["Huyện Sơn Động"], besieged.lead, besieged.appraiser):
        caller.ask(door.verb, door.address, **with_number(door, besieged))

    assert places_with(besieged, NUMBER) == []


@pytest.mark.parametrize("part", DEPTHS)
def test_keeping_a_number_breaks_at_any_depth_without_telling_it(
    besieged: BesiegedProvince, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"thidua_khenthuong.services.identity.{part}", broken)
    answer = besieged.officers["Huyện Sơn Động"].tries(
        "nominees.keep_identity", nominee=besieged.nominee, secret=NUMBER
    )

    assert answer.status == 500
    assert NUMBER not in tell(answer)
    assert places_with(besieged, NUMBER) == []


@pytest.mark.parametrize(
    "secret", [[NUMBER], {"x": NUMBER}, int(NUMBER), f"{NUMBER}9", f" {NUMBER}"]
)
def test_a_number_of_the_wrong_shape_is_refused_without_telling_it(
    besieged: BesiegedProvince, secret: Any
) -> None:
    answer = besieged.officers["Huyện Sơn Động"].tries(
        "nominees.keep_identity", nominee=besieged.nominee, secret=secret
    )

    assert answer.status == 417
    assert NUMBER.lstrip("0") not in tell(answer)
    assert places_with(besieged, NUMBER) == []


def keep_the_number(province: BesiegedProvince) -> None:
    officer = province.officers["Huyện Sơn Động"]
    officer.does("nominees.keep_identity", nominee=province.nominee, secret=NUMBER)


def test_a_number_that_is_kept_stands_nowhere_as_it_is(besieged: BesiegedProvince) -> None:
    keep_the_number(besieged)

    assert places_with(besieged, NUMBER) == []


def test_the_digest_of_a_number_depends_on_the_sites_key(besieged: BesiegedProvince) -> None:
    keep_the_number(besieged)

    ((digest,),) = besieged.ground.sql("select keyed_digest from `tabAward Nominee Identity`")
    for name in ("sha256", "sha1", "md5", "sha512", "blake2b"):
        assert not hashlib.new(name, NUMBER.encode()).hexdigest().startswith(digest[:32])


def test_what_is_removed_leaves_no_number_and_no_digest(besieged: BesiegedProvince) -> None:
    keep_the_number(besieged)
    ((name, digest, ciphertext),) = besieged.ground.sql(
        "select name, keyed_digest, ciphertext from `tabAward Nominee Identity`"
    )
    besieged.crew.administrator.removes("Award Nominee Identity", name)

    deleted = repr(besieged.ground.sql("select * from `tabDeleted Document`"))
    assert name in deleted
    assert digest not in deleted
    assert ciphertext not in deleted
