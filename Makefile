# All set-up hangs on stamps, so that a second `make run` starts at once. Works with GNU make 3.81 and newer.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?=
OPEN ?= yes

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run
run: setup
	exec $(BIN)/python -m webapp --host "$(HOST)" --port "$(PORT)" \
		$(if $(DATA),--data "$(DATA)") $(if $(filter no,$(OPEN)),--no-open)

.PHONY: setup
setup: .venv/run

.PHONY: develop
develop: .venv/dev

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run: requirements/run.txt .venv/made
	$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
