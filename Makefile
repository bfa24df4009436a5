# make demo: the whole way on the sample plan; make test: format, lint, types and every test;
# make fuzz: damaged files of every kind, by the hour.
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
PYTHON ?= python
else
BIN    := $(VENV)/bin
PYTHON ?= python3
endif
READY  := $(VENV)/.ready

.PHONY: demo test fuzz lint types format clean

demo: $(READY)
	$(BIN)/reportgen demo

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# make fuzz SEED=7 COUNT=200000 WORKERS=2: damaged files of every kind; what fails is kept in tests/fuzz/found
SEED    ?= 1
COUNT   ?= 100000
WORKERS ?= 2
fuzz: $(READY)
	cd tests && "$(CURDIR)/$(BIN)/python" -W ignore -m fuzz --seed $(SEED) --count $(COUNT) --workers $(WORKERS)

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
