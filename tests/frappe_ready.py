"""Makes `frappe` and the app importable before test modules are.

`from frappe_ready import frappe`: the bench's own, else the embedded host's.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path

APP = Path(__file__).parents[1] / "apps" / "thidua_khenthuong"

if str(APP) not in sys.path:
    sys.path.insert(0, str(APP))
if "FRAPPE_BENCH" not in os.environ and importlib.util.find_spec("frappe") is None:
    importlib.import_module("embedded_host.facade").install()

frappe = importlib.import_module("frappe")
