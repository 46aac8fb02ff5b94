# `make demo` and `make test` need Python, git and a package index, nothing else.
# Every path is relative and every tool runs as `python -m`: the directory's name may hold blanks.

PYTHON ?= python3
venv := .venv
bin := $(venv)/bin/python
ready := $(venv)/ready
bench_ready := $(venv)/bench-ready
typeset_ready := $(venv)/typeset-ready
pip_install := $(bin) -m pip install --quiet --disable-pip-version-check --editable

.PHONY: demo test thorough bench typeset clean

# They print Chinese, whatever the locale.
demo bench typeset: export PYTHONUTF8 := 1

demo: $(ready)
	$(bin) benchmarks/demo.py

test: $(ready)
	$(bin) -m ruff check
	$(bin) -m ruff format --check
	$(bin) -m mypy
	$(bin) -m pytest

thorough: $(ready)
	$(bin) -m pytest --hypothesis-profile=thorough

bench: $(bench_ready)
	$(bin) benchmarks/bench.py

# Texts of known truth, typeset and extracted, into build/typeset.
typeset: $(typeset_ready)
	$(bin) benchmarks/typeset/build.py build/typeset

clean:
	rm -rf $(venv) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(ready): pyproject.toml
	$(PYTHON) -m venv --clear $(venv)
	$(pip_install) '.[dev]'
	touch $(ready)

$(bench_ready): $(ready)
	$(pip_install) '.[bench]'
	-$(bin) -m pip install --quiet --disable-pip-version-check --upgrade --no-deps \
		--target $(venv)/clean-text clean-text
	touch $(bench_ready)

$(typeset_ready): $(ready)
	$(pip_install) '.[typeset]'
	touch $(typeset_ready)
