"""The read-only pages at `/`, as a guest and as officers of 2023 see them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import (
    APPRAISER,
    AXE,
    HOSTILE_PERSON,
    HOSTILE_UNIT,
    LEAD,
    OTHER_PROPOSER,
    PROPOSER,
    Reader,
    SignIn,
    signed_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLAN = "/ke-hoach/BG-2023"
PATHS = ("/", PLAN, "/?q=khong+co+gi")
TITLE = "Sơ kết “Vì người nghèo” 2021 - 2025"
OPEN_TITLE = "Đang mở: Vì người nghèo (bản dùng thử)"
NOT_ISSUED_TITLE = "Thi đua kỷ niệm 75 năm Lời kêu gọi thi đua ái quốc"
NARROW = {"width": 390, "height": 844}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def table_of(page: Page, name: str) -> list[list[str]]:
    rows = page.get_by_role("region", name=name, exact=False).locator("tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def numbers_of(page: Page) -> dict[tuple[str, str], tuple[str, str, str]]:
    """The quota board as the page shows it: unit and pool → allowed, used, left."""
    shown = {}
    for body in page.locator("#chi-tieu tbody").all():
        unit = body.locator(".board-unit th").inner_text()
        for row in body.locator("tr[data-pool]").all():
            allowed, used, left = row.locator("td").all_inner_texts()
            shown[unit, row.get_attribute("data-pool") or ""] = (allowed, used, left)
    return shown


def test_a_guest_sees_the_sign_in_the_demo_accounts_and_issued_campaigns(guest: Reader) -> None:
    page = guest.open("/")

    expect(page.get_by_role("region", name="Đăng nhập")).to_be_visible()
    expect(page.get_by_text(PROPOSER)).to_be_visible()
    titles = page.locator(".campaigns th[scope=row] a").all_inner_texts()
    assert {OPEN_TITLE, TITLE} <= set(titles)
    assert NOT_ISSUED_TITLE not in titles
    expect(page.get_by_role("heading", name=re.compile("^Hồ sơ"))).to_have_count(0)


def test_the_days_left_are_counted_from_the_sites_own_day(guest: Reader) -> None:
    page = guest.open("/")

    expect(page.get_by_role("note")).to_contain_text("Ngày làm việc giả định: 20/11/2023")
    row = page.locator(".campaigns tbody tr").filter(has=page.get_by_text(TITLE, exact=True))
    due = row.locator(".dues li").first
    expect(due).to_contain_text("Hồ sơ trước ngày 30/11/2023")
    expect(due).to_contain_text("còn 9 ngày")


def test_a_guest_reads_a_plan_but_not_who_filed_what(guest: Reader) -> None:
    page = guest.open(PLAN)

    expect(page.get_by_role("heading", name="Phân bổ chỉ tiêu")).to_be_visible()
    expect(page.locator("#chi-tieu")).to_have_count(0)
    expect(page.get_by_text("Đã dùng")).to_have_count(0)


def test_a_campaign_that_is_not_issued_is_not_there(guest: Reader, sign_in: SignIn) -> None:
    for reader in (guest, sign_in(PROPOSER)):
        reply = reader.page.goto(f"{reader.address}/ke-hoach/CB-2023")
        assert reply is not None
        assert reply.status == 404


def test_a_wrong_password_is_told_and_signs_nobody_in(guest: Reader) -> None:
    page = guest.open("/dang-nhap")
    page.locator("#usr").fill(PROPOSER)
    page.locator("#pwd").fill("not his")
    page.locator("#dang-nhap button").click()

    expect(page.get_by_role("alert")).to_contain_text("Sai tên đăng nhập hoặc mật khẩu")
    expect(page.get_by_role("button", name="Đăng xuất")).to_have_count(0)


def test_a_district_officer_sees_his_dossiers_and_whose_turn_it_is(sign_in: SignIn) -> None:
    page = sign_in(PROPOSER).page

    expect(page.get_by_role("heading", level=1)).to_have_text("Huyện Sơn Động")
    expect(page.get_by_text("1 việc đang chờ đơn vị của bạn")).to_be_visible()
    rows = {row[6].split(" (")[0]: row for row in table_of(page, "Hồ sơ")}
    sent, draft = rows["Tờ trình số 12/TTr-UBND"], rows["Tờ trình số 15/TTr-UBND"]
    assert (sent[3], sent[4]) == ("3", "Đã gửi")
    assert sent[5].splitlines()[0] == "Sở Lao động - Thương binh và Xã hội: tiếp nhận"
    assert (draft[3], draft[4], draft[5]) == ("0", "Đang soạn", "Đơn vị của bạn: hoàn thiện, gửi")


def test_another_district_sees_nothing_of_it(sign_in: SignIn) -> None:
    page = sign_in(OTHER_PROPOSER).page

    expect(page.get_by_text("Chưa có hồ sơ nào trong phạm vi của bạn.")).to_be_visible()
    expect(page.get_by_text("Chưa có đề nghị nào.")).to_be_visible()


def test_a_draft_is_not_seen_by_the_agency_it_will_go_to(sign_in: SignIn) -> None:
    page = sign_in(LEAD).page

    assert [row[6].split(" (")[0] for row in table_of(page, "Hồ sơ")] == ["Tờ trình số 12/TTr-UBND"]
    expect(page.get_by_text("1 việc đang chờ đơn vị của bạn")).to_be_visible()


def test_signing_in_and_out_needs_no_script(scriptless: BrowserContext, address: str) -> None:
    page = signed_in(scriptless, address, PROPOSER).page

    assert page.url == f"{address}/"
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("region", name="Đăng nhập")).to_be_visible()
    page.goto(f"{address}/")
    expect(page.get_by_role("button", name="Đăng xuất")).to_have_count(0)


def test_looking_at_the_sign_out_address_signs_nobody_out(sign_in: SignIn) -> None:
    page = sign_in(PROPOSER).open("/dang-xuat")

    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def test_who_signs_in_goes_on_to_a_page_of_this_site_only(sign_in: SignIn) -> None:
    reader = sign_in(PROPOSER)

    for target in ("https://example.org/", "//example.org/", "/\\example.org"):
        reader.page.goto(f"{reader.address}/dang-nhap?next={target}")
        assert reader.page.url == f"{reader.address}/"
    reader.page.goto(f"{reader.address}/dang-nhap?next={PLAN}")
    assert reader.page.url == reader.address + PLAN


def test_a_plan_stands_in_its_printed_order(guest: Reader) -> None:
    page = guest.open(PLAN)

    headings = page.locator("article h2, article h3").all_inner_texts()
    assert [" ".join(heading.split()) for heading in headings] == [
        "KẾ HOẠCH Sơ kết Phong trào thi đua “Vì người nghèo-Không để ai bị bỏ lại phía sau” "
        "giai đoạn 2021 - 2025",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG SƠ KẾT",
        "III. HÌNH THỨC SƠ KẾT",
        "IV. KHEN THƯỞNG",
        "V. TỔ CHỨC THỰC HIỆN",
        "Kèm theo: đề cương báo cáo",
        "I. KHÁI QUÁT ĐẶC ĐIỂM TÌNH HÌNH",
        "II. KẾT QUẢ TRIỂN KHAI THỰC HIỆN PHONG TRÀO THI ĐUA",
        "III. ĐÁNH GIÁ CHUNG",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    expect(page.locator(".signature")).to_contain_text("Lê Ánh Dương")
    expect(page.locator(".recipients p").nth(1)).to_have_text("- Ban TĐKT Trung ương;")


def test_a_clause_says_what_the_rules_read_in_it(guest: Reader) -> None:
    page = guest.open(PLAN)

    clause = page.locator(".clause", has_text="01 đơn vị cấp xã xuất sắc tiêu biểu")
    assert clause.locator(".note").all_inner_texts() == [
        "Nhóm c: Đơn vị cấp xã",
        "Chỉ tiêu “Đơn vị cấp xã”: 1",
        "Riêng Huyện Sơn Động: 2",
    ]


def test_the_board_shows_the_numbers_of_the_rest_door(sign_in: SignIn) -> None:
    reader = sign_in(APPRAISER)
    shown = numbers_of(reader.open(PLAN))
    door = f"{reader.address}/api/method/thidua_khenthuong.api.campaigns.quota_board"
    reply = reader.page.request.get(door, params={"campaign": "BG-2023"}).json()["message"]
    rows = reply if isinstance(reply, list) else reply["rows"]

    expected = {
        (row["unit_name"], row["pool"]): (
            ("–", str(row["used"]), "chưa có số")
            if row["allowed"] is None
            else (str(row["allowed"]), str(row["used"]), f"còn {row['left']}/{row['allowed']}")
        )
        for row in rows
        if row["pool"] != "Giấy khen"
    }
    assert shown == expected
    assert shown["Huyện Sơn Động", "Đơn vị cấp xã"] == ("2", "1", "còn 1/2")
    department = "Sở Lao động - Thương binh và Xã hội"
    assert shown[department, "Đơn vị cấp huyện"] == ("–", "0", "chưa có số")


def test_a_district_sees_its_own_lines_of_the_board_alone(sign_in: SignIn) -> None:
    page = sign_in(PROPOSER).open(PLAN)

    assert {unit for unit, _pool in numbers_of(page)} == {"Huyện Sơn Động"}
    expect(page.locator("#chi-tieu .sum")).to_contain_text("còn 5/8")


@pytest.mark.parametrize("words", ["thôn đồng chu", "thon dong chu", "THÔN ĐỒNG"])
def test_the_search_finds_with_and_without_marks(sign_in: SignIn, words: str) -> None:
    page = sign_in(PROPOSER).page
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Tìm").click()

    assert [row[0] for row in table_of(page, "Đề nghị khen thưởng")] == ["Thôn Đồng Chu"]
    expect(page.get_by_role("searchbox")).to_have_value(words)


def test_the_documents_behind_the_links_are_pdfs(sign_in: SignIn) -> None:
    reader = sign_in(PROPOSER)
    link = reader.page.get_by_role("link", name="Tờ trình số 12/TTr-UBND").get_attribute("href")
    reply = reader.page.request.get(f"{reader.address}{link}")

    assert (reply.status, reply.headers["content-type"]) == (200, "application/pdf")
    assert reply.body()[:5] == b"%PDF-"


def test_html_in_names_is_shown_and_does_nothing(sign_in: SignIn) -> None:
    reader = sign_in(APPRAISER)

    expect(reader.page.get_by_role("rowheader", name=HOSTILE_PERSON)).to_be_visible()
    page = reader.open(PLAN)
    expect(page.get_by_text(HOSTILE_UNIT)).to_be_visible()
    assert page.locator("script, img, [onerror]").count() == 0
    page.goto(f'{reader.address}/?q="><script>document.title=3</script>')
    expect(page).to_have_title("Thi đua – Khen thưởng")
    assert page.locator("main script").count() == 0


def test_no_page_asks_another_host(sign_in: SignIn) -> None:
    reader = sign_in(PROPOSER)
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        reader.open(path)

    assert len(asked) > len(PATHS)
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {
        urlsplit(reader.address).netloc
    }


@pytest.mark.parametrize("user", [None, PROPOSER, APPRAISER])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_a_phone(
    guest: Reader, sign_in: SignIn, path: str, user: str | None
) -> None:
    reader = sign_in(user) if user else guest
    reader.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page = reader.open(path)

    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("user", [None, APPRAISER])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_to_complain_of(
    guest: Reader, sign_in: SignIn, path: str, user: str | None, width: int
) -> None:
    reader = sign_in(user) if user else guest
    reader.page.set_viewport_size({"width": width, "height": 900})
    page = reader.open(path)
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "rules => axe.run({runOnly: rules}).then(found => found.violations.map("
        "one => [one.id, one.nodes.map(node => node.html)]))",
        AXE_RULES,
    )

    assert found == []
