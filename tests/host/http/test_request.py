"""What a request says: parameters, site, address."""

import json
from io import BytesIO

import pytest
from werkzeug.test import EnvironBuilder

from embedded_host.errors import BadRequest
from embedded_host.http.request import HostRequest, client_address, is_secure, requested_site


def request_of(path: str = "/api/method/ping", **given: object) -> HostRequest:
    return HostRequest(EnvironBuilder(path, **given).get_environ())  # type: ignore[arg-type]


def test_a_json_body_hides_the_query() -> None:
    request = request_of(method="POST", query_string={"q": "1"}, json={"b": 2})
    assert request.parameters == {"b": 2}


def test_a_form_wins_over_the_query() -> None:
    request = request_of(method="POST", query_string={"q": "1", "b": "q"}, data={"b": "f"})
    assert request.parameters == {"q": "1", "b": "f"}


def test_a_json_list_becomes_the_parameter_data() -> None:
    assert request_of(method="POST", json=[1, 2]).parameters == {"data": [1, 2]}


NO_JSON = ["{bad", "[" * 100_000, '"text"', b"\xff"]


@pytest.mark.parametrize("body", NO_JSON, ids=["broken", "deep", "text", "bytes"])
def test_a_body_that_is_no_json_object_is_a_bad_request(body: str | bytes) -> None:
    request = request_of(method="POST", data=body, content_type="application/json")
    with pytest.raises(BadRequest):
        _ = request.parameters


def test_an_empty_json_body_leaves_the_query() -> None:
    request = request_of(
        method="POST", query_string={"q": "1"}, data="", content_type="application/json"
    )
    assert request.parameters == {"q": "1"}


def test_the_site_is_the_header_then_the_host_without_its_port() -> None:
    named = request_of(headers={"X-Frappe-Site-Name": "one.localhost", "Host": "x"})
    assert requested_site(named) == "one.localhost"
    assert requested_site(request_of(headers={"Host": "Two.localhost:8000"})) == "two.localhost"


def test_slashes_are_counted_once() -> None:
    request = request_of(environ_overrides={"PATH_INFO": "//api//method/ping/"})
    assert request.clean_path == "/api/method/ping"


def test_the_address_is_the_peers_unless_a_trusted_proxy_speaks() -> None:
    forwarded = {"X-Forwarded-For": "1.2.3.4, 5.6.7.8"}
    request = request_of(headers=forwarded, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert client_address(request, []) == "10.0.0.1"
    assert client_address(request, ["192.168.0.0/16"]) == "10.0.0.1"
    assert client_address(request, ["10.0.0.0/8"]) == "5.6.7.8"
    assert client_address(request, ["10.0.0.0/8", "5.6.7.8"]) == "1.2.3.4"


def test_an_encrypted_connection_is_believed_from_a_trusted_proxy_only() -> None:
    request = request_of(
        headers={"X-Forwarded-Proto": "https"}, environ_base={"REMOTE_ADDR": "10.0.0.1"}
    )
    assert [is_secure(request, []), is_secure(request, ["10.0.0.1"])] == [False, True]


def test_an_upload_is_read_from_its_beginning_after_a_rewind() -> None:
    body = {"file": (BytesIO(b"hello"), "h.txt"), "a": "1"}
    with request_of(method="POST", data=body) as request:
        assert request.files["file"].stream.read() == b"hello"
        request.rewind()
        assert request.files["file"].stream.read() == b"hello"


def test_numbers_in_json_stay_numbers() -> None:
    request = request_of(
        method="POST", data=json.dumps({"a": 1.5}), content_type="application/json"
    )
    assert request.parameters == {"a": 1.5}
