"""A demo site of the autumn of 2023, served by its own process, and a Chromium that looks at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders import SON_DONG, a_commune, a_dossier, a_household, a_village, unit
from frappe_ready import frappe
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.server import serving
from embedded_host.setup import migrate
from embedded_host.site import Site
from embedded_host.testing.on_host import copied_site, template

ROOT = Path(__file__).parents[2]
APPS = {"thidua_khenthuong": ROOT / "apps" / "thidua_khenthuong"}
AXE = ROOT / "tests" / "clients" / "node_modules" / "axe-core" / "axe.min.js"

PROPOSER = "chuyenvien.sondong@demo.test"
OTHER_PROPOSER = "chuyenvien.hiephoa@demo.test"
LEAD = "chuyenvien.ldtbxh@demo.test"
APPRAISER = "thamdinh.snv@demo.test"

DAY = "2023-11-20"
HOSTILE_UNIT = 'Huyện <img src="x" onerror="document.title=1">'
HOSTILE_PERSON = "Nông <script>document.title=2</script> Thị Én"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which asks nobody for anything."""
    quiet = ("gpu", "quic", "background-networking", "component-update", "sync")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": arguments,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo site is served."""
    root = tmp_path_factory.mktemp("browser") / "bench"
    made = copied_site(template(ROOT / ".cache" / "sites", APPS), root, APPS, "demo.localhost")
    configure(made, {"demo": 1, "allow_business_date": 1, "business_date": DAY})
    site = made.bench.site(made.name)
    with chdir(made.bench.sites_path):
        migrate(site)
    fill(site)
    site.close()
    made.close()
    with serving(root, made.name) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="session")
def base_url(address: str) -> str:
    """In place of the plugin's own, which the present pytest warns of."""
    return address


def configure(site: Site, values: dict[str, Any]) -> None:
    path = site.path / "site_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), "utf-8")


def fill(site: Site) -> None:
    """A submitted dossier, a draft, a campaign that is not issued, and names that are HTML."""
    with site.open("Administrator"):
        frappe.set_user(PROPOSER)
        submitted = a_dossier(unit(SON_DONG))
        a_commune(submitted, "Xã Ấm Áp")
        a_village(submitted, "Thôn Đồng Chu")
        person = a_household(submitted)
        submit = frappe.get_attr("thidua_khenthuong.api.dossiers.submit_dossier")
        submit(submitted.name)
        a_dossier(unit(SON_DONG), letter_number="15/TTr-UBND")
        frappe.set_user("Administrator")
        frappe.db.set_value("Award Nomination", person.name, "display_name", HOSTILE_PERSON)
        district = unit("Huyện Yên Thế")
        frappe.db.set_value("Administrative Unit", district, "unit_name", HOSTILE_UNIT)
        frappe.db.set_value("Emulation Campaign", "CB-2023", "workflow_state", "Drafted")
        frappe.db.commit()


@dataclass(frozen=True)
class Reader:
    """A browser page whose user is signed in."""

    page: Page
    address: str

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


SignIn = Callable[[str], Reader]


@pytest.fixture
def guest(page: Page, address: str) -> Reader:
    return Reader(page, address)


def signed_in(context: BrowserContext, address: str, user: str) -> Reader:
    """Signs in with the page's own form."""
    page = context.new_page()
    page.goto(f"{address}/dang-nhap")
    form = page.get_by_role("region", name="Đăng nhập")
    form.get_by_label("Tên đăng nhập").fill(user)
    form.get_by_label("Mật khẩu").fill(user.partition("@")[0])
    form.get_by_role("button", name="Đăng nhập").click()
    return Reader(page, address)


@pytest.fixture
def sign_in(context: BrowserContext, address: str) -> SignIn:
    return lambda user: signed_in(context, address, user)


@pytest.fixture
def scriptless(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context
    context.close()
