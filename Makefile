# Everything a newcomer needs: `make run` serves Asylon, `make test` tests it. Both set themselves up first.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= var
PORT ?= 8000
LOCALES := src/asylon/desk/locale src/asylon/desk/reference/locale

.PHONY: run test lint bench mutants fuzz crash browser locks clean set-up

run: $(VENV)/.ready
	@$(BIN)/asylon serve --demonstration --data $(DATA) --port $(PORT)

test: $(VENV)/.ready
	$(BIN)/python -m pytest -m "not browser" $(ARGS)

lint: $(VENV)/.ready
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy

bench: $(VENV)/.ready
	@for question in bench/bench_*.py; do $(BIN)/python $$question || exit 1; done

fuzz: $(VENV)/.ready
	ASYLON_FUZZ=800 $(BIN)/python -m pytest tests/api/test_fuzz.py --show-capture=no $(ARGS)

# Writers and the database server are killed at random points: KILLS writers on each database.
KILLS ?= 100
crash: $(VENV)/.ready
	ASYLON_KILLS=$(KILLS) $(BIN)/python -m pytest tests/register/test_crash.py -s $(ARGS)

browser: $(VENV)/.ready
	$(BIN)/python -m pytest -m browser $(ARGS)

# Does anything notice when the law is changed by a hair? SAMPLE=400 draws so many changes, SEED says which; 0 tries all.
SAMPLE ?= 400
SEED ?= 20260612
mutants: $(VENV)/.ready
	$(BIN)/python tests/mutants/run.py --sample $(SAMPLE) --seed $(SEED) $(ARGS)

set-up: $(VENV)/.ready

# The virtual environment: plain venv first, then uv (hash-checked) for speed, then the locked packages.
$(VENV)/.ready: requirements.lock requirements-dev.lock requirements-bootstrap.lock pyproject.toml $(wildcard $(addsuffix /*/LC_MESSAGES/*.po,$(LOCALES)))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Asylon needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "This Python has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@for words in $(LOCALES); do $(BIN)/pybabel --quiet compile --directory $$words --domain django || exit 1; done
	@touch $@

# Renew the locked versions and hashes. No index address is written down.
locks: set-up
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) var build dist
