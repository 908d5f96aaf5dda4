# Needs python3 and make; everything else is got on the way. `make` alone says what there is.
VENV ?= .venv
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check install --quiet --quiet
SOURCE := bot handlers scheduler storage domain connectors tests benchmarks

.PHONY: help install demo test check format lock words picture bench clean

help:
	@echo "make demo     a seeded company with the web chat and the board, on this machine only"
	@echo "make test     all tests; gets a browser and a PostgreSQL when there is none"
	@echo "make check    format, lint, types, and all tests; changes nothing"
	@echo "make format   lets ruff put the source into shape"
	@echo "make words    prints the sentences that have no Swedish yet, ready for sv.po"
	@echo "make picture  draws the picture of the README anew, in a real browser"
	@echo "make bench    the figures of the README"
	@echo "make install  the environment, in $(VENV)"
	@echo "make lock     resolves the dependencies anew (needs uv)"
	@echo "make clean    removes what can be made again"

install: $(VENV)/.with-tools

demo: $(VENV)/.ready
	$(VENV)/bin/askfirst demo

test: $(VENV)/.with-tools
	@$(RUN) -m tests.support.provide
	$(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(TESTS)

check: $(VENV)/.with-tools
	$(RUN) -m ruff format --check --output-format concise .
	$(RUN) -m ruff check --output-format concise .
	$(RUN) -m mypy $(wildcard $(SOURCE))
	@$(MAKE) --no-print-directory test

format: $(VENV)/.with-tools
	$(RUN) -m ruff check --fix --quiet .
	$(RUN) -m ruff format .

words: $(VENV)/.with-tools
	@$(RUN) -m tests.support.sentences

picture: $(VENV)/.with-tools
	@$(RUN) -m tests.support.provide
	$(RUN) -m tests.bot.web.picture docs/first-conversation.png

bench: $(VENV)/.with-tools
	$(RUN) -m benchmarks

lock:
	uv pip compile pyproject.toml --group build --output-file requirements.lock $(LOCK)
	uv pip compile pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock $(LOCK)
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@sh .ci/environment "$(PYTHON)" $(VENV)

# What Askfirst runs with.
$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what Askfirst runs with"
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# The same, and the tools that check it.
$(VENV)/.with-tools: requirements-dev.lock pyproject.toml | $(VENV)/.made
	@echo "Installing Askfirst with its tools"
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.ready
