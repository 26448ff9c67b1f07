"""Measure the host, and print a table beside the recorded figures of Frappe 15.

Usage: python -m benchmarks.run [--quick] [--markdown FILE]. The site lives in a temporary folder
on disk, on SQLite with full durability.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import app_site, probe_site
from benchmarks.server import Client, Cost, Server, cost, serving
from embedded_host.document import get_doc
from embedded_host.site import Site

SITE = "speed.localhost"
RESOURCE = "/api/resource/Probe Request"
APP_RESOURCE = "/api/resource/Award Nomination"
APP_GOAL = 10
RECORDED = Path(__file__).parent / "recorded.toml"
NO_ROWS: list[dict[str, Any]] = []
FIVE_ROWS = [{"item_name": f"hàng {number}", "qty": number, "rate": 10} for number in range(5)]


def new_request(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": "Đo tốc độ", "region": "North", "priority": "Low", "items": rows}


class Measurement:
    """One run: the site, its server, and a connection for each user."""

    def __init__(self, site: Site, server: Server, tokens: dict[str, str], count: int) -> None:
        self.site, self.server, self.count = site, server, count
        self.clients: dict[str, Client] = {
            user: server.connect({"Authorization": token}) for user, token in tokens.items()
        }
        self.results: dict[str, Cost] = {}

    def of(self, name: str, call: Callable[[int], object], count: int | None = None) -> None:
        self.results[name] = cost(self.server, call, count or self.count)
        print(f"  {name}: {self.results[name].processor:.2f} ms processor", flush=True)

    def reads(self) -> None:
        free = self.clients["free"]
        body = new_request(FIVE_ROWS[:2])
        name = free.call("POST", RESOURCE, body)["data"]["name"]
        self.of("get_one", lambda number: free.call("GET", f"{RESOURCE}/{name}"))

    def lists(self, name: str) -> None:
        scoped = self.clients["scoped"]
        query = {"fields": '["name", "title", "status"]', "filters": '{"status": "Open"}'}
        self.of(name, lambda number: scoped.call("GET", RESOURCE, **query, limit_page_length=20))

    def search(self) -> None:
        free = self.clients["free"]
        path = "/api/method/frappe.desk.search.search_link"
        query = {"doctype": "Probe Request", "txt": "OLD-0999"}
        self.of("search", lambda number: free.call("GET", path, **query), 50)

    def writes(self) -> None:
        manager = self.clients["manager"]
        body = new_request(FIVE_ROWS)
        names = {}

        def insert(number: int) -> None:
            names[number] = manager.call("POST", RESOURCE, body)["data"]["name"]

        self.of("insert", insert)
        self.of(
            "submit",
            lambda number: manager.call("PUT", f"{RESOURCE}/{names[number]}", {"docstatus": 1}),
        )

    def workflow(self) -> None:
        free = self.clients["free"]
        path = "/api/method/frappe.model.workflow.apply_workflow"
        approvals = {
            number: free.call("POST", "/api/resource/Probe Approval", {"title": f"t{number}"})
            for number in range(-100, self.count)
        }

        def send(number: int) -> None:
            free.call("POST", path, {"doc": approvals[number]["data"], "action": "Send"})

        self.of("workflow", send)


def in_process(site: Site, rows: list[dict[str, Any]], count: int) -> float:
    """Processor milliseconds of one insert, one commit in the end."""
    with site.open() as context:
        began = time.process_time()
        for _ in range(count):
            get_doc({"doctype": "Probe Request", **new_request(rows)}).insert()
        elapsed = time.process_time() - began
        context.db.commit()
    return elapsed * 1000 / count


def measure(root: Path, quick: bool) -> tuple[dict[str, Cost | float], dict[str, float]]:
    count, many = (100, 20_000) if quick else (500, 100_000)
    site, tokens = probe_site.make_site(root, SITE)
    probe_site.fill(site, 0, 10_000)
    results: dict[str, Cost | float] = {}
    with serving(root, SITE) as server:
        run = Measurement(site, server, tokens, count)
        start = {"cold start to the first answer, s": server.start_seconds}
        run.reads()
        run.writes()
        run.workflow()
        run.lists("list_10k")
        probe_site.fill(site, 10_000, many - 10_000)
        run.lists("list_100k")
        run.search()
        start["memory after these requests, MB"] = server.memory_megabytes()
        results.update(run.results)
    results["insert_in_process"] = in_process(site, NO_ROWS, count * 2)
    results["insert_in_process_rows"] = in_process(site, FIVE_ROWS, count * 2)
    site.close()
    return results, start


def measure_app(root: Path) -> dict[str, Cost]:
    """A page of 20 under the unit scope of each level, over 100k nominations and 10k units."""
    site, tokens = app_site.make_site(root, SITE)
    site.close()
    query = {"fields": '["name", "display_name", "status"]', "limit_page_length": 20}
    orders = {"newest first": "modified desc", "by name": "sort_key asc"}
    results = {}
    with serving(root, SITE) as server:
        for level, token in tokens.items():
            client = server.connect({"Authorization": token})
            for order, sql in orders.items():
                asked = {**query, "filters": '{"status": "Submitted"}', "order_by": sql}
                results[f"{level}, {order}"] = cost(
                    server, lambda _, c=client, a=asked: c.call("GET", APP_RESOURCE, **a), 200
                )
    return results


def app_table(results: dict[str, Cost]) -> str:
    lines = [
        "| 20 of 100k nominations, 10k units, user of a | processor, ms | wall, ms: median / p95 "
        "| goal, p95 |",
        "|---|---|---|---|",
    ]
    for name, result in results.items():
        met = "" if result.p95 <= APP_GOAL else " (missed)"
        wall = f"{result.median:.1f} / {result.p95:.1f}"
        lines.append(f"| {name} | {result.processor:.2f} | {wall} | {APP_GOAL}{met} |")
    return "\n".join(lines)


def table(results: dict[str, Cost | float], start: dict[str, float]) -> str:
    """Markdown: processor time here and there, how many times less, and the goal."""
    recorded = tomllib.loads(RECORDED.read_text(encoding="utf-8"))
    lines = [
        "| what | processor, ms | wall, ms: median / p95 | Frappe 15: worker + database, ms "
        "| times less | goal, ms |",
        "|---|---|---|---|---|---|",
    ]
    for name, result in results.items():
        row = recorded[name]
        theirs = row["worker"] + row.get("database", 0)
        ours = result.processor if isinstance(result, Cost) else result
        wall = f"{result.median:.1f} / {result.p95:.1f}" if isinstance(result, Cost) else ""
        met = "" if ours <= row["goal"] else " (missed)"
        frappe = f"{row['worker']:.2f} + {row.get('database', 0):.2f}"
        figures = [f"{ours:.2f}", wall, frappe, f"{theirs / ours:.1f}", f"{row['goal']}{met}"]
        lines.append("| " + " | ".join([row["what"], *figures]) + " |")
    lines += ["", *(f"- {what}: {value:.2f}" for what, value in start.items())]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, 20k documents")
    parser.add_argument("--markdown", type=Path, help="write the table to this file as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        results, start = measure(Path(folder) / "probe", arguments.quick)
        text = table(results, start)
        if not arguments.quick:
            text += "\n\n" + app_table(measure_app(Path(folder) / "app"))
    print("\n" + text)
    if arguments.markdown:
        arguments.markdown.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
