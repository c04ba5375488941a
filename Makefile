# Each target is a thin call of a script in bin/, for machines without make.
.PHONY: run test check bench format lock

run: ## everything on a fresh machine: address and demo accounts are printed, Ctrl-C stops it
	@sh bin/run

test: ## the whole suite, browser included, against real servers
	@sh bin/test

check: ## format, lint, types, import contracts, templates, migrations, deployment
	@sh bin/check

bench: ## slow tests and benchmarks
	@sh bin/bench

format: ## what `make check` would complain about and a machine can mend
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

lock: ## both lock files from pyproject.toml
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header \
		--build-constraints build-constraints.txt pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --extra dev \
		--build-constraints build-constraints.txt pyproject.toml -o requirements-dev.lock
