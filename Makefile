.DEFAULT_GOAL := help
.PHONY: help start test test-fast demo bench lint format clean

help: ## What each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

start: ## Set everything up (the first time) and serve on http://127.0.0.1:8000
	@scripts/start

test: ## Everything: style, types, all tests, on SQLite and on MariaDB
	@scripts/test all

test-fast: ## Style, types, and the tests that need neither MariaDB nor a browser
	@scripts/test fast

demo: ## The whole Bắc Giang campaign without a browser; its documents land in out/
	@scripts/demo

bench: ## Measure, and print a table beside the recorded figures of Frappe 15
	@scripts/benchmark

lint: ## Style and types only
	@scripts/test lint

format: ## Put the code into its standard form
	@scripts/prepare test && .venv/bin/ruff check --fix -q . && .venv/bin/ruff format -q .

clean: ## Remove what was installed and built here (sites stay)
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache node_modules out
