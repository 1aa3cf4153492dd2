# Every local command; `make test` is exactly what CI runs.
PYTHON ?= python3
BIN := .venv/bin
PORTAL ?= sipac

.DEFAULT_GOAL := help
.PHONY: help docs setup setup-dev demo crawl test test-slow lint types format bench bench-quality bench-attendees bench-crawl bench-scale clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# pip is the one installer every Python has; constraints.txt makes the install reproducible.
.venv/.setup: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newscrawler needs Python 3.11 or newer; name one with: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.setup-dev: .venv/.setup
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.setup-system: tests/system.sh | .venv/.setup
	@sh tests/system.sh
	@touch $@

setup: .venv/.setup ## .venv/bin/newscrawler
setup-dev: .venv/.setup-dev ## the same with everything tests need

demo: .venv/.setup ## crawl a replica of the portal on this machine and show a record
	@$(BIN)/python -m tests.portal.demo

crawl: .venv/.setup ## crawl the live portal, politely: PORTAL=sipac
	@$(BIN)/newscrawler crawl $(PORTAL)

lint: .venv/.setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.setup-dev
	@$(BIN)/mypy

test: .venv/.setup-system lint types ## lint, types and all tests that take minutes
	@$(BIN)/python -m pytest -n auto -m 'not slow'

test-slow: .venv/.setup-system .venv/.setup-dev ## the long load, kill and scale tests
	@$(BIN)/python -m pytest -m slow

format: .venv/.setup-dev ## format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: .venv/.setup-dev ## the documentation as pages: build/docs/index.html
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: .venv/.setup-dev ## speed beside the floors and the peers, as ratios
	@$(BIN)/python -m benchmarks.speed

bench-quality: .venv/.setup-dev ## extraction quality beside the peers
	@$(BIN)/python -m benchmarks.quality

bench-attendees: .venv/.setup-dev ## who attended: scores on the development cases
	@$(BIN)/python -m benchmarks.attendees

bench-crawl: .venv/.setup-dev ## CPU for each article beside a bare Scrapy spider
	@$(BIN)/python -m benchmarks.crawl

bench-scale: .venv/.setup-dev ## extraction over processes and Dask workers, and the simulation of docs/scale.md
	@$(BIN)/python -m benchmarks.scale --pages 20000 --kill
	@$(BIN)/python -m benchmarks.scale_simulation

clean: ## remove the environment and caches; output/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info build dist
