"""Uploading and reading files (CONTRACT §9; private by default here)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from embedded_host.document import get_doc
from embedded_host.features.files import clean_name
from embedded_host.http import make_app
from embedded_host.site import Site

Key = Callable[[str], Callable[..., TestResponse]]
UPLOAD = "/api/method/upload_file"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def u1(with_key: Key) -> Callable[..., TestResponse]:
    return with_key("u1")


def send(
    caller: Callable[..., TestResponse], name: str, content: bytes, **fields: Any
) -> TestResponse:
    return caller("POST", UPLOAD, data={"file": (BytesIO(content), name), **fields})


def kept(reply: TestResponse) -> dict[str, Any]:
    assert reply.status_code == 200, reply.text
    assert reply.json is not None
    message: dict[str, Any] = reply.json["message"]
    return message


@pytest.fixture
def request_name(u1: Callable[..., TestResponse]) -> str:
    reply = u1("POST", "/api/resource/Probe Request", json={"title": "with files"})
    assert reply.json is not None
    return str(reply.json["data"]["name"])


def test_a_file_is_private_unless_said_otherwise(u1: Callable[..., TestResponse]) -> None:
    private = kept(send(u1, "first.txt", b"private one"))
    public = kept(send(u1, "second.txt", b"public one", is_private="0"))
    assert (private["is_private"], private["file_url"]) == (1, "/private/files/first.txt")
    assert (public["is_private"], public["file_url"]) == (0, "/files/second.txt")


def test_a_private_file_is_read_by_readers_of_its_document(
    site: Site, with_key: Key, u1: Callable[..., TestResponse], request_name: str
) -> None:
    url = kept(
        send(u1, "attached.txt", b"attached", doctype="Probe Request", docname=request_name)
    )["file_url"]
    assert u1("GET", url).data == b"attached"
    assert with_key("mgr")("GET", url).data == b"attached"
    assert with_key("rd")("GET", url).status_code == 403
    assert Client(make_app(site)).get(url, buffered=True).status_code == 403


def test_a_private_file_without_a_document_is_its_owners(
    with_key: Key, u1: Callable[..., TestResponse]
) -> None:
    url = kept(send(u1, "mine.txt", b"mine alone"))["file_url"]
    assert u1("GET", url).data == b"mine alone"
    assert with_key("mgr")("GET", url).status_code == 403


def test_nobody_reads_a_file_by_claiming_its_url(
    with_key: Key, u1: Callable[..., TestResponse]
) -> None:
    url = kept(send(u1, "claimed.txt", b"not yours"))["file_url"]
    mgr = with_key("mgr")
    claim = mgr("POST", UPLOAD, data={"file_url": url, "file_name": "claimed.txt"})
    record = mgr("POST", "/api/resource/File", json={"file_url": url, "file_name": "x"})
    assert [claim.status_code, record.status_code] == [403, 403]
    own = kept(send(mgr, "own.txt", b"own"))["name"]
    moved = mgr("PUT", f"/api/resource/File/{own}", json={"file_url": url})
    assert moved.status_code == 417
    assert mgr("GET", url).status_code == 403


def test_attaching_needs_the_right_to_write(with_key: Key, request_name: str) -> None:
    reply = send(with_key("rd"), "n.txt", b"x", doctype="Probe Request", docname=request_name)
    assert reply.status_code == 403


def test_the_same_content_is_kept_once(site: Site, u1: Callable[..., TestResponse]) -> None:
    first, second = (kept(send(u1, name, PNG, is_private="0")) for name in ("a.png", "b.png"))
    assert first["file_url"] == second["file_url"] == "/files/a.png"
    assert first["name"] != second["name"]


def test_another_content_of_the_same_name_gets_a_part_of_its_hash(
    u1: Callable[..., TestResponse],
) -> None:
    send(u1, "same.txt", b"one")
    other = kept(send(u1, "same.txt", b"hello!"))
    assert other["file_name"] == f"same{other['content_hash'][-6:]}.txt"


def test_the_content_stays_until_its_last_row_is_deleted(
    site: Site, u1: Callable[..., TestResponse]
) -> None:
    rows = [kept(send(u1, name, b"shared content")) for name in ("x.txt", "y.txt")]
    target = site.path / "private" / "files" / "x.txt"
    for row, is_there in zip(rows, (True, False), strict=True):
        assert u1("DELETE", f"/api/resource/File/{row['name']}").status_code == 202
        assert target.exists() is is_there


def test_a_refused_upload_leaves_no_content(site: Site, u1: Callable[..., TestResponse]) -> None:
    before = sorted((site.path / "private" / "files").iterdir())
    reply = send(u1, "left.txt", b"left behind?", folder="No Such Folder")
    assert reply.status_code == 417
    assert sorted((site.path / "private" / "files").iterdir()) == before


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("../../evil.txt", "....evil.txt"),
        ("..\\evil2.txt", "..evil2.txt"),
        ("Báo cáo sơ kết.txt", "Báo cáo sơ kết.txt"),
    ],
)
def test_a_name_never_becomes_a_path(
    u1: Callable[..., TestResponse], sent: str, stored: str
) -> None:
    reply = u1("POST", UPLOAD, data={"file_name": sent, "file": (BytesIO(sent.encode()), sent)})
    file = kept(reply)
    assert file["file_name"] == stored
    assert u1("GET", file["file_url"]).data == sent.encode()


@pytest.mark.parametrize(
    "path", ["/files/../../site_config.json", "/private/files/..%2f..%2fsite_config.json"]
)
def test_nothing_outside_the_folders_is_served(u1: Callable[..., TestResponse], path: str) -> None:
    assert u1("GET", path).status_code in (403, 404)


def test_a_name_never_breaks_a_header() -> None:
    assert clean_name('a"b\r\nc<d>.txt') == "abcd.txt"
    assert len(clean_name("x" * 300 + ".txt")) <= 140


def test_a_content_that_is_not_what_the_name_says_is_refused(
    u1: Callable[..., TestResponse],
) -> None:
    for name, content in (
        ("a.pdf", b"MZ\x90\x00 a program"),
        ("b.png", b"<html>"),
        ("c.txt", b"MZ"),
    ):
        reply = send(u1, name, content + b"\0" * 64)
        assert (reply.status_code, reply.json["exc_type"]) == (417, "FileTypeNotAllowed")  # type: ignore[index]


def test_people_without_the_staffs_screens_send_documents_only(with_key: Key) -> None:
    web = with_key("web")
    assert send(web, "x.exe", b"MZ").status_code == 417
    assert send(web, "x.svg", b"<svg/>").status_code == 417
    assert kept(send(web, "x.txt", b"a letter"))["owner"] == "web@probe.test"


def test_a_guest_uploads_only_where_the_site_allows_it(site: Site, client: Client) -> None:
    def upload() -> TestResponse:
        return client.post(UPLOAD, data={"file": (BytesIO(b"from a guest"), "g.txt")})

    assert upload().status_code == 403
    with site.open() as here:
        here.db.set_single_value("System Settings", "allow_guests_to_upload_files", 1)
        here.db.commit()
    try:
        file = kept(upload())
    finally:
        with site.open() as here:
            here.db.set_single_value("System Settings", "allow_guests_to_upload_files", 0)
            here.db.commit()
    assert file["is_private"] == 1
    assert client.get(file["file_url"]).status_code == 403


def test_a_page_with_a_script_is_never_shown_inline(u1: Callable[..., TestResponse]) -> None:
    url = kept(send(u1, "page.html", b"<script>alert(1)</script>", is_private="0"))["file_url"]
    reply = u1("GET", url)
    assert reply.headers["Content-Disposition"] == "attachment; filename=page.html"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_file_is_downloaded_by_method(u1: Callable[..., TestResponse]) -> None:
    url = kept(send(u1, "down.txt", b"load"))["file_url"]
    reply = u1("GET", "/api/method/download_file", query_string={"file_url": url})
    assert (reply.data, reply.headers["Content-Disposition"]) == (
        b"load",
        "attachment; filename=down.txt",
    )


def test_a_list_shows_files_of_readable_documents_only(
    with_key: Key, u1: Callable[..., TestResponse], request_name: str
) -> None:
    send(u1, "listed.txt", b"listed", doctype="Probe Request", docname=request_name)
    send(u1, "unlisted.txt", b"unlisted")
    query = {"fields": '["file_name"]', "filters": '[["file_name", "like", "%listed.txt"]]'}

    def names(user: str) -> list[str]:
        reply = with_key(user)("GET", "/api/resource/File", query_string=query)
        assert reply.json is not None
        return sorted(row["file_name"] for row in reply.json.get("data", []))

    assert names("u1") == ["listed.txt", "unlisted.txt"]
    assert names("mgr") == ["listed.txt"]
    assert names("rd") == []


def test_a_file_made_in_a_program_is_kept_like_an_upload(site: Site) -> None:
    with site.open():
        file = get_doc({"doctype": "File", "file_name": "made.txt", "content": "made here"})
        file.insert()
        assert (file.is_private, file.get_content()) == (1, "made here")
