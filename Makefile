# make demo: the whole way on the sample plan; make test: format, lint, types and every test;
# make fuzz: damaged files of every kind, by the hour; make lock, make audit: what is installed, and whether it is sound.
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
PYTHON ?= python
else
BIN    := $(VENV)/bin
PYTHON ?= python3
endif
READY  := $(VENV)/.ready

# make demo HASHES=no: install by the version ranges, without checking files against .ci/constraints.txt
HASHES ?= yes
ifeq ($(HASHES),no)
INSTALL := --unchecked
endif

.PHONY: demo test fuzz lock audit lint types format clean

demo: $(READY)
	$(BIN)/reportgen demo

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# make fuzz SEED=7 COUNT=200000 WORKERS=2: damaged files of every kind; what fails is kept in tests/fuzz/found.
# PROPERTIES: how many files Hypothesis draws for each reader.
SEED       ?= 1
COUNT      ?= 100000
WORKERS    ?= 2
PROPERTIES ?= 1000
fuzz: export PROPERTIES := $(PROPERTIES)
fuzz: $(READY)
	cd tests && "$(CURDIR)/$(BIN)/python" -W ignore -m fuzz --seed $(SEED) --count $(COUNT) --workers $(WORKERS)
	$(BIN)/python -m pytest tests/test_reader_properties.py --hypothesis-seed $(SEED)

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python .ci/install.py $(INSTALL)
	@touch $@

# what follows needs a package source; its tools live in an environment of their own
CARE := .venv-care
ifeq ($(OS),Windows_NT)
CARE_BIN := $(CARE)/Scripts
else
CARE_BIN := $(CARE)/bin
endif

$(CARE)/.ready:
	$(PYTHON) -m venv $(CARE)
	$(CARE_BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<1' 'pip-audit>=2.10,<3'
	@touch $@

lock: $(CARE)/.ready
	$(CARE_BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet --upgrade --output-file .ci/constraints.txt

audit: $(CARE)/.ready
	$(CARE_BIN)/python .ci/audit.py $(VENV)/reportgen-install.txt

clean:
	rm -rf $(VENV) $(CARE) build dist *.egg-info
