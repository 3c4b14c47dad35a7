# Two commands do everything on a machine that has git, make and Python 3.11 or newer:
#   make serve   set up, open the course
#   make test    set up, run every check
.DEFAULT_GOAL := help
VENV ?= .venv
BIN := $(VENV)/bin
ROOMS := evidence model records exercises
COVERED := 95
PORT ?= 8866
# On two cores: while one waits for a page or a server, two work
WORKERS ?= 3
# Side by side, each telling its lines together where this make can
BESIDE = $(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync)
# Each page has a kernel that imports the package: compiled modules must be kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE
# Python before 3.13 reads the path of this folder in the locale's encoding: with LC_ALL=C it would not start
# where the path has other letters than ASCII.
ifeq ($(shell locale charmap 2>/dev/null),UTF-8)
else
export LC_ALL := C.UTF-8
endif

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

serve: $(VENV)/installed ## Set up and open the course
	$(BIN)/selfhelp-teach serve --port $(PORT) --open

check: $(VENV)/tested ## Run the quick checks: style, types, layers, browser code, and the tests that start nothing
	$(BESIDE) python-code browser-code
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup --durations=5 --durations-min=1 --hypothesis-profile quick \
	  -m "not browser and not deploy and not served and not slow" $(ARGS)

coverage: $(VENV)/tested ## Tell which lines of the rooms without a screen no test reaches; too many fail
	$(BIN)/python -m pytest -q -n 2 -m "not browser and not deploy" $(ROOMS:%=tests/%) \
	  $(ROOMS:%=--cov=selfhelp_teach.%) --cov-report=term:skip-covered --cov-fail-under=$(COVERED)

test: $(VENV)/tested ## Set up and run every check: style, types, layers, all tests, real browsers
	scripts/chromium $(BIN)
	scripts/engines
	$(BESIDE) python-code browser-code
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

python-code: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser-code: $(VENV)/tested
	scripts/check-browser-code $(BIN)

site: $(VENV)/tested ## Build the course as files into site/ (PYODIDE=folder of Pyodide's release; else the tests' copy)
	$(BIN)/selfhelp-teach build-site site --pyodide "$${PYODIDE:-$$($(BIN)/python scripts/pyodide-for-tests)}"

soak: $(VENV)/tested ## Run the long crash and load runs of the learner's store, and look at every screen of every page
	scripts/chromium $(BIN)
	$(BIN)/python -m pytest -n 2 -m soak tests/browser $(ARGS)
	SELFHELP_KILLS=2000 $(BIN)/python -m pytest tests/records/test_faults.py $(ARGS)
	$(BIN)/python benchmarks/records/save_and_load.py

bench: $(VENV)/tested ## Measure how pages open, how the model runs, how charts answer
	$(BIN)/pip install --quiet --editable ".[bench]"
	$(BIN)/python benchmarks/opening/run.py
	$(BIN)/python benchmarks/model/speed.py --mesa
	$(BIN)/python benchmarks/live/run.py
	$(BIN)/python benchmarks/static/run.py

lowest: ## Run the tests that need no browser on the lowest versions we say we support
	scripts/lowest

compile: $(VENV)/tested ## Compile the charts, and join the browser code, again after one was edited
	$(BIN)/python -m selfhelp_teach.charts.compile
	scripts/with-node $(BIN) $(BIN)/python scripts/bundle.py

format: $(VENV)/tested ## Put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove what these commands made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/installed: pyproject.toml
	scripts/environment $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/tested: pyproject.toml
	scripts/environment $(VENV)
	$(BIN)/pip install --quiet --editable ".[test]"
	touch $@ $(VENV)/installed

.PHONY: help serve check python-code browser-code coverage test site soak bench lowest compile format clean
