# Set-up hangs on stamps, so that a second `make run` starts at once. Works with GNU make 3.81 and newer.

PYTHON = $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# Plain `=`: settings are given as `make run PORT=…`, and a HOST that the shell exports does not leak in.
HOST = 127.0.0.1
PORT = 8000
DATA =
DAYS =
BACKUPS =
ALLOW =
PREFIX =
OPEN = yes
CLUSTER =
SHARED =
PROCESSES =
SAMPLE = 100
SEED = 1
TESTS = $(if $(filter firefox,$(BROWSER)),tests/firefox.py,tests)
JOBS = 2

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run cluster many test bench check fix mutate prove lock setup
.NOTPARALLEL:

run: setup $(if $(CLUSTER),.venv/cluster) $(if $(SHARED),.venv/shared)
	@exec $(BIN)/python -m webapp --host "$(HOST)" --port "$(PORT)" \
		$(if $(DATA),--data "$(DATA)") $(if $(DAYS),--days "$(DAYS)") \
		$(if $(BACKUPS),--backups "$(BACKUPS)") \
		$(if $(ALLOW),--allow "$(ALLOW)") $(if $(PREFIX),--prefix "$(PREFIX)") \
		$(if $(CLUSTER),--cluster "$(CLUSTER)") $(if $(SHARED),--shared "$(SHARED)") \
		$(if $(PROCESSES),--processes "$(PROCESSES)") $(if $(filter no,$(OPEN)),--no-open)

# A scheduler and two workers on this machine, to try studies in a cluster.
cluster: setup .venv/cluster
	@exec $(BIN)/python -m webapp.cluster

# A Valkey, two servers and a proxy that asks them in turn on this machine, to try runs that are shared.
many: setup .venv/dev
	@exec $(BIN)/python -m webapp.many "$(PORT)"

# Bytecode is kept even where the environment forbids it: the tests start many processes.
test: export PYTHONDONTWRITEBYTECODE =
test: setup .venv/dev node_modules/made
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(TESTS)

bench: setup .venv/dev .venv/peers/made
	$(BIN)/python -m bench

check: .venv/dev node_modules/made
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/node node_modules/eslint/bin/eslint.js .
	$(BIN)/node node_modules/typescript/bin/tsc

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# How many small changes of the code the tests notice; a sample, a quarter of an hour.
mutate: setup .venv/dev node_modules/made .venv/mutation/made
	$(BIN)/python -m tests.mutation $(SAMPLE) $(SEED)

# What the server promises when machines fail, tried at length; some ten minutes.
prove: setup .venv/dev
	$(BIN)/python -m tests.reliability $(PROOFS)

setup: .venv/run static/vendor/page.js .venv/warm

# Debian and Ubuntu keep venv in a package of its own; without root, Python's message says how to get it.
.venv/made:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=..." >&2; exit 1; }
	@echo "Making a Python environment in .venv"
	@$(PYTHON) -m venv --clear .venv || { test "$$(id -u)" = 0 && apt-get update -q && \
		apt-get install -yq python3-venv && $(PYTHON) -m venv --clear .venv; }
	@touch $@

.venv/run: requirements/run.txt .venv/made
	@echo "Installing the Python packages (once; about a minute)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/run.txt
	@touch $@

.venv/cluster: requirements/cluster.txt .venv/run
	@echo "Installing Dask (once)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/cluster.txt
	@touch $@

.venv/shared: requirements/shared.txt .venv/run
	@echo "Installing the client of Valkey (once)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/shared.txt
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@echo "Installing the tools for tests and checks (once; about a minute)"
	@$(PIP) install --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/made: package-lock.json .venv/dev
	@echo "Installing the checks of the page's code (once)"
	@PATH="$(CURDIR)/$(BIN):$$PATH" NODE_USE_SYSTEM_CA=1 $(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/mutation/made: tests/mutation/package-lock.json .venv/dev
	@echo "Installing what changes the page's code (once)"
	@mkdir -p .venv/mutation && cp tests/mutation/package*.json .venv/mutation
	@cd .venv/mutation && PATH="$(CURDIR)/$(BIN):$$PATH" NODE_USE_SYSTEM_CA=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The build hook fetches what the browser needs, and makes one script of the recordings' player.
static/vendor/page.js: package-lock.json hatch_build.py \
		$(wildcard static/recording/*.js static/js/*.js static/js/*/*.js) .venv/made
	@echo "Fetching the browser's libraries (once)"
	@$(PIP) install --no-deps --editable .
	@touch $@

# Compiled here, the training loops are there for the first click.
.venv/warm: .venv/run $(wildcard engine/*.py engine/*/*.py engine/*/*/*.py) \
		webapp/live/weaving.py
	@echo "Compiling the training loops (once)"
	@$(BIN)/python -c "from engine import study, warm_up; from webapp.live import sheet; \
		warm_up(); study.warm_up(); sheet.warm_up()"
	@touch $@

# Only measured against, in an environment of their own; the benchmark says which one is missing.
.venv/peers/made: bench/peers.txt .venv/made
	@echo "Installing what is measured against: scikit-learn, JAX, PyTorch (once; some minutes)"
	@$(BIN)/python -m venv --clear .venv/peers
	@while read -r peer; do .venv/peers/bin/python -m pip --disable-pip-version-check --quiet \
		install --only-binary :all: "$$peer" || echo "Going on without $$peer" >&2; done <bench/peers.txt
	@touch $@

# For maintainers with uv and npm: pins anew what pyproject.toml and package.json ask for.
PIN = UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url $(UPGRADE) pyproject.toml
UPGRADE = --upgrade
lock:
	$(PIN) -o requirements/run.txt
	$(PIN) --extra shared --constraint requirements/run.txt -o requirements/shared.txt
	$(PIN) --extra cluster --constraint requirements/run.txt -o requirements/cluster.txt
	$(PIN) --group pyproject.toml:dev --constraint requirements/run.txt -o requirements/dev.txt
	npm install --package-lock-only
	@node --input-type=commonjs -e "const f = './package-lock.json', lock = JSON.parse(require('fs').readFileSync(f)); \
		for (const each of Object.values(lock.packages)) delete each.funding; \
		require('fs').writeFileSync(f, JSON.stringify(lock, null, 2) + '\\n')"
