"""Print the demo accounts: who, on which unit, and the password."""

from pathlib import Path

import yaml

DEMO = Path(__file__).parent.parent / "fixtures" / "reference" / "demo.yaml"


def main() -> None:
    rows = [("Administrator", "admin", "Quản trị hệ thống", "")]
    for account in yaml.safe_load(DEMO.read_text(encoding="utf-8"))["accounts"]:
        password = account["email"].partition("@")[0]
        rows.append((account["email"], password, account["position"], account["unit"]))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    print(f"  {'Tài khoản':{widths[0]}}  {'Mật khẩu':{widths[1]}}  Vai trò")
    for email, password, position, unit in rows:
        print(f"  {email:{widths[0]}}  {password:{widths[1]}}  {position}{', ' * bool(unit)}{unit}")


if __name__ == "__main__":
    main()
