"""Replaying one recorded file on a site of its own, step after step."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .compare import Comparison, Difference, Options, decoded_messages
from .recordings import RECORDED_HOST, Step, content_of, moved_to, steps
from .scope import Differs, FileScope, StepScope, scope
from .seed import PASSWORD, Keys
from .tokens import Tokens
from .transport import InProcess, Message, OverSocket, Reply, message_of

KEY_PLACES = re.compile(r"<(\w+)\.(api_key|api_secret)>")
CSRF_IN_PAGE = re.compile(r"csrf_token\s*[=:]\s*[\"']([^\"']+)[\"']")
SMALL_TEXT = 250

#: Called before a step: makes what the recorder made by hand; recorded name → name made.
Preparation = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Outcome:
    """What a step came to: `reply` as sent by the host, and every difference from the recording."""

    step: Step
    reply: Reply
    differences: list[Difference]

    def report(self) -> str:
        """File, step, note, request and differences, for a person."""
        head = f"{self.step.id}\n{self.step.request['method']} {self.step.request['path']}"
        lines = [head, *map(str, self.differences)]
        if any(difference.path == "status" for difference in self.differences):
            lines.append(f"body: {self.reply.body[:1500].decode(errors='replace')}")
        return "\n".join(lines)


@dataclass
class Replay:
    """One file's replay; `outcome(n)` first plays every step before n, once."""

    file: str
    site_name: str
    transport: InProcess | OverSocket
    keys: Keys
    today: date
    preparations: dict[int, Preparation]
    tokens: Tokens = field(default_factory=Tokens)
    session: str = ""
    csrf: str = ""
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def outcome(self, number: int) -> Outcome:
        """The outcome of one step in scope."""
        for step in steps(self.file, self.today):
            is_due = step.number <= number and self.file_scope.steps[step.number].in_scope
            if is_due and step.number not in self.outcomes:
                self.outcomes[step.number] = self._play(step)
        return self.outcomes[number]

    @property
    def file_scope(self) -> FileScope:
        return scope()[self.file]

    def ask(self, step: Step) -> Reply:
        """Send one step's request as it stands, whatever came before it."""
        return self.transport.send(self._message(step, scope()[step.file].steps[step.number]))

    def _play(self, step: Step) -> Outcome:
        if step.number in self.preparations:
            for recorded, made in self.preparations[step.number]().items():
                self.tokens.learn(moved_to(recorded, self.today), made)
        line = self.file_scope.steps[step.number]
        reply = self.ask(step)
        self._keep_session(step, reply)
        by_key = "Authorization" in step.request.get("headers", {})
        cookies = self.file_scope.cookies and not by_key
        line = replace(line, differs=line.differs and line.differs.moved_to(self.today))
        differences = compared(step, line, reply, self.tokens, cookies)
        return Outcome(step, reply, differences)

    # the request

    def _message(self, step: Step, line: StepScope) -> Message:
        request = self.tokens.substituted(step.request)
        if line.path:
            request["path"] = line.path
        request["headers"] = self._headers(step, request.get("headers", {}))
        for body in ("body_form", "body_json"):
            if body in request:
                request[body] = self._filled(request[body])
        return message_of(request, _contents(step))

    def _headers(self, step: Step, recorded: dict[str, str]) -> dict[str, str]:
        headers = {name: self._filled(value) for name, value in recorded.items()}
        headers.setdefault("Host", self.site_name)
        for name, value in headers.items():
            if value == RECORDED_HOST:
                headers[name] = self.site_name
        if headers.get("Cookie") == "sid=<session>":
            headers["Cookie"] = f"sid={self._session_of(step)}"
        if headers.get("Authorization", "").startswith("Basic base64("):
            headers["Authorization"] = f"Basic {self._basic(step)}"
        return headers

    def _session_of(self, step: Step) -> str:
        user = self.file_scope.session_user
        if not self.session and user and step.request["path"] != "/api/method/login":
            form = {"usr": user, "pwd": PASSWORD}
            request = {"method": "POST", "path": "/api/method/login", "body_form": form}
            message = message_of({**request, "headers": {"Host": self.site_name}}, {})
            self.session = self.transport.send(message).cookies()["sid"]
        return self.session

    def _basic(self, step: Step) -> str:
        if "user:password" in step.note:
            pair = f"u1@probe.test:{PASSWORD}"
        else:
            pair = ":".join(self.keys["u1"])
        return base64.b64encode(pair.encode()).decode()

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        value = value.replace("<pw>", PASSWORD).replace("<csrf>", self.csrf)
        return KEY_PLACES.sub(lambda place: self.keys[place[1]][place[2] == "api_secret"], value)

    def _keep_session(self, step: Step, reply: Reply) -> None:
        if "sid=<session>" in step.request.get("headers", {}).values():
            self.session = reply.cookies().get("sid", self.session)
        page = reply.media_type == "text/html"
        found = CSRF_IN_PAGE.search(reply.body.decode(errors="replace")) if page else None
        if found:
            self.csrf = found[1]


def _contents(step: Step) -> dict[str, tuple[str, bytes, str]]:
    parts = step.request.get("body_multipart", {})
    return {name: (part[0], content_of(part[0], part[1]), part[2]) for name, part in parts.items()}


def compared(
    step: Step, line: StepScope, reply: Reply, tokens: Tokens, cookies: bool
) -> list[Difference]:
    """Every difference between a reply and what the recording, or the scope, says of it."""
    differs = line.differs
    if differs is None:
        return _as_recorded(step, line.options, reply, tokens, cookies)
    if differs.says_all:
        return _as_said(differs, reply)
    ignored = (*line.options.ignore, *(f"root.{path}" for path in differs.absent))
    options = replace(line.options, ignore=ignored)
    found = _as_recorded(step, options, reply, tokens, cookies)
    for path in differs.absent:
        if (value := _at(reply.json(), path)) is not None:
            found.append(Difference(path, None, value))
    return found


def _as_recorded(
    step: Step, options: Options, reply: Reply, tokens: Tokens, cookies: bool
) -> list[Difference]:
    recorded = step.response
    comparison = Comparison(tokens, options)
    comparison.value("status", recorded["status"], reply.status)
    _compare_headers(comparison, recorded.get("headers", {}), reply, cookies)
    if "json" in recorded or "json_shape" in recorded:
        _compare_json(comparison, recorded, reply)
    elif "binary" in recorded:
        comparison.value("length", recorded["binary"]["len"], len(reply.body))
    elif recorded.get("headers", {}).get("content-type", "").partition(";")[0] != "text/html":
        comparison.value("text", recorded["text"], reply.body.decode(errors="replace"))
    return comparison.differences


def _compare_headers(
    comparison: Comparison, recorded: dict[str, Any], reply: Reply, cookies: bool
) -> None:
    media_type = recorded.get("content-type", "").partition(";")[0]
    comparison.value("header content-type", media_type, reply.media_type)
    for name in ("location", "content-disposition"):
        if name in recorded:
            comparison.value(f"header {name}", recorded[name], reply.header(name))
    if cookies:
        names = sorted(set(recorded.get("set-cookie-names", [])))
        comparison.value("cookies", names, sorted(reply.cookies()))


def _compare_json(comparison: Comparison, recorded: dict[str, Any], reply: Reply) -> None:
    try:
        actual = reply.json()
    except ValueError:
        comparison.differences.append(Difference("body", "JSON", reply.body[:300].decode()))
        return
    if "json_shape" in recorded:
        comparison.shape("root", recorded["json_shape"], actual)
        return
    expected = dict(recorded["json"])
    said = actual.pop("_server_messages", None)
    if expected.pop("_server_messages", None) or said:
        comparison.messages(recorded.get("decoded", {}).get("_server_messages", []), said)
    comparison.value("root", expected, actual)


def _as_said(differs: Differs, reply: Reply) -> list[Difference]:
    comparison = Comparison(Tokens())
    comparison.value("status", differs.status, reply.status)
    text = reply.body.decode(errors="replace")
    if reply.media_type == "application/json":
        body = reply.json()
        text = " ".join(
            [str(body), *[str(row) for row in decoded_messages(body.get("_server_messages")) or []]]
        )
        if differs.keys is not None:
            comparison.value("keys", sorted(differs.keys), sorted(body))
        for path, expected in differs.json.items():
            comparison.value(path, expected, _at(body, path))
    elif differs.names or differs.keys or differs.json:
        comparison.differences.append(Difference("content type", "JSON", reply.media_type))
    for name in differs.names:
        if name not in text:
            comparison.differences.append(Difference("text", f"names {name}", text[:600]))
    return comparison.differences


def _at(body: Any, path: str) -> Any:
    for key in path.split("."):
        body = body[int(key)] if isinstance(body, list) else body.get(key)
        if body is None:
            return None
    return body
