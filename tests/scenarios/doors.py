"""The site as its users meet it: signed in by name, one HTTP request for each thing they do."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

METHODS = "/api/method/"
APP = f"{METHODS}thidua_khenthuong.api."
RECORDS = "/api/resource/"


class Wire(Protocol):
    """What carries a request: the WSGI application in this process, or a server's socket."""

    def send(
        self, verb: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body; cookies joined in one header."""


@dataclass(frozen=True)
class Answer:
    """One reply."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What the rules found, as a refusal tells it."""
        return list(self.json.get("findings") or ())

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.findings]

    def clause(self, code: str) -> str | None:
        """The plan's clause that the finding of this code cites."""
        found = next(finding for finding in self.findings if finding["code"] == code)
        source: str | None = found["source"]
        return source

    def value(self) -> Any:
        """What the call gives back. AssertionError with the server's own words where it refused."""
        assert self.status == 200, f"{self.status}: {self.body.decode(errors='replace')[:2000]}"
        reply = self.json
        return reply["data"] if "data" in reply else reply.get("message")


class Doors:
    """Where users come in; counts the requests of everybody."""

    def __init__(self, wire: Wire, headers: dict[str, str] | None = None) -> None:
        self._wire = wire
        self._headers = headers or {}
        self._counting = threading.Lock()
        self.requests = 0

    def send(
        self, verb: str, path: str, cookie: str = "", arguments: dict[str, Any] | None = None
    ) -> Answer:
        headers = {"Accept": "application/json", **self._headers}
        if cookie:
            headers["Cookie"] = cookie
        body = b""
        if arguments is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(arguments).encode()
        with self._counting:
            self.requests += 1
        answer = Answer(*self._wire.send(verb, path, headers, body))
        # A session that has seen a page needs its token; a refusal for want of it proves nothing.
        assert b"CSRFTokenError" not in answer.body, path
        return answer

    def send_file(self, path: str, cookie: str, file: str, content: bytes, **said: str) -> Answer:
        """A form with a file in it, as a browser posts one."""
        edge = "part-of-the-scenario"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in said.items()
        ]
        head = f'Content-Disposition: form-data; name="file"; filename="{file}"'
        parts.append(f"--{edge}\r\n{head}\r\nContent-Type: application/pdf\r\n\r\n")
        body = "".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        headers = {**self._headers, "Cookie": cookie, "Content-Type": kind}
        with self._counting:
            self.requests += 1
        return Answer(*self._wire.send("POST", path, headers, body))

    def send_form(self, path: str, cookie: str, fields: dict[str, str]) -> Answer:
        """A form of texts, as a browser posts one."""
        kind = "application/x-www-form-urlencoded"
        headers = {"Accept": "application/json", **self._headers, "Content-Type": kind}
        with self._counting:
            self.requests += 1
        body = urlencode(fields).encode()
        return Answer(*self._wire.send("POST", path, {**headers, "Cookie": cookie}, body))

    def sign_in(self, user: str, password: str) -> Caller:
        answer = self.send("POST", f"{METHODS}login", arguments={"usr": user, "pwd": password})
        answer.value()
        cookies = answer.headers["set-cookie"].split(", ")
        sid = next(cookie for cookie in cookies if cookie.startswith("sid="))
        return Caller(self, user, sid.partition(";")[0])


class Caller:
    """A signed-in user."""

    def __init__(self, doors: Doors, user: str, cookie: str) -> None:
        self._doors = doors
        self._cookie = cookie
        self.user = user

    def ask(self, verb: str, path: str, **arguments: Any) -> Answer:
        """Any request; arguments go into the query of a GET, into the body of the rest."""
        if verb == "GET":
            query = {
                key: value if isinstance(value, str | int) else json.dumps(value)
                for key, value in arguments.items()
            }
            tail = f"?{urlencode(query)}" if query else ""
            return self._doors.send(verb, quote(path) + tail, self._cookie)
        return self._doors.send(verb, quote(path), self._cookie, arguments)

    def fills_in(self, path: str, fields: dict[str, str]) -> Answer:
        """Posts a form."""
        return self._doors.send_form(path, self._cookie, fields)

    def tries(self, door: str, **arguments: Any) -> Answer:
        """Calls one of the app's doors that changes something; the reply, whatever it is."""
        return self.ask("POST", APP + door, **arguments)

    def does(self, door: str, **arguments: Any) -> Any:
        """Calls one of the app's doors and gets what it gives back."""
        return self.tries(door, **arguments).value()

    def looks(self, door: str, **arguments: Any) -> Any:
        """Asks one of the app's doors that only reads."""
        return self.ask("GET", APP + door, **arguments).value()

    def printed(self, door: str, **arguments: Any) -> bytes:
        """A document as PDF."""
        answer = self.ask("GET", f"{APP}documents.{door}", **arguments)
        assert answer.status == 200, answer.body.decode(errors="replace")[:2000]
        assert answer.headers["content-type"].startswith("application/pdf")
        return answer.body

    def attaches(self, file: str, content: bytes, doctype: str, name: str) -> str:
        """A private file at a record; its address."""
        answer = self._doors.send_file(
            f"{METHODS}upload_file",
            self._cookie,
            file,
            content,
            doctype=doctype,
            docname=name,
            is_private="1",
        )
        return str(answer.value()["file_url"])

    def creates(self, doctype: str, **values: Any) -> dict[str, Any]:
        created: dict[str, Any] = self.ask("POST", RECORDS + doctype, **values).value()
        return created

    def changes(self, doctype: str, name: str, **values: Any) -> dict[str, Any]:
        changed: dict[str, Any] = self.ask("PUT", f"{RECORDS}{doctype}/{name}", **values).value()
        return changed

    def removes(self, doctype: str, name: str) -> None:
        answer = self.ask("DELETE", f"{RECORDS}{doctype}/{name}")
        assert answer.status == 202, answer.body.decode(errors="replace")[:2000]

    def reads(self, doctype: str, name: str) -> dict[str, Any]:
        read: dict[str, Any] = self.ask("GET", f"{RECORDS}{doctype}/{name}").value()
        return read

    def lists(
        self, doctype: str, fields: list[str], order_by: str = "name asc", **filters: Any
    ) -> list[dict[str, Any]]:
        """All records that the user may see and that equal the filters."""
        found: list[dict[str, Any]] = self.ask(
            "GET",
            RECORDS + doctype,
            fields=fields,
            filters=filters,
            order_by=order_by,
            limit_page_length=0,
        ).value()
        return found
