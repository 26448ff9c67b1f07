"""The rules are tested without a site: the app's folder on the path is all they need."""

import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "apps" / "thidua_khenthuong"
if str(APP) not in sys.path:
    sys.path.insert(0, str(APP))
