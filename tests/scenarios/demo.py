"""`make demo`: Bắc Giang's campaign of 2023 on a fresh site, no browser; documents in `out/`.

The steps are those of `bac_giang_2023.py`, the same that the scenario tests live through.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from embedded_host.setup import install_app, migrate, new_site
from embedded_host.site import Bench, write_json

from . import counted_apart
from .bac_giang_2023 import DECISION_NUMBER, BacGiang2023
from .grounds import EmbeddedGround
from .story import live_through

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out"
APP = "thidua_khenthuong"
SITE = "demo.test"
SUMMARY = "tom-tat.md"
FAMILY_WORDS = {"collective": "tập thể", "household": "hộ gia đình", "individual": "cá nhân"}
FORM_WORDS = {
    "PROVINCE_MERIT": "Bằng khen của Chủ tịch UBND tỉnh",
    "UNIT_COMMENDATION": "Giấy khen của thủ trưởng đơn vị",
}


@contextmanager
def fresh_site() -> Iterator[Any]:
    """A migrated site in a temporary folder, gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="demo-"))
    try:
        (root / "sites").mkdir()
        (root / "apps").mkdir()
        (root / "apps" / APP).symlink_to(ROOT / "apps" / APP, target_is_directory=True)
        (root / "sites" / "apps.txt").write_text(f"{APP}\n", encoding="utf-8")
        write_json(root / "sites" / "common_site_config.json", {})
        site = new_site(Bench(root), SITE, EmbeddedGround.administrator_password)
        with chdir(root / "sites"):
            install_app(site, APP)
            migrate(site)
        yield site
        site.close()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def seconds_in_words(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")


def tell(day: str, title: str, outcome: str, seconds: float) -> None:
    spoken = date.fromisoformat(day[:10]).strftime("%d/%m/%Y")
    say(f"  {spoken}  {title:<30} {outcome}  ({seconds_in_words(seconds)})")


def summary(campaign: BacGiang2023) -> str:
    """What came of it, each number counted in the tables, past the app."""
    ground = campaign.ground
    annex = counted_apart.annex_by_family(ground, campaign.decision)
    families = ", ".join(f"{annex[key]:02d} {word}" for key, word in FAMILY_WORDS.items())
    bonus = f"{counted_apart.bonus_total(ground, campaign.decision):,}".replace(",", ".")
    awards = counted_apart.awards(ground, campaign.code)
    lines = [
        "# Bắc Giang 2023: sơ kết “Vì người nghèo - Không để ai bị bỏ lại phía sau”",
        "",
        f"- Phân bổ: {campaign.allocation.printed_places} suất cho "
        f"{len(campaign.allocation.units)} đơn vị và "
        f"{len(campaign.allocation.rows_without_number)} dòng không ghi số lượng.",
        f"- Đang giữ suất: {counted_apart.held_places(ground, campaign.code)} trường hợp.",
        f"- Bị từ chối đúng theo kế hoạch: {len(campaign.refusals)} lần.",
        f"- Quyết định số {DECISION_NUMBER}/QĐ-UBND: {families}; tiền thưởng {bonus} đồng.",
        *(
            f"- {word}: {sum(n for (form, _), n in awards.items() if form == key)} trường hợp "
            "trong sổ khen thưởng."
            for key, word in FORM_WORDS.items()
        ),
        f"- Báo cáo: {len(campaign.reports)} báo cáo của đơn vị và báo cáo của tỉnh.",
        "",
        "## Bị từ chối",
        "",
        *(
            f"- {refusal.who}: {refusal.codes[0]}"
            + (f" ({refusal.clauses[0]})" if refusal.clauses[0] else "")
            for refusal in campaign.refusals.values()
        ),
        "",
        "## Văn bản",
        "",
        *(f"- {file}" for file in sorted(campaign.documents)),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    begin = perf_counter()
    say("Bắc Giang 2023: từ kế hoạch đến báo cáo, không cần trình duyệt")
    with fresh_site() as site:
        took = seconds_in_words(perf_counter() - begin)
        say(f"  Trang mới, đã nạp ứng dụng và dữ liệu gốc  ({took})")
        campaign = BacGiang2023(EmbeddedGround(site))
        live_through(campaign.ground, campaign.steps(), tell)
        OUT.mkdir(exist_ok=True)
        for file, content in campaign.documents.items():
            (OUT / file).write_bytes(content)
        text = summary(campaign)
        (OUT / SUMMARY).write_text(text, encoding="utf-8")
        requests = campaign.ground.doors.requests
    say()
    say(text.partition("\n\n## Bị từ chối")[0])
    say()
    say(
        f"  {requests} yêu cầu REST, {len(campaign.documents)} văn bản PDF và {SUMMARY} trong "
        f"{OUT.name}/  ({seconds_in_words(perf_counter() - begin)})"
    )


if __name__ == "__main__":
    main()
