# Two commands are the contract: `make run` starts the product, `make test` runs every check.
PYTHON ?= python3
BIN := .venv/bin
CORE := --cov=reknit.errors --cov=reknit.vault --cov=reknit.programme --cov=reknit.safety --cov=reknit.history --cov=reknit.words \
	--cov=reknit.steps --cov=reknit.journey --cov=reknit.demo --cov-branch --cov-report=term:skip-covered \
	--cov-fail-under=100

.PHONY: run demo test test-quick lint bench bench-history words train lock clean
run: .venv/run.ready
	@$(BIN)/reknit serve

demo: .venv/run.ready
	@$(BIN)/reknit demo

# Everything that must hold, in the order in which it fails fastest.
test: .venv/dev.ready lint
	$(BIN)/python tests/system.py prepare
	$(BIN)/pytest tests/unit tests/content $(CORE)
	$(BIN)/pytest tests/web
	$(BIN)/python tests/system.py with-postgres $(BIN)/pytest tests/web tests/unit/storage
	$(BIN)/pytest tests/faults
	$(BIN)/pytest tests/journeys

test-quick: .venv/dev.ready lint
	$(BIN)/pytest -n auto -m "not slow" tests/unit tests/content tests/web

lint: .venv/dev.ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	REKNIT_HOME=build/home $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tests/system.py check-deploy

bench: .venv/dev.ready build/peers.ready
	@for name in startup pages vault measures lexicon planted; do $(BIN)/python benchmarks/$$name.py || exit 1; done
	@$(BIN)/python benchmarks/words.py --peers build/peers/bin/python

# The message history beside other readers, which are installed apart, and how well changes are found.
bench-history: .venv/dev.ready build/peers.ready
	$(BIN)/python benchmarks/peers.py --peers build/peers/bin/python
	$(BIN)/python -m benchmarks.calibration

# How well the words engine reads what it has not seen, and how it is taught anew (see training/README.md).
words: .venv/dev.ready
	@PYTHONPATH=. $(BIN)/python -m training.report

train: build/train.ready
	PYTHONPATH=src:. build/train/bin/python -m training $(if $(PUBLIC),--public $(PUBLIC))

build/train.ready: training/requirements.txt
	$(PYTHON) -m venv --clear build/train
	build/train/bin/pip install --quiet --disable-pip-version-check --no-deps -r $<
	@touch $@

build/peers.ready: requirements/bench.txt
	$(PYTHON) -m venv --clear build/peers
	build/peers/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Resolves the lock files anew; needs uv (https://docs.astral.sh/uv). Extras stay in the lines: an older pip takes
# "coverage[toml]" for something that is not pinned by "coverage==7".
LOCK_FROM := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-header --no-annotate
LOCK := $(LOCK_FROM) pyproject.toml
lock:
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --group build --extra hosted -o requirements/hosted.txt
	$(LOCK) --group dev -o requirements/dev.txt
	$(LOCK_FROM) --group bench -o requirements/bench.txt

clean:
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Reknit needs Python 3.11 or newer. Say which one with: make PYTHON=python3.12"; exit 1; }
	@rm -f .venv/*.ready
	$(PYTHON) -m venv --clear .venv || { rm -rf .venv; echo "Install venv for this Python (Debian: python3-venv)."; exit 1; }

.venv/%.ready: requirements/%.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
