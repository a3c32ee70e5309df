# Headway's commands. Python 3.11 or later and GNU make are all they assume.
# `make` or `make help` lists them.

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif

LOCK := uv pip compile --quiet --universal --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

CHECKED := src tests tools bench
DESIGN := design/package.json design/package-lock.json design/office.scss design/office.js \
	design/begin.js design/icon.svg

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-postgresql bench bench-office format lock wheel clean

help: ## list the commands
	@echo "Headway's commands:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: .venv/ready-run ## set up, then run the main job on the example files
	@$(BIN)/headway demo

# Every check runs, quick ones first, so that one run tells everything; the tests come last, so
# that their closing line is the last thing printed.
test: .venv/ready-develop ## set up, then run every check and test
	@failed=""; \
	echo "Formatting ..."; $(BIN)/ruff format --check $(CHECKED) || failed="$$failed formatting"; \
	echo "Linting ..."; $(BIN)/ruff check $(CHECKED) || failed="$$failed linting"; \
	echo "Imports between the rooms ..."; $(BIN)/lint-imports --no-logo || failed="$$failed imports"; \
	echo "Types ..."; $(BIN)/mypy || failed="$$failed types"; \
	if [ -n "$$failed" ]; then echo "NOT IN ORDER, whatever the tests say:$$failed"; fi; \
	echo "Tests ..."; $(BIN)/python -m pytest -q -n auto --dist loadgroup || failed="$$failed tests"; \
	test -z "$$failed"

test-slow: .venv/ready-develop ## run the tests with many more drawn examples
	@HEADWAY_PROFILE=nightly $(BIN)/python -m pytest -q -n auto --dist loadgroup

# The office's tests once more, with the register in a PostgreSQL that is started for them.
test-postgresql: .venv/ready-develop ## run the office's tests on PostgreSQL (needs its programs)
	@$(BIN)/python tools/with_postgresql.py $(BIN)/python -m pytest -q -n auto --dist loadgroup \
		tests/unit/register tests/unit/web

# ROWS=10000000 for more; what is made is kept for the next time in BENCH_FOLDER. CURVES=1 plots the
# cost against rows and indicators instead, up to ROWS; KEEP=1 uses what was loaded before.
bench: .venv-bench/ready-bench ## measure loading and calculating against SQL by hand and pandas
	@$(subst .venv,.venv-bench,$(BIN))/python -m bench.run $(if $(ROWS),--rows $(ROWS)) \
		$(if $(BENCH_FOLDER),--folder "$(BENCH_FOLDER)") $(if $(CURVES),--curves) $(if $(KEEP),--keep)

# OFFICE_DATA names a data folder with kept figures, such as one that make bench made and figures were
# kept for; SECONDS is how long people read, and how long they write. On PostgreSQL: the same command
# behind tools/with_postgresql.py.
bench-office: .venv/ready-develop ## measure 50 people at the office's pages (OFFICE_DATA=FOLDER)
	@$(BIN)/python -m bench.office --data "$(OFFICE_DATA)" $(if $(SECONDS),--seconds $(SECONDS))

format: .venv/ready-develop ## put the code into the house format
	@$(BIN)/ruff check --fix-only --quiet $(CHECKED)
	@$(BIN)/ruff format $(CHECKED)

lock: ## write the lock files again from pyproject.toml (needs uv)
	@uv --version >/dev/null 2>&1 || { echo "make lock needs uv: $(PYTHON) -m pip install uv"; exit 1; }
	@$(LOCK) pyproject.toml --extra office --extra postgresql --output-file requirements/run.txt
	@$(LOCK) --group build --output-file requirements/build.txt
	@$(LOCK) --group node --output-file requirements/node.txt
	@$(LOCK) pyproject.toml --extra office --extra postgresql --group develop --constraint requirements/run.txt \
		--constraint requirements/build.txt --output-file requirements/develop.txt
	@$(LOCK) --group bench --constraint requirements/run.txt --output-file requirements/bench.txt
	@echo "The lock files in requirements/ are written; look at the difference before committing."

wheel: .venv/ready-develop ## build the package as one file that pip installs anywhere
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .
	@echo "The package is in dist/."

clean: ## remove what the commands made
	@rm -rf .venv .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
		design/node_modules src/headway/web/static
	@echo "Removed the environment and the caches."

.venv/ready-run: requirements/run.txt requirements/build.txt pyproject.toml tools/set_up.py $(DESIGN)
	@$(PYTHON) tools/set_up.py run

.venv/ready-develop: requirements/develop.txt pyproject.toml tools/set_up.py $(DESIGN)
	@$(PYTHON) tools/set_up.py develop

.venv-bench/ready-bench: requirements/run.txt requirements/build.txt requirements/bench.txt \
		pyproject.toml tools/set_up.py
	@$(PYTHON) tools/set_up.py bench
