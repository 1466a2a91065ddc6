# Everything that is done with Huiyin from a shell. `make help` explains each target.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON3 ?= python3
PYTHON := .venv/bin/python
ONLY ?=

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

.PHONY: run
run: ## Serve both sites with the demo company on http://127.0.0.1:8000 (PORT=, HOST=, HUIYIN_HOME=, DEMO=off)
	@$(PYTHON3) -m tools.set_up run
	@$(PYTHON) -m tools.catalogs compile
	@exec $(PYTHON) -m tools.run

.PHONY: reset
reset: ## Empty the database and remove files and mails, after asking (FORCE=1 does not ask)
	@$(PYTHON3) -m tools.set_up run
	@$(PYTHON) -m tools.reset $(if $(FORCE),--force)

.PHONY: test
test: ## Check everything: lint, types, layers, templates, translations, tests on both databases and in a browser
	@$(PYTHON3) -m tools.set_up test
	@$(MAKE) lint types layers templates translations
	@$(PYTHON) -m pytest -n 2 --dist worksteal $(ONLY)

.PHONY: lint
lint: ## Check style and format of the Python code
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

.PHONY: types
types: ## Check the types of the Python code
	@$(PYTHON) -m mypy

.PHONY: layers
layers: ## Check who imports whom
	@.venv/bin/lint-imports --no-cache

.PHONY: templates
templates: ## Check the templates
	@.venv/bin/djlint templates --lint --quiet

.PHONY: translations
translations: ## Merge, check and compile the Chinese texts
	@$(PYTHON) -m tools.catalogs check
	@$(PYTHON) -m tools.catalogs compile

.PHONY: format
format: ## Format the Python code and repair what can be repaired
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

.PHONY: bench
bench: ## Measure: one line a figure, "name value target ok|short"
	@$(PYTHON3) -m tools.set_up test
	@$(PYTHON) -m bench

.PHONY: screenshots
screenshots: ## Take the pictures of the README from the demo company
	@$(PYTHON3) -m tools.set_up test
	@$(PYTHON) -m tools.catalogs compile
	@$(PYTHON) -m tools.screenshots

.PHONY: vendor
vendor: ## Fetch the pinned front-end files anew into static/vendor
	@$(PYTHON) -m tools.vendor

.PHONY: locks
locks: ## Compile the locks from pyproject.toml (newest versions that fit)
	@$(PYTHON) -m tools.locks

.PHONY: migration
migration: ## Write a migration for what changed in the tables (MESSAGE="why")
	@$(PYTHON) -m tools.migration "$(MESSAGE)"
