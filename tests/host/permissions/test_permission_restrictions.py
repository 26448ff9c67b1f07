"""User Permissions: on links, on the document itself, on trees, and when links are empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import get_doc, new_doc
from embedded_host.errors import PermissionError
from embedded_host.permissions import has_permission, list_conditions
from embedded_host.site import Site

pytestmark = [pytest.mark.host, pytest.mark.usefixtures("users", "regions")]
Restrict = Callable[..., None]
U1 = "u1@example.com"


def request(**values: Any) -> Any:
    return get_doc({"doctype": "Probe Request", "title": "x", **values}).insert()


def listed(doctype: str = "Probe Request") -> set[str]:
    return set(current().db.get_list(doctype, pluck="name"))


@pytest.fixture
def three(site: Site) -> tuple[Any, Any, Any]:
    return request(region="North"), request(region="South"), request()


def test_link_outside_the_allowed_ones_hides_a_document(
    three: tuple[Any, Any, Any], restrict: Restrict, as_user: Any
) -> None:
    north, south, empty = three
    restrict("Probe Region", "North")
    assert has_permission("Probe Request", "read", doc=north, user=U1)
    assert has_permission("Probe Request", "read", doc=empty, user=U1)
    with as_user(U1):
        assert listed() == {north.name, empty.name}
        assert not get_doc("Probe Request", south.name).has_permission("read")
    assert (
        current()
        .message_log[-1]["message"]
        .startswith(
            "You are not allowed to access this DocType record because it is linked to"
            " Probe Region 'South' in field Region<br>"
        )
    )


def test_document_itself_is_restricted_too(restrict: Restrict, as_user: Any) -> None:
    restrict("Probe Region", "North")
    with as_user(U1):
        assert listed("Probe Region") == {"North"}
    assert not has_permission("Probe Region", "read", doc="South", user=U1)


def test_new_value_outside_the_allowed_ones_is_refused(
    three: tuple[Any, Any, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Region", "North")
    with as_user(U1):
        doc = get_doc("Probe Request", three[0].name)
        doc.region = "South"
        with pytest.raises(PermissionError):
            doc.save()
        with pytest.raises(PermissionError):
            request(region="South")


def test_strict_restrictions_hide_empty_links(
    three: tuple[Any, Any, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Region", "North")
    settings = get_doc("System Settings")
    settings.apply_strict_user_permissions = 1
    settings.flags.ignore_mandatory = True
    settings.save()
    with as_user(U1):
        assert listed() == {three[0].name}
        assert not get_doc("Probe Request", three[2].name).has_permission("read")
    assert (
        "linked to Probe Region 'empty' in field Region" in (current().message_log[-1]["message"])
    )


def test_only_allowed_value_is_the_default_of_new_documents(
    restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Region", "North")
    with as_user(U1):
        assert new_doc("Probe Request").region == "North"
        assert request().region_name_fetched == "North"
    restrict("Probe Region", "South")
    with as_user(U1):
        assert new_doc("Probe Request").region is None
    restrict("Probe Region", "South", applicable_for="Probe Request", is_default=1)
    with as_user(U1):
        assert new_doc("Probe Request").region == "South"


def test_restriction_for_one_doctype_leaves_the_others_alone(
    three: tuple[Any, Any, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Region", "North", applicable_for="Probe Ticket")
    with as_user(U1):
        assert len(listed()) == 3


def test_doctype_without_such_a_link_has_no_condition(restrict: Restrict) -> None:
    restrict("Probe Region", "North")
    assert list_conditions("Probe Category", U1) is None


def test_who_may_lift_restrictions_is_not_restricted(
    three: tuple[Any, Any, Any], as_user: Any
) -> None:
    get_doc(
        {
            "doctype": "User Permission",
            "user": "sm@example.com",
            "allow": "Probe Region",
            "for_value": "North",
        }
    ).insert()
    with as_user("sm@example.com"):
        assert len(listed()) == 3


@pytest.fixture
def tree(site: Site) -> dict[str, Any]:
    """All > Hard > Laptop, All > Soft, with one request each and one without a category."""
    for name, parent in (("All", None), ("Hard", "All"), ("Laptop", "Hard"), ("Soft", "All")):
        get_doc(
            {
                "doctype": "Probe Category",
                "category_name": name,
                "parent_probe_category": parent,
            }
        ).insert()
    return {name: request(category=name).name for name in ("All", "Hard", "Laptop", "Soft")}


def test_restriction_to_a_node_opens_all_below_it(
    tree: dict[str, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Category", "Hard")
    with as_user(U1):
        assert listed() == {tree["Hard"], tree["Laptop"]}
    for name, allowed in (("All", False), ("Hard", True), ("Laptop", True), ("Soft", False)):
        doc = get_doc("Probe Request", tree[name])
        assert has_permission("Probe Request", "read", doc=doc, user=U1) is allowed


def test_nodes_own_link_to_its_parent_is_restricted_like_any_link(
    tree: dict[str, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Category", "Hard")
    with as_user(U1):
        assert listed("Probe Category") == {"Laptop"}


def test_restriction_can_leave_out_what_lies_below(
    tree: dict[str, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Category", "Hard", hide_descendants=1)
    with as_user(U1):
        assert listed() == {tree["Hard"]}
    laptop = get_doc("Probe Request", tree["Laptop"])
    assert not has_permission("Probe Request", "read", doc=laptop, user=U1)


def test_node_that_moves_takes_its_rights_along(
    tree: dict[str, Any], restrict: Restrict, as_user: Any
) -> None:
    restrict("Probe Category", "Soft")
    hard = get_doc("Probe Category", "Hard")
    hard.parent_probe_category = "Soft"
    hard.save()
    with as_user(U1):
        assert listed() == {tree["Soft"], tree["Hard"], tree["Laptop"]}


def test_condition_of_a_tree_names_a_range_and_no_descendants(
    tree: dict[str, Any], restrict: Restrict, as_user: Any, count_queries: Any
) -> None:
    restrict("Probe Category", "All")
    with as_user(U1), count_queries() as statements:
        listed()
    assert "Laptop" not in statements[-1]
    assert "`lft` BETWEEN" in statements[-1]
