"""Roles, owners, hooks and permission levels, in the order in which they are asked."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_host.context import current
from embedded_host.document import delete_doc, get_doc
from embedded_host.errors import PermissionError
from embedded_host.meta import get_meta
from embedded_host.permissions import (
    get_doc_permissions,
    get_roles,
    has_permission,
    levels_of,
    readable_fields,
)
from embedded_host.site import Site

pytestmark = [pytest.mark.host, pytest.mark.usefixtures("users")]


def note(**values: Any) -> Any:
    return get_doc({"doctype": "Probe Note", "title": "x", **values}).insert()


def told() -> str:
    return str(current().message_log[-1]["message"])


def test_roles_are_the_granted_ones_and_the_automatic_ones(site: Site) -> None:
    assert get_roles("u1@example.com") == ["Probe User", "Desk User", "All", "Guest"]
    assert get_roles("Guest") == ["Guest"]
    assert "Probe Manager" in get_roles("Administrator")


def test_role_that_is_granted_counts_at_once(site: Site) -> None:
    assert not has_permission("Probe Request", "submit", user="u1@example.com")
    user = get_doc("User", "u1@example.com")
    user.append("roles", {"role": "Probe Approver"})
    user.save()
    assert has_permission("Probe Request", "submit", user="u1@example.com")


def test_role_that_another_process_grants_counts_at_the_next_opening(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        get_doc({"doctype": "User", "email": "x@example.com", "first_name": "X"}).insert()
        here.db.commit()
    with fresh_site.open():
        assert "Probe User" not in get_roles("x@example.com")
    other_process = Site(fresh_site.bench, fresh_site.name)
    with other_process.open() as there:
        user = get_doc("User", "x@example.com")
        user.append("roles", {"role": "Probe User"})
        user.save()
        there.db.commit()
    other_process.close()
    with fresh_site.open():
        assert "Probe User" in get_roles("x@example.com")


def test_role_that_is_not_committed_yet_counts_for_nobody_else(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        user = get_doc({"doctype": "User", "email": "x@example.com", "first_name": "X"}).insert()
        here.db.commit()
        user.append("roles", {"role": "Probe User"})
        user.save()
        assert "Probe User" in get_roles("x@example.com")
        with fresh_site.open():
            assert "Probe User" not in get_roles("x@example.com")
        assert "Probe User" in get_roles("x@example.com")
        here.db.rollback()
        assert "Probe User" not in get_roles("x@example.com")


def test_role_that_a_savepoint_takes_back_does_not_count(fresh_site: Site) -> None:
    with fresh_site.open() as here:
        user = get_doc({"doctype": "User", "email": "x@example.com", "first_name": "X"}).insert()
        here.db.commit()
        here.db.savepoint("before")
        user.append("roles", {"role": "Probe User"})
        user.save()
        assert "Probe User" in get_roles("x@example.com")
        here.db.rollback(save_point="before")
        assert "Probe User" not in get_roles("x@example.com")


def test_user_without_any_right_is_told_so(site: Site, as_user: Any) -> None:
    with as_user("rd@example.com"), pytest.raises(PermissionError):
        get_doc({"doctype": "Probe Request", "title": "x"}).insert()
    assert told() == (
        "User <strong>rd@example.com</strong> does not have doctype access via role permission"
        " for document <strong>Probe Request</strong><br>"
        "User <strong>rd@example.com</strong> does not have access to this document"
    )
    assert current().flags.error_message == (
        "You need the 'create' permission on <strong>Probe Request</strong> "
        " to perform this action."
    )


def test_user_without_this_right_is_told_so(site: Site, as_user: Any) -> None:
    doc = get_doc({"doctype": "Probe Request", "title": "x"}).insert()
    with as_user("u1@example.com"):
        with pytest.raises(PermissionError, match="User not allowed to delete"):
            delete_doc("Probe Request", doc.name)
        assert current().message_log[-2]["message"] == (
            "User <strong>u1@example.com</strong> does not have access to this document:"
            f" Probe Request - {doc.name}"
        )


def test_rights_of_a_child_are_those_of_its_parent(site: Site) -> None:
    item = "Probe Request Item"
    parent = {"parent_doctype": "Probe Request"}
    assert has_permission(item, "read", user="u1@example.com", **parent)
    assert has_permission(item, "delete", user="u1@example.com", **parent)
    assert not has_permission(item, "read", user="rd@example.com", **parent)
    assert not has_permission(item, "read", user="u1@example.com")


def test_owner_only_right_is_the_owners(site: Site, as_user: Any) -> None:
    with as_user("u1@example.com"):
        mine = note()
    theirs = note()
    for right in ("read", "write", "delete"):
        assert has_permission("Probe Note", right, doc=mine, user="u1@example.com")
        assert not has_permission("Probe Note", right, doc=theirs, user="u1@example.com")
    assert has_permission("Probe Note", "create", doc=theirs, user="u1@example.com")
    assert has_permission("Probe Note", "read", doc=mine.name, user="rd@example.com")


def test_owner_sees_his_own_in_a_list(site: Site, as_user: Any) -> None:
    note()
    with as_user("u1@example.com"):
        mine = note()
        assert current().db.get_list("Probe Note", pluck="name") == [mine.name]


def test_owner_of_a_note_cannot_give_it_away(site: Site, as_user: Any) -> None:
    with as_user("u1@example.com"):
        mine = note()
        mine.owner = "u2@example.com"
        with pytest.raises(PermissionError):
            mine.save()


def test_note_of_another_is_not_taken_by_sending_ones_own_name(site: Site, as_user: Any) -> None:
    theirs = note()
    with as_user("u1@example.com"):
        taken = get_doc("Probe Note", theirs.name)
        taken.owner = "u1@example.com"
        with pytest.raises(PermissionError):
            taken.save()


def test_row_is_asked_for_with_its_own_parent(site: Site, as_user: Any) -> None:
    with as_user("u1@example.com"):
        doc = get_doc(
            {"doctype": "Probe Request", "title": "x", "items": [{"item_name": "a"}]}
        ).insert()
    row = doc.items[0]
    for asked in (row, row.name):
        assert has_permission("Probe Request Item", "read", doc=asked, user="u1@example.com")
        assert not has_permission("Probe Request Item", "read", doc=asked, user="rd@example.com")


def test_all_rights_of_a_document_are_listed(site: Site, as_user: Any) -> None:
    theirs = note()
    found = get_doc_permissions(theirs, "u1@example.com")
    assert found == {
        "if_owner": {"select": 0, "read": 0, "write": 0, "delete": 0},
        "has_if_owner_enabled": True,
        **dict.fromkeys(("select", "read", "write", "delete", "submit", "cancel", "amend"), 0),
        **dict.fromkeys(("print", "email", "report", "import", "export", "share"), 0),
        "create": 1,
    }


def test_hook_that_says_no_denies_what_roles_allow(site: Site, as_user: Any) -> None:
    with as_user("mgr@example.com"), pytest.raises(PermissionError):
        note(title="DENY me")
    assert told().startswith("Not allowed via controller permission check<br>User <strong>mgr@")
    assert note(title="DENY me").name


def test_hooks_are_asked_last_installed_first_until_one_answers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    doc = note()
    answers: dict[str, bool | None] = {"first": True, "second": None, "third": None}

    def hook(name: str) -> Any:
        def answer(doc: Any, ptype: str, user: str) -> bool | None:
            asked.append(name)
            return answers[name]

        return answer

    hooks = tuple(hook(name) for name in ("first", "second", "third"))
    monkeypatch.setitem(site.cache("has_permission"), "Probe Note", hooks)
    assert has_permission("Probe Note", "read", doc=doc, user="rd@example.com")
    assert asked == ["third", "second", "first"]
    answers["second"] = False
    asked.clear()
    assert not has_permission("Probe Note", "read", doc=doc, user="rd@example.com")
    assert asked == ["third", "second"]
    answers["second"] = True
    assert not has_permission("Probe Note", "write", doc=doc, user="rd@example.com")


def test_query_condition_narrows_lists_and_not_single_reads(site: Site, as_user: Any) -> None:
    hidden = note(is_hidden=1)
    shown = note()
    with as_user("rd@example.com"):
        assert current().db.get_list("Probe Note", pluck="name") == [shown.name]
        assert has_permission("Probe Note", "read", doc=hidden)
    with as_user("mgr@example.com"):
        assert len(current().db.get_list("Probe Note", pluck="name")) == 2


def test_list_without_the_right_is_refused(site: Site, as_user: Any) -> None:
    with as_user("rd@example.com"), pytest.raises(PermissionError):
        current().db.get_list("Probe Request")
    assert current().flags.error_message == (
        "Insufficient Permission for <strong>Probe Request</strong>"
    )


def test_throwing_check_says_what_is_missing(site: Site) -> None:
    with pytest.raises(PermissionError, match="No permission for Probe Request"):
        has_permission("Probe Request", "read", user="rd@example.com", throw=True)


def test_field_above_the_level_is_not_read(site: Site, as_user: Any) -> None:
    doc = get_doc({"doctype": "Probe Request", "title": "x", "secret_note": "s"}).insert()
    meta = get_meta("Probe Request")
    assert "secret_note" not in readable_fields(meta, "u1@example.com")
    assert levels_of(meta, "mgr@example.com") == {0, 1}
    with as_user("u1@example.com"):
        seen = get_doc("Probe Request", doc.name)
        seen.apply_fieldlevel_read_permissions()
        assert "secret_note" not in seen.as_dict(no_nulls=True)
    with as_user("mgr@example.com"):
        seen = get_doc("Probe Request", doc.name)
        seen.apply_fieldlevel_read_permissions()
        assert seen.secret_note == "s"


def test_field_above_the_level_keeps_its_stored_value(site: Site, as_user: Any) -> None:
    doc = get_doc({"doctype": "Probe Request", "title": "x", "secret_note": "s"}).insert()
    with as_user("u1@example.com"):
        mine = get_doc("Probe Request", doc.name)
        mine.update({"secret_note": "HACK", "qty": 2})
        mine.save()
        new = get_doc({"doctype": "Probe Request", "title": "y", "secret_note": "HACK"}).insert()
    stored = get_doc("Probe Request", doc.name)
    assert (stored.secret_note, stored.qty) == ("s", 2)
    assert get_doc("Probe Request", new.name).secret_note is None
