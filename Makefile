# `make run` is all a first look needs. Every target checks its tools first; anything missing fails, nothing is skipped.
PY ?= python3
PORT ?= 8000
SEENBY_HOME ?= .seenby
export PORT SEENBY_HOME

BIN := .venv/bin
# The system's Node if it is 20 or newer, else the one that a Python package brings, put here.
NODE := $(CURDIR)/.node-venv/only
export PATH := $(NODE):$(PATH)
WEB_SOURCES = $(shell find web/src web/templates web/styles web/static sync web/*.mjs -type f -not -name '*.py' 2>/dev/null)

.PHONY: help run test check bench prove clean chromium

help:
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/'

run: .venv/.ok web/dist/.ok ## start Seenby at http://localhost:8000 (PORT, SEENBY_HOME)
	@exec $(BIN)/python -m server run

test: .venv/.ok web/dist/.ok chromium ## every test: Python, browser, TypeScript (AT=2026-11-20T23:50: as if it were then)
	@SEENBY_TEST_AT=$(AT) $(BIN)/python -m tests.all

check: .venv/.ok web/node_modules/.ok ## style, types, import directions, registries, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd web && npm run --silent check
	$(BIN)/python -m pytest -q tests/architecture tests/templates/test_lint.py

bench: .venv/.ok web/dist/.ok chromium ## speed: one JSON line a figure
	@$(BIN)/python -m tests.bench

prove: .venv/.ok web/dist/.ok chromium ## long random runs: one JSON line a figure
	@$(BIN)/python -m tests.prove

clean: ## remove what was built or installed here; the database in SEENBY_HOME stays
	rm -rf .venv .node-venv web/node_modules web/dist web/.test-* .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.ok: requirements.lock
	@$(PY) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Seenby needs Python 3.11 or newer with venv: install it, or name it with make PY=/path/to/python3." >&2; \
	  exit 1; }
	@echo "Installing what Seenby is built from (once)."
	@$(PY) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(sed -nE 's/^(uv==[0-9.]+).*/\1/p' $<)"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $<
	@touch $@

web/node_modules/.ok: web/package-lock.json .venv/.ok
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || { \
	  $(PY) -m venv .node-venv && \
	  .node-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r web/nodejs.lock && \
	  mkdir -p $(NODE) && ln -sf ../bin/node ../bin/npm ../bin/npx $(NODE)/; }
	@cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/.ok: web/node_modules/.ok $(WEB_SOURCES)
	@cd web && npm run --silent build
	@touch $@

chromium:
	@sh tests/chromium.sh
