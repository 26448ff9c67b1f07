"""A list shows what its reader may see, and lets him ask about nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.db.query import get_list
from embedded_host.document import get_doc
from embedded_host.errors import DataError, PermissionError

pytestmark = pytest.mark.host

AsUser = Callable[[str], AbstractContextManager[None]]


def add_user(name: str, *roles: str) -> str:
    email = f"{name}@probe.test"
    get_doc(
        {
            "doctype": "User",
            "email": email,
            "first_name": name,
            "roles": [{"role": role} for role in roles],
        }
    ).insert(ignore_permissions=True)
    return email


@pytest.fixture
def requests(site: Any) -> Iterator[dict[str, str]]:
    """One request with a secret and two items; a reader of level 0 and one of level 1."""
    get_doc({"doctype": "Probe Region", "region_name": "North"}).insert()
    get_doc(
        {
            "doctype": "Probe Request",
            "title": "first",
            "region": "North",
            "secret_note": "s3cret",
            "cond_field": "c",
            "items": [{"item_name": "pen"}, {"item_name": "ink"}],
        }
    ).insert()
    yield {
        "user": add_user("plain", "Probe User"),
        "manager": add_user("manager", "Probe Manager"),
        "nobody": add_user("nobody"),
    }
    current().db.rollback()


def test_a_hidden_field_vanishes_from_the_rows(requests: dict[str, str], as_user: AsUser) -> None:
    with as_user(requests["user"]):
        asked = get_list("Probe Request", fields=["title", "secret_note"])
        star = get_list("Probe Request", fields=["*"])
    with as_user(requests["manager"]):
        seen = get_list("Probe Request", fields=["title", "secret_note"])

    assert asked == [{"title": "first"}]
    assert "secret_note" not in star[0]
    assert seen == [{"title": "first", "secret_note": "s3cret"}]


@pytest.mark.parametrize(
    "options",
    [
        {"filters": {"secret_note": "s3cret"}},
        {"or_filters": {"secret_note": ["like", "s%"]}},
        {"order_by": "secret_note desc"},
        {"group_by": "secret_note"},
    ],
)
def test_a_hidden_field_cannot_be_asked_about(
    requests: dict[str, str], as_user: AsUser, options: dict[str, Any]
) -> None:
    with as_user(requests["user"]), pytest.raises(DataError):
        get_list("Probe Request", **options)
    with as_user(requests["manager"]):
        assert len(get_list("Probe Request", **options)) == 1


def test_a_list_of_hidden_fields_alone_is_refused(
    requests: dict[str, str], as_user: AsUser
) -> None:
    with as_user(requests["user"]), pytest.raises(PermissionError):
        get_list("Probe Request", fields=["max(secret_note) as most"])


def test_a_child_doctype_is_listed_as_part_of_its_parent_only(
    requests: dict[str, str], as_user: AsUser
) -> None:
    child = "Probe Request Item"
    with as_user(requests["user"]):
        with pytest.raises(PermissionError):
            get_list(child)
        with pytest.raises(PermissionError):
            get_list(child, parent_doctype="Probe Note")
        items = get_list(child, pluck="item_name", parent_doctype="Probe Request", order_by="idx")
    with as_user(requests["nobody"]), pytest.raises(PermissionError):
        get_list(child, parent_doctype="Probe Request")

    assert items == ["pen", "ink"]


def test_rows_of_documents_that_the_reader_may_not_list_stay_hidden(
    requests: dict[str, str], as_user: AsUser
) -> None:
    get_doc({"doctype": "Probe Region", "region_name": "South"}).insert()
    get_doc(
        {
            "doctype": "User Permission",
            "user": requests["user"],
            "allow": "Probe Region",
            "for_value": "South",
            "apply_to_all_doctypes": 1,
        }
    ).insert()

    with as_user(requests["user"]):
        documents = get_list("Probe Request")
        items = get_list("Probe Request Item", parent_doctype="Probe Request")

    assert (documents, items) == ([], [])


def test_a_linked_doctype_must_be_readable_too(requests: dict[str, str], as_user: AsUser) -> None:
    with as_user(requests["user"]):
        seen = get_list("Probe Request", fields=["region.region_name"])
    with as_user(add_user("approver", "Probe Approver")):
        own = get_list("Probe Request", fields=["region"])
        with pytest.raises(PermissionError):
            get_list("Probe Request", fields=["region.region_name"])
        with pytest.raises(PermissionError):
            get_list("Probe Request", filters={"region.region_name": "North"})

    assert (seen, own) == ([{"region_name": "North"}], [{"region": "North"}])


def test_a_reader_without_any_right_is_refused(requests: dict[str, str], as_user: AsUser) -> None:
    with as_user(requests["nobody"]), pytest.raises(PermissionError):
        get_list("Probe Request")


def test_a_new_role_counts_at_once(requests: dict[str, str], as_user: AsUser) -> None:
    with as_user(requests["user"]):
        before = get_list("Probe Request", fields=["title", "secret_note"])
    user = get_doc("User", requests["user"])
    user.append("roles", {"role": "Probe Manager"})
    user.save()
    with as_user(requests["user"]):
        after = get_list("Probe Request", fields=["title", "secret_note"])

    assert (before, after) == ([{"title": "first"}], [{"title": "first", "secret_note": "s3cret"}])
