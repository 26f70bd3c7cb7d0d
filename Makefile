# Everything a newcomer needs; each target sets up what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.ready-dev

.PHONY: help run practice test check format content browser soak bench constraints clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Warmline needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(READY): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(DEV_READY): $(READY)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test,browser,dev]'
	@touch $@

run: $(READY)  ## run the bot; without a token, on the practice line
	$(BIN)/python run_bot.py run

practice: $(READY)  ## run the bot on the practice line, even with a token
	$(BIN)/python run_bot.py practice

test: $(DEV_READY)  ## all tests but the long and the browser ones
	$(BIN)/python -m pytest -n 2

check: $(DEV_READY)  ## format, lint, types, layers, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python run_bot.py check

format: $(DEV_READY)  ## put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: $(DEV_READY)  ## the pages in a real Chromium (chromium must be installed)
	$(BIN)/python -m pytest -m browser tests

soak: $(DEV_READY)  ## long kill and load runs; SOAK=short for a taste of each
	$(BIN)/python -m pytest -m soak tests

bench: $(DEV_READY)  ## print the measurements
	$(BIN)/python -m benchmarks.turns
	$(BIN)/python -m benchmarks.queue

constraints:  ## pin every package anew, from an empty environment
	rm -rf .venv-pins && $(PYTHON) -m venv .venv-pins
	.venv-pins/bin/pip install --quiet '.[test,browser,dev]'
	.venv-pins/bin/pip freeze --exclude warmline > constraints.txt
	rm -rf .venv-pins build

clean:  ## remove what was set up (not your data)
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
