# Two commands for everybody: `make lab` and `make test`. The rest is for contributors.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: lab test test-oldest test-newest personalities notebooks bench site site-test lite-test tab-test tab-pytest lint pins
.DELETE_ON_ERROR:

lab: .venv/lab
	JUPYTER_CONFIG_PATH="$(CURDIR)/jupyter$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" $(BIN)/jupyter lab --ServerApp.root_dir=. $(LABFLAGS) notebooks/$(FIRST)

FIRST = $(notdir $(firstword $(sort $(wildcard notebooks/*.ipynb))))

# Packages come with their hashes. The course itself can't have one, so it is a step of its own, in which
# nothing more is fetched.
UV = $(BIN)/uv pip install --quiet --python $(BIN)/python
COURSE = $(UV) --no-deps --no-build-isolation -e .

.venv/bin/uv: requirements-tools.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make lab PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.txt
	@touch $@

.venv/lab: requirements.txt pyproject.toml .venv/bin/uv
	$(UV) --require-hashes -r requirements.txt
	$(COURSE)
	@touch $@

.venv/test: requirements-test.txt pyproject.toml .venv/bin/uv
	$(UV) --require-hashes -r requirements-test.txt
	$(COURSE)
	@touch $@ .venv/lab

.venv/site: requirements-site.txt pyproject.toml .venv/bin/uv
	$(UV) --require-hashes -r requirements-site.txt
	$(COURSE)
	@touch $@

PYTEST = python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test: .venv/test
	$(BIN)/$(PYTEST)

# The same with the oldest packages that pyproject.toml allows, and with the newest of all, not as pinned:
# `make test-oldest PYTHON=python3.11`, `make test-newest PYTHON=python3.13`.
test-oldest: RESOLUTION = lowest-direct
test-newest: RESOLUTION = highest
test-oldest test-newest: .venv/bin/uv
	$(PYTHON) -m venv --clear build/$@
	$(BIN)/uv pip install --quiet --python build/$@/bin/python --resolution $(RESOLUTION) --group tools -e ".[test,bench]"
	build/$@/bin/$(PYTEST)

# The notebooks and the tests of numbers as other processors would compute them.
personalities: .venv/test
	$(BIN)/python -m tests.personalities $(PERSONALITIES)

notebooks: .venv/test
	$(BIN)/python -m tests.store notebooks/*.ipynb

# The course as pages whose figures move without a kernel. What was drawn is kept in build/site.
site: .venv/site
	nice $(BIN)/python -m website $(SITE)

# A small set of pictures, opened in Chromium and Firefox. Not in `make test`: its packages are more.
site-test: .venv/test .venv/site
	$(BIN)/python -m website --small --out build/site/small
	$(BIN)/python -m pytest tests/website/pages.py

# All notebooks in JupyterLite, as a reader of the pages may open them; K=01 takes one.
lite-test: .venv/test .venv/site
	$(BIN)/python -m website.lite build/site/tab
	$(BIN)/python -m pytest -s tests/website/lite.py $(K:%=-k %)
	$(if $(K),,$(BIN)/python -m pytest tests/website/lite_devices.py)

# Pages with Python in the tab, in Chromium; ALL=1 runs every cell of every page as well, K takes some tests.
tab-test: .venv/test .venv/site
	$(BIN)/python -m website --small --live --out build/site/small
	$(if $(ALL),ALL=1) $(BIN)/python -m pytest tests/website/tab*.py $(if $(K),-k "$(K)")

# The library's own tests in Python for the tab, in Node.js; T=tests/calculus takes one room.
tab-pytest: .venv/test
	$(BIN)/python -m website.supply
	$(BIN)/python -m tests.website.inside $(T)

bench: .venv/test
	$(BIN)/python -m benchmarks $(BENCH)

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# `make pins` renews what pyproject.toml asks for anew; `make pins UPGRADE=--upgrade` takes the newest of all.
PINS = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate $(UPGRADE)
pins: .venv/bin/uv
	$(PINS) pyproject.toml -o requirements.txt
	$(PINS) --extra test --extra bench -c requirements.txt pyproject.toml -o requirements-test.txt
	$(PINS) --extra site -c requirements-test.txt pyproject.toml -o requirements-site.txt
	$(BIN)/python -m website.supply --wanted | $(filter-out --universal,$(PINS:3.11=3.14)) --no-deps - -o website/supply/wanted.txt
	$(PINS) --group tools -o requirements-tools.txt
