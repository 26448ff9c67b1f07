"""What `throw` and `msgprint` leave in the message log, and the words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from embedded_host.context import Context, entered
from embedded_host.errors import DuplicateEntryError, PermissionError, ValidationError
from embedded_host.features.translation import read_translations
from embedded_host.messages import (
    _,
    clear_messages,
    msgprint,
    refuse,
    throw,
)
from embedded_host.site import Bench, Site

pytestmark = pytest.mark.host


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Context]:
    """A context in English, of a site without a database."""
    (tmp_path / "sites").mkdir()
    site = Site(Bench(tmp_path), "quiet.test")
    no_database = SimpleNamespace(uncommitted=None)
    with entered(Context(site, cast(Any, no_database), "Administrator", "en")) as context:
        yield context


def test_a_note_has_message_and_title(here: Context) -> None:
    msgprint("note A")
    msgprint("note B", title="T")
    assert here.message_log == [
        {"message": "note A", "title": "Message"},
        {"message": "note B", "title": "T"},
    ]


def test_an_alert_keeps_its_colour(here: Context) -> None:
    msgprint("note A", indicator="orange", alert=True)
    assert here.message_log == [
        {"message": "note A", "title": "Message", "indicator": "orange", "alert": 1}
    ]


def test_throw_is_red_and_numbered(here: Context) -> None:
    with pytest.raises(ValidationError, match="plain message"):
        throw("plain message")
    (entry,) = here.message_log
    identity = entry.pop("__frappe_exc_id")
    assert len(identity) == 56
    assert entry == {
        "message": "plain message",
        "title": "Message",
        "indicator": "red",
        "raise_exception": 1,
    }


def test_a_list_is_sent_as_a_list(here: Context) -> None:
    with pytest.raises(ValidationError) as caught:
        throw(["one", "two"], title="L", as_list=True)
    assert str(caught.value) == "['one', 'two']"
    entry = here.message_log[0]
    assert (entry["message"], entry["as_list"], entry["title"]) == (["one", "two"], 1, "L")


def test_throw_raises_the_class_or_the_instance_it_is_given(here: Context) -> None:
    given = DuplicateEntryError()
    with pytest.raises(DuplicateEntryError) as caught:
        throw("d", given)
    assert caught.value is given
    with pytest.raises(PermissionError, match="no way"):
        throw("no way", PermissionError)


def test_a_primary_action_travels_with_its_message(here: Context) -> None:
    action = {"label": "Go", "server_action": "probe_app.api.none_result", "args": {}}
    with pytest.raises(ValidationError):
        throw("d", primary_action=action)
    assert here.message_log[0]["primary_action"] == action


def test_a_missing_right_is_told_apart_from_messages(here: Context) -> None:
    with pytest.raises(PermissionError):
        refuse("You need the 'write' permission")
    assert here.flags.error_message == "You need the 'write' permission"
    assert here.message_log == []


def test_messages_can_be_muted_and_taken_back(here: Context) -> None:
    here.flags.mute_messages = True
    msgprint("unheard")
    here.flags.mute_messages = False
    msgprint("first")
    assert [entry["message"] for entry in here.message_log] == ["first"]
    clear_messages()
    assert here.message_log == []


def test_a_title_is_in_the_language_of_the_reply(here: Context) -> None:
    here.lang = "vi"
    msgprint("x")
    assert here.message_log[0]["title"] == "Thông điệp"


def test_a_text_without_a_translation_stays_as_it_is(here: Context) -> None:
    assert _("No such text anywhere", "vi") == "No such text anywhere"
    assert _("Message", "en") == "Message"


def test_a_row_with_a_context_is_found_only_with_it(tmp_path: Path, here: Context) -> None:
    path = tmp_path / "vi.csv"
    path.write_text('Open,Mở,\nOpen,Mở cửa,Door\n"a, b","á, b"\nlonely\n', encoding="utf-8")
    assert read_translations(path) == {"Open": "Mở", "Open:Door": "Mở cửa", "a, b": "á, b"}
