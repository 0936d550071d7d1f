# `make demo` and `make test` set up everything they need by themselves; see dev/bootstrap.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q --durations 10
# what is shipped, as a zip and as a wheel
PACKAGE := __init__.py plugin.py core cluster command desktop processing_provider training ui
# more for pytest: make test ARGS="tests/core -x"
ARGS :=
# for the benchmarks: make bench BENCH="--quick"
BENCH :=

export QT_QPA_PLATFORM := offscreen
export XDG_RUNTIME_DIR := $(CURDIR)/build/runtime
ifneq ($(wildcard ../shared/data),)
export SPECGAN_DATA ?= $(CURDIR)/../shared/data
endif

.PHONY: help setup demo test test-all test-desktop test-matrix test-wheel lint package translations evaluate bench \
  bench-memory bench-worker

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
	$(PYTEST) tests/window $(ARGS)

test-matrix: ## the tests that meet QGIS and GDAL on QGIS 3.40, in a Debian trixie root in build/; as root, with debootstrap
	@dev/matrix $(ARGS)

package: setup ## the plugin as a zip in build/, checked as a plugin repository does
	@$(PYTHON) dev/package.py

translations: setup ## collect the texts into resources/i18n/*.ts and compile them; needs lrelease
	@$(PYTHON) dev/translations.py

test-wheel: setup ## build the wheel and run a job with it, in a virtual environment of its own
	$(PYTEST) tests/command/test_wheel.py $(ARGS)

lint: setup ## ruff everywhere, bandit and mypy on the package
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m bandit -q -r $(PACKAGE) --severity-level medium --confidence-level medium
	$(PYTHON) -m mypy

bench: setup ## speed against the plain published network, as tables; BENCH="--quick" for a short run
	@$(PYTHON) benchmarks/bench.py $(BENCH)

bench-memory: setup ## peak memory of the whole job against the height of the raster, as a table
	@$(PYTHON) benchmarks/memory.py

bench-worker: setup ## cost of running a model in another Python process, as tables
	@$(PYTHON) benchmarks/worker.py

EVALUATION := build/evaluation
# more for evaluate: make evaluate EVALUATE_ARGS="--detail 0 0.5 1"
EVALUATE_ARGS := --arms hsi none shuffled
MODELS := $(basename $(notdir $(wildcard resources/models/*.onnx)))
SPECGAN := .venv/bin/specgan
SAMPLE_PAIR := resources/sample/town_rgb_truth.tif resources/sample/town_hsi.tif
BERLIN := $(wildcard $(SPECGAN_DATA)/berlin/berlin_north_rgb.tif)
HELD_OUT := $(EVALUATION)/simulated $(if $(BERLIN),$(EVALUATION)/real)

evaluate: setup $(HELD_OUT:%=%/manifest.json) ## the bundled models on held-out ground: tables and pages in build/evaluation
	@for model in $(MODELS); do \
	  $(SPECGAN) measure --out $(EVALUATION)/$$model --model $$model --pair $(SAMPLE_PAIR) \
	    $(if $(BERLIN),--pair $(BERLIN) $(BERLIN:%_rgb.tif=%_hsi.tif)) --held-out $(HELD_OUT) $(EVALUATE_ARGS) || exit; \
	done

# other seeds than those of training; the real scenes are split as for training
$(EVALUATION)/simulated/manifest.json:
	@$(SPECGAN) prepare --out $(@D) --simulated 10 --size 512 --seed 7 --validation 0.3

$(EVALUATION)/real/manifest.json:
	@$(SPECGAN) prepare --out $(@D) --shared $(SPECGAN_DATA)
