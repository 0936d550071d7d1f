# `make demo` and `make test` set up everything they need by themselves; see dev/bootstrap.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q --durations 10
# more for pytest: make test ARGS="tests/core -x"
ARGS :=

export QT_QPA_PLATFORM := offscreen
export XDG_RUNTIME_DIR := $(CURDIR)/build/runtime
ifneq ($(wildcard ../shared/data),)
export SPECGAN_DATA ?= $(CURDIR)/../shared/data
endif

.PHONY: help setup demo test test-all test-desktop test-matrix lint package translations bench-memory

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: ## QGIS, GDAL and .venv with torch and onnxruntime; nothing where that is done
	@dev/bootstrap
	@mkdir -p -m 700 build/runtime

demo: setup ## super-resolve the bundled sample in the real QGIS and draw a comparison
	@$(PYTHON) dev/demo.py

test: lint ## lint, and every test that is neither slow nor wants a GPU
	$(PYTEST) -m "not slow and not gpu" $(ARGS)

test-all: lint ## the slow tests too
	$(PYTEST) -m "not gpu" $(ARGS)

test-desktop: setup ## start the QGIS window under Xvfb with the plugin's zip and drive it; screenshots in build/screenshots
	$(PYTEST) tests/desktop $(ARGS)

package: setup ## the plugin as a zip in build/, checked as a plugin repository does
	@$(PYTHON) dev/package.py

translations: setup ## collect the texts into resources/i18n/*.ts and compile them; needs lrelease
	@$(PYTHON) dev/translations.py

lint: setup ## ruff everywhere, mypy on core and training
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy

bench-memory: setup ## peak memory of the whole job against the height of the raster, as a table
	@$(PYTHON) benchmarks/memory.py
