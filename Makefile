# Two commands do everything: `make run` and `make test`. Both set up what they need; see README.md.

MVN ?= mvn
PORT ?= 8080
DATA ?= .local
export PORT DATA MVN

# The class paths of the emulators and of Lambda's runtime client are modules without sources and without our parent.
FORMATTED = -pl '!infrastructure/local/emulator-dynamodb,!infrastructure/local/emulator-s3,!infrastructure/local/lambda-runtime'

PORTAL := $(if $(shell command -v npm 2>/dev/null),yes)
BROWSER := $(or $(CHROMIUM),$(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome)))

.PHONY: portal portal-test screenshots help run mails docs test processes bench lint check format ready clean

help:
	@echo "make run     serve everything on http://127.0.0.1:$(PORT), data in $(DATA) (variables PORT, DATA)"
	@echo "make test    build and run all tests"
	@echo "make processes run journeys with each packaged function in a JVM of its own"
	@echo "make bench   measure cost and cold starts into docs/performance.md"
	@echo "make mails   draw every mail at 320 px, light and dark, in target/mails"
	@echo "make docs    write the table of docs/architecture.md and the portal's API types anew"
	@echo "make lint    check the format of the sources, and template.yaml with cfn-lint"
	@echo "make check   make test and make lint"
	@echo "make format  put the Java sources into the project's format"
	@echo "make screenshots photograph every screen of the portal into portal/screenshots"
	@echo "make clean   remove what was built; data in $(DATA) stays"

run: ready portal
	@echo "Building (no tests), then serving on http://127.0.0.1:$(PORT)"
	@$(MVN) -q -B -DskipTests -Prun -pl infrastructure/local -am install

mails: ready
	@$(MVN) -q -B -DskipTests -Prun -Dlocal.main=net.osmand.account.local.MailPictures -pl infrastructure/local -am install

docs: ready
	@$(MVN) -q -B -Pdocs -pl infrastructure/verification -am process-classes
ifeq ($(PORTAL),yes)
	@cd portal && { [ -d node_modules ] || npm ci --silent; } && npm run --silent types
endif

test: ready
	@$(MVN) -B verify
	@$(MAKE) --no-print-directory portal-test

# The journeys with each function in a JVM of its own, from its jar, under Lambda's runtime client.
processes: ready
	@$(MVN) -B -Pprocesses -Dgroups=processes -pl infrastructure/acceptance -am package

bench: ready
	@$(MVN) -q -B -DskipTests -Pbench -pl infrastructure/benchmarks -am install

# The portal needs npm, and its tests in a browser need Chromium; all else works without.
portal:
ifeq ($(PORTAL),yes)
	@cd portal && { [ -d node_modules ] || npm ci --silent; } && npm run --silent build
else
	@echo "The portal is not built: install Node.js 20 with npm (packages nodejs npm)."
endif

portal-test: portal
ifeq ($(PORTAL),yes)
	@cd portal && npm test --silent
ifneq ($(BROWSER),)
	@cd portal && npm run --silent e2e
else
	@echo "The portal is not tested in a browser: install Chromium (package chromium) or set CHROMIUM."
endif
endif

screenshots: portal
	@cd portal && npm run --silent screenshots && echo "See portal/screenshots."

# palantir-java-format needs a newer JVM than Maven's own may be: a JDK 25 runs Maven here. cfn-lint comes from PyPI.
lint: ready
	@JAVA_HOME="$$(.ci/newest-java)" $(MVN) -q -B spotless:check $(FORMATTED)
	@command -v cfn-lint >/dev/null 2>&1 || python3 -m pip install --quiet cfn-lint
	@cfn-lint template.yaml infrastructure/stacks/*.yaml && echo "The format and template.yaml are in order."

check: test lint

format: ready
	@JAVA_HOME="$$(.ci/newest-java)" $(MVN) -q -B spotless:apply $(FORMATTED)

clean:
	@$(MVN) -q -B clean

# One line for what is missing, before Maven says it in forty.
ready:
	@command -v $(MVN) >/dev/null 2>&1 || { echo "Maven is missing: install Maven 3.8 or newer (package maven)."; exit 1; }
	@missing=$$($(MVN) -q -B -N validate 2>&1) || { echo "$$missing" | grep -qi toolchain && echo "Java 25 is missing: install a JDK 25 (temurin-25-jdk, openjdk-25-jdk)." || echo "$$missing"; exit 1; }
