# Two commands for everybody: `make lab` and `make test`. The rest is for contributors.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: lab test notebooks bench site lint pins
.DELETE_ON_ERROR:

lab: .venv/lab
	$(BIN)/jupyter lab --ServerApp.root_dir=. $(LABFLAGS) notebooks/$(FIRST)

FIRST = $(notdir $(firstword $(sort $(wildcard notebooks/*.ipynb))))

.venv/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make lab PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/lab: requirements.txt pyproject.toml | .venv/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt -e .
	@touch $@

.venv/test: requirements-test.txt pyproject.toml | .venv/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-test.txt -e .
	@touch $@ .venv/lab

test: .venv/test
	$(BIN)/python -m pytest -n auto --dist loadfile

notebooks: .venv/test
	$(BIN)/python -m tests.store notebooks/*.ipynb

site: .venv/lab
	$(BIN)/jupyter nbconvert --log-level=ERROR --to html --output-dir _site notebooks/*.ipynb

bench: .venv/test
	$(BIN)/python -m benchmarks $(BENCH)

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

pins: .venv/bin/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --extra test --extra bench -c requirements.txt pyproject.toml -o requirements-test.txt
