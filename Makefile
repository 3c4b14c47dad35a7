# Two commands do everything on a machine that has git, make and Python 3.11 or newer:
#   make serve   set up, open the course
#   make test    set up, run every check
.DEFAULT_GOAL := help
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8866
# Each page has a kernel that imports the package: compiled modules must be kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

serve: $(VENV)/installed ## Set up and open the course
	$(BIN)/selfhelp-teach serve --port $(PORT) --open

test: $(VENV)/tested ## Set up and run every check: style, types, layers, all tests, a real browser
	scripts/chromium $(BIN)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

soak: $(VENV)/tested ## Run the long crash and load runs of the learner's store
	SELFHELP_KILLS=2000 $(BIN)/python -m pytest tests/records/test_faults.py $(ARGS)
	$(BIN)/python benchmarks/records/save_and_load.py

bench: $(VENV)/tested ## Measure how pages open, how the model runs, how charts answer
	$(BIN)/pip install --quiet --editable ".[bench]"
	$(BIN)/python benchmarks/opening/run.py
	$(BIN)/python benchmarks/model/speed.py --mesa
	$(BIN)/python benchmarks/live/run.py

lowest: ## Run the tests that need no browser on the lowest versions we say we support
	scripts/lowest

compile: $(VENV)/tested ## Compile the charts again after one was edited
	$(BIN)/python -m selfhelp_teach.charts.compile

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

.PHONY: help serve test soak bench lowest compile format clean
