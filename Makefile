# Needs Python 3.11 or newer and make; everything else it fetches by lock file.

PORT ?= 8000
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)
PY := .venv/bin/python
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --quiet
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
ENVIRONMENT := .venv/environment.done
ASSETS := .venv/assets.done
export YUANBAN_PORT := $(PORT)

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-rooms test-pages lint bench mutants screenshots docs lock clean

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(ENVIRONMENT) $(ASSETS)  ## 准备运行环境和网页素材（其他命令会自动先做）

$(ENVIRONMENT): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "没有找到 Python 3.11 以上版本。请先安装，例如：apt-get install python3 python3-venv"; exit 1; }
	@[ -x $(PY) ] || echo "正在准备运行环境，首次需要几分钟……"
	@[ -x $(PY) ] || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "请先安装 venv，例如：apt-get install python3-venv"; exit 1; }
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(ASSETS): $(ENVIRONMENT) package-lock.json scripts/assets.py
	@echo "正在准备网页素材和字体……"
	@$(PY) scripts/assets.py
	@touch $@

demo: setup  ## 装入演示数据并启动网站，例如 make demo PORT=8001 DEMO_ARGS="--no-serve"
	@.venv/bin/yuanban demo $(DEMO_ARGS)

test: setup  ## 全部测试：真实的 PostgreSQL 和 Chromium；网页测试与其余的同时进行
	@$(if $(TEST_ARGS),$(PY) -m pytest $(TEST_ARGS),$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-rooms test-pages)

test-rooms:
	@$(PY) -m pytest --ignore tests/browser

test-pages:
	@$(PY) -m pytest tests/browser

lint: setup  ## 检查写法、类型、分层
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) scripts/check_places.py

bench: setup .venv/bench.done  ## 基准测试，例如 make bench BENCH=calendar
	@$(PY) -m benchmarks $(BENCH)

.venv/bench.done: requirements-bench.lock
	@$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

mutants: setup .venv/mutants.done  ## 变异测试：在法律引擎中逐处改错，看测试能否察觉，各模块不得低于 90%
	@PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) scripts/mutants.py

.venv/mutants.done: requirements-mutants.lock
	@$(INSTALL) --require-hashes -r requirements-mutants.lock
	@touch $@

screenshots: setup  ## 各角色主要页面的截图，存入 var/screenshots
	@$(PY) scripts/screenshots.py

docs: setup .venv/docs.done  ## 把文档做成网页，存入 var/docs
	@.venv/bin/zensical build --strict

.venv/docs.done: requirements-docs.lock
	@$(INSTALL) --require-hashes -r requirements-docs.lock
	@touch $@

lock:  ## 按 requirements*.in 重新锁定依赖（需要 uv）
	@$(COMPILE) requirements.in requirements-dev.in -o requirements.lock
	@$(COMPILE) requirements-node.in -o requirements-node.lock
	@$(COMPILE) requirements-docs.in -o requirements-docs.lock
	@$(COMPILE) requirements-bench.in --constraints requirements.lock -o requirements-bench.lock
	@$(COMPILE) requirements-mutants.in --constraints requirements.lock -o requirements-mutants.lock

clean:  ## 停止内置数据库，删除环境、素材和全部数据
	@[ ! -x .venv/bin/yuanban ] || .venv/bin/yuanban db stop || true
	rm -rf .venv var node_modules build mutants src/yuanban/site/static/vendor src/yuanban/papers/fonts
