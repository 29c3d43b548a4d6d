# The commands of Briefcast. Everything runs in .venv, which is made from requirements.lock on first use.
PYTHON ?= python3.11
VENV := .venv
ASR_VENV := .venv-asr
READY := $(VENV)/.ready
FEEDS ?=

# Compiled modules are kept: without them each of the many processes compiles all of spaCy, Dagster and dbt anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := brief
.PHONY: brief setup test test-asr test-browser check dev bench evaluate clean

brief: $(READY)  ## run the whole pipeline and print the day's five insights; FEEDS=<OPML or feed, address or path>
	$(VENV)/bin/briefcast run $(foreach feed,$(FEEDS),--feeds '$(feed)')

setup: $(READY)  ## make the virtual environment

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Briefcast needs Python 3.11; say where it is with PYTHON=…"; exit 1; }
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.8,<1"
	VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r requirements.lock
	VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

test: $(READY)  ## run the tests, each file in one of up to four processes
	$(VENV)/bin/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-asr: $(READY)  ## run the tests of speech recognition, in an environment of their own; they need espeak-ng
	@command -v espeak-ng >/dev/null || { echo "install espeak-ng first: the tests have it speak"; exit 1; }
	test -x $(ASR_VENV)/bin/python || $(PYTHON) -m venv $(ASR_VENV)
	VIRTUAL_ENV=$(ASR_VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r requirements-asr.lock
	VIRTUAL_ENV=$(ASR_VENV) $(VENV)/bin/uv pip install --quiet --no-deps --no-build-isolation -e .
	$(ASR_VENV)/bin/python -m pytest tests/asr

test-browser: $(READY)  ## look at the site of the sample shows in Chromium, which must be there
	@command -v chromium >/dev/null || { echo "install chromium first: the tests look at pages with it"; exit 1; }
	$(VENV)/bin/pytest tests/browser

check: $(READY)  ## docstrings, types, style, SQL style, layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/interrogate -q assets orchestration bench
	$(VENV)/bin/mypy
	$(VENV)/bin/sqlfluff lint --processes 2 dbt_project
	$(VENV)/bin/lint-imports

dev: $(READY)  ## open the Dagster UI on http://127.0.0.1:3000
	$(VENV)/bin/briefcast dev

bench: $(READY)  ## measure the pipeline against the bare language model; FEEDS as above
	$(VENV)/bin/python -m bench.throughput $(foreach feed,$(FEEDS),--feeds '$(feed)')

evaluate: $(READY)  ## measure a part on labelled data: TASK=claims DATA=file.tsv
	$(VENV)/bin/briefcast evaluate $(TASK) --data '$(DATA)'

clean:  ## remove what was made: the environment, the home, what dbt compiled
	rm -rf $(VENV) $(ASR_VENV) .briefcast dbt_project/target dbt_project/logs
