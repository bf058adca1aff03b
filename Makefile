# Two commands are all a fresh machine needs: `make demo` and `make test`. Each sets up what is missing.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: demo test bench fuzz lock format clean
.DELETE_ON_ERROR:

# The stamp depends on what decides the environment, so a changed lock rebuilds it.
$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"joindots needs Python 3.11 to 3.13; $(PYTHON) is {v.major}.{v.minor}. Try: make PYTHON=python3.12 ...")'
	@echo "setting up .venv (a minute or two, once)"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)
	$(BIN)/joindots demo --out demo

test: $(STAMP)
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --cov --cov-report=term

bench: $(STAMP)
	$(BIN)/python bench/run.py

# 30 minutes for each reader and the labeller; FUZZ_SECONDS=60 for a look. Two at a time.
FUZZ_SECONDS ?= 1800
fuzz: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/fuzz.txt
	$(BIN)/python bench/fuzz/run.py --seconds $(FUZZ_SECONDS)

# Rewrites the hash-pinned lock from pyproject.toml; needs `uv` on the path, nothing else does.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group build -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --extra dev --group build -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	echo atheris==3.0.0 | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  - -o requirements/fuzz.txt

format: $(STAMP)
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

clean:
	rm -rf .venv out demo .mypy_cache .ruff_cache .pytest_cache
