# The commands of this repository. Longer steps are scripts in tests/scripts.

.DEFAULT_GOAL := help
.PHONY: help run test bench screens ui format

help: ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: ## Build everything and serve the demonstration on http://127.0.0.1:8080 (data in ./data)
	@tests/scripts/run.sh

test: ## Format, lint, Rust tests on both databases, UI tests, journeys in a real browser
	@tests/scripts/test.sh

bench: ## Benchmarks: expressions, records, the HTTP workload beside hand-written servers
	@tests/scripts/bench.sh

screens: ## Pictures of the screens in crates/studio/ui/screens
	@tests/scripts/screens.sh

ui: ## Build the web UI when its sources are newer
	@tests/scripts/build-ui.sh

format: ## Format Rust, TypeScript and app definitions
	cargo fmt
	cd crates/studio/ui && npm run --silent format
	cargo xtask format
