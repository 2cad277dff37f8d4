# Recipes for those who work on homefirst. `just` alone lists them. The tools are those of .venv, made by ./run.

set shell := ["bash", "-euo", "pipefail", "-c"]
export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

# List the recipes
default:
    @just --list --unsorted

# Make .venv from the lock file
setup:
    ./run --help >/dev/null

# Every test, or those named: just test tests/test_docs.py
test *which: setup
    ./run test {{ which }}

# What must hold before a change goes in, and figures of the house
check: setup
    ruff check
    ruff format --check
    mypy
    lint-imports
    @if grep -n '://' requirements.lock; then echo "requirements.lock names an address: just lock"; exit 1; fi
    @echo "The lock names no address"
    @python tools/function_lengths.py
    @if [ -f .coverage ]; then echo "Coverage, as last measured: $(coverage report --format=total)%"; else just coverage; fi

# Measure how much of the code the tests run
coverage: setup
    ./run test -n auto --cov --cov-report=term:skip-covered

# A simulated year and its board
demo: setup
    ./run demo

# Every benchmark, each beside its peers in the same run
bench: setup
    python bench/append.py
    python bench/intake.py
    python bench/board.py
    python bench/tables.py 2e6
    python bench/simulate.py

# Choose the versions of every package anew, with their hashes
lock: setup
    python -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate -q -U -o requirements.lock

# Write the reference pages again from the code
docs: setup
    python tools/make_reference.py
    python -m homefirst.measures.manual > docs/reference/measures.md
    python -m homefirst.simulate.scenario_manual > docs/reference/scenarios.md
    python tools/make_manual.py

# Put the code into its usual shape
fmt: setup
    ruff check --fix
    ruff format
