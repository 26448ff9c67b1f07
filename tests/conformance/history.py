"""What had happened on the recorded site before a file, and what its recorder made by hand.

Every file is replayed on a site of its own, so the history of the files before it is made here
through the host's Python API. Facts are read off the recordings: names, titles, owners, values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from embedded_host.context import current
from embedded_host.document import delete_doc, get_doc, rename_doc
from embedded_host.features.workflow import apply_workflow
from embedded_host.site import Site

from .seed import address, insert

Names = dict[str, str]


class History:
    """Makes records on one site as the users who made them on the recorded one."""

    def __init__(self, site: Site, today: date) -> None:
        self.site = site
        self.today = today

    @contextmanager
    def by(self, user: str) -> Iterator[None]:
        """Act as a user (short name); commits."""
        with self.site.open(user=user if user == "Administrator" else address(user)) as context:
            yield
            context.db.commit()

    def before(self, file: str) -> None:
        """Bring a freshly seeded site to where it was before `file` was recorded."""
        for first_file, chapter in CHAPTERS:
            if file >= first_file:
                chapter(self)

    def preparations(self, file: str) -> dict[int, Callable[[], Names]]:
        """Step number → what was made by hand right before that step."""
        rows = {number: make for (name, number), make in BY_HAND.items() if name == file}
        return {number: lambda make=make: make(self) or {} for number, make in rows.items()}

    # Probe Request

    def numbered_request(self, index: int) -> None:
        """ "Req 00" … "Req 22" of file 03."""
        rows = [{"item_name": f"it{n}", "qty": n + 1, "rate": 10} for n in range(2)]
        insert(
            "Probe Request",
            title=f"Req {index:02d}",
            priority=("Low", "Medium", "High")[index % 3],
            status=("Open", "Closed", "")[index % 3],
            region=("North", "South", "East", None)[index % 4],
            cond_field="c",
            amount=index * 100,
            qty=index,
            is_urgent=index % 2,
            posting_date=f"{self.today.year}-{index % 6 + 1:02d}-15",
            items=rows,
        )

    def requests(self, *titles: str, **values: Any) -> list[str]:
        """Requests with one row each; their names."""
        row = {"item_name": "a", "qty": 1, "rate": 5}
        made = [insert("Probe Request", title=title, items=[row], **values) for title in titles]
        return [document.name for document in made]

    # Probe Approval

    def approval(self, by: str = "u1", sent: bool = True, **values: Any) -> str:
        """An approval in state Draft, or sent on to Pending by its owner; its name."""
        with self.by(by):
            document = insert("Probe Approval", **{"title": "w", "amount": 100, **values})
            if sent:
                apply_workflow(document.as_dict(), "Send")
        return str(document.name)


# What earlier files left behind


def rest_of_03(history: History) -> None:
    """Requests 3 to 23 were posted without being recorded."""
    with history.by("u1"):
        for index in range(2, 23):
            history.numbered_request(index)


def _after_03(history: History) -> None:
    with history.by("u1"):
        for index in range(2):
            history.numbered_request(index)
    rest_of_03(history)
    with history.by("u1"):
        gone, *_rest = [insert("Probe Request", title="t").name for _ in range(5)]
    with history.by("mgr"):
        delete_doc("Probe Request", gone)


def _after_04(history: History) -> None:
    with history.by("u1"):
        insert("Probe Request", title="x", priority="High")
        insert("Probe Request", title="x")
        insert("Probe Request", title="x", external_id="E1")
        insert("Probe Request", title="WARN")
        insert("Probe Request", title="hi", description="<p>ok</p>")
        current().message_log.clear()


def _requests_of_05(history: History) -> None:
    with history.by("mgr"):
        history.requests("sub", "NOSUBMIT", "m", "0to2", "np")


def _after_05(history: History) -> None:
    with history.by("mgr"):
        first = get_doc("Probe Request", _numbered(history, 34))
        first.submit()
        first.cancel()
        insert("Probe Request", title="sub", amended_from=first.name)
        second = get_doc("Probe Request", _numbered(history, 36))
        second.submit()
        second.cancel()
        get_doc("Probe Request", _numbered(history, 37)).submit()


def _after_06(history: History) -> None:
    with history.by("u1"):
        for title in ("sv", "ci2", "noname"):
            insert("Probe Request", title=title)
    with history.by("mgr"):
        delete_doc("Probe Request", _numbered(history, 39))
        insert("Probe Region", region_name="IM1")
        insert("Probe Region", region_name="IM2")
        rename_doc("Probe Region", "IM1", "IM1x")
        history.requests("b1", "b2")
        for change in ({"qty": 3}, {"attachment": "/private/files/a.txt"}):
            get_doc("Probe Request", _numbered(history, 42)).update(change).save()


def _after_07(history: History) -> None:
    with history.by("mgr"):
        name = history.requests("from desk")[0]
        document = get_doc("Probe Request", name)
        document.submit()
        document.cancel()


def _after_10(history: History) -> None:
    with history.by("mgr"):
        insert("Probe Ticket", subject="t")


def _after_14(history: History) -> None:
    with history.by("u1"):
        first = insert("Probe Note", title="u1 note").name
        delete_doc("Probe Note", first)
    with history.by("u2"):
        insert("Probe Note", title="u2 note")
    hidden_note(history)
    up_requests(history)
    with history.by("mgr"):
        ticket = insert("Probe Ticket", subject="t").name
        delete_doc("Probe Ticket", ticket)


#: The first file that finds the chapter's records on the site, and the chapter.
CHAPTERS: tuple[tuple[str, Callable[[History], None]], ...] = (
    ("04_errors", _after_03),
    ("05_docstatus", _after_04),
    ("05_docstatus", _requests_of_05),
    ("06_client", _after_05),
    ("07_form", _after_06),
    ("08_reportview_search", _after_07),
    ("11_files", _after_10),
    ("14b_strict_user_permissions", _after_14),
)


def _numbered(history: History, number: int) -> str:
    return f"PRQ-{history.today.year}-{number:05d}"


# What the recorder made by hand between two steps


def bulk_requests(history: History) -> Names:
    """The two documents of the bulk update."""
    with history.by("mgr"):
        made = history.requests("b1", "b2")
    return {"PRQ-2026-00042": made[0], "PRQ-2026-00043": made[1]}


def stamps_of_request(history: History) -> Names:
    """What Desk read before it sent the whole document back."""
    with history.by("mgr"):
        document = get_doc("Probe Request", _numbered(history, 42))
    return {
        "2026-11-21 07:34:54.515593": str(document.creation),
        "2026-11-21 07:34:55.204966": str(document.modified),
        "ns3v3mp3eh": document.items[0].name,
    }


def edited_request(history: History) -> None:
    """The edit whose Version the next step reads: a field, a row and a new row."""
    with history.by("mgr"):
        document = get_doc("Probe Request", _numbered(history, 42))
        document.update({"title": "b1x", "qty": 11})
        document.items[0].update({"item_name": "changed", "qty": 9})
        document.append("items", {"item_name": "added"})
        document.save()


def hidden_note(history: History) -> None:
    """The manager's note that the list hides from readers."""
    with history.by("mgr"):
        insert("Probe Note", title="hidden", is_hidden=1)


def up_requests(history: History) -> Names:
    """One request per region that the User Permission allows, refuses, or has no say on."""
    with history.by("mgr"):
        regions = ("North", "South", None)
        made = [insert("Probe Request", title=f"UP {region}", region=region) for region in regions]
    return {f"PRQ-2026-{45 + n:05d}": document.name for n, document in enumerate(made)}


def secret_request(history: History) -> Names:
    """The request whose field of level 1 holds a value."""
    with history.by("mgr"):
        made = insert("Probe Request", title="PL", secret_note="s3cret").name
    return {"PRQ-2026-00049": made}


def categorised_request(history: History) -> None:
    """The one request below the renamed category."""
    with history.by("Administrator"):
        document = get_doc("Probe Request", _numbered(history, 2))
        document.category = "Laptop"
        document.save()


def two_drafts(history: History) -> Names:
    """Two approvals that are still to be sent."""
    made = [history.approval(sent=False) for _ in range(2)]
    return {"PAP-00007": made[0], "PAP-00008": made[1]}


BY_HAND: dict[tuple[str, int], Callable[[History], Names | None]] = {
    ("03_resource", 3): rest_of_03,
    ("06_client", 41): bulk_requests,
    ("07_form", 17): stamps_of_request,
    ("07_form", 26): edited_request,
    ("09_workflow", 14): lambda history: {"PAP-00002": history.approval()},
    ("09_workflow", 15): lambda history: {"PAP-00003": history.approval()},
    ("09_workflow", 17): lambda history: {"PAP-00004": history.approval(amount=5000)},
    ("09_workflow", 21): lambda history: {"PAP-00005": history.approval("appr")},
    ("09_workflow", 23): lambda history: {"PAP-00006": history.approval(title="FAILAPPROVE")},
    ("09_workflow", 25): two_drafts,
    ("09_workflow", 27): lambda history: {"PAP-00009": history.approval("appr")},
    ("14_permissions", 4): hidden_note,
    ("14_permissions", 15): up_requests,
    ("14_permissions", 30): secret_request,
    ("15_naming_tree_single", 22): categorised_request,
    ("20_extra_checks", 8): lambda history: {
        "PAP-01811": history.approval(title="wc3", amount=1, sent=False)
    },
}
