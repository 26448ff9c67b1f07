"""The doors: whitelisted, typed, permission first, one service call each (docs/api.md)."""
