# `make run` and `make test` set up everything that they need: README.md.

MVN ?= mvn
PORT ?= 8080
DATA ?= .local
STAGE ?= dev
SAM ?= sam
PYTHON ?= python3
KEEP ?= 3
export PORT DATA MVN

# Excludes modules that are only class paths of the emulators and of Lambda's runtime client.
FORMATTED = -pl '!infrastructure/emulators/dynamodb,!infrastructure/emulators/s3,!infrastructure/devserver/lambda-runtime'

# Builds two modules at a time, with two JVMs for the tests of core and the end-to-end tests. Surefire forks them only from JDK 25,
# which reads the tests' classes.
BOTH_CORES = JAVA_HOME="$$(.ci/newest-java)" $(MVN) -B -T2 -Dforks=2

comma := ,
space := $() $()

PORTAL := $(if $(shell command -v npm 2>/dev/null),yes)
BROWSER := $(or $(CHROMIUM),$(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome)))

.PHONY: simulate fuzz mutants recipe portal portal-test portal-screens screenshots help run mails docs test java-test slow java-slow thorough processes localstack smoke bench lint check format ready clean jars build deploy outputs identity certificate waf prune empty python deploy-test

help:
	@echo "make run     serve everything on http://127.0.0.1:$(PORT), data in $(DATA) (variables PORT, DATA, and RELAY, a port for the relay)"
	@echo "make test    build, and run the unit tests, the contracts and one end-to-end test for each flow"
	@echo "make slow    run the other end-to-end tests, and the portal's screens in a browser"
	@echo "make thorough run the longest tests: crashes, storms, large accounts"
	@echo "make processes run end-to-end tests with each packaged function in its own JVM"
	@echo "make localstack run the adapters' contract and end-to-end tests on LocalStack (needs a container engine)"
	@echo "make smoke API=URL EMAIL=address check the assumptions about AWS on a deployed stack (more: PORTAL, STACK, SHOP_SECRET)"
	@echo "make bench   measure cost and cold starts into docs/performance.md (MOST=1000: a short run)"
	@echo "make mails   draw every mail at 320 px, light and dark, in target/mails"
	@echo "make docs    regenerate docs/reference/permissions.md and the table of docs/apps.md"
	@echo "make lint    check the format of the sources, the sources with Error Prone, and template.yaml with cfn-lint"
	@echo "make check   make test, slow, thorough, processes and lint"
	@echo "make format  put the Java sources into the project's format"
	@echo "make screenshots photograph every screen of the portal into portal/screenshots"
	@echo "make build   build the functions and the template for AWS, in .aws-sam (needs the SAM CLI)"
	@echo "make deploy  build, deploy to the stack of STAGE (dev, staging, prod in samconfig.toml), print its outputs"
	@echo "make identity, certificate, prune, empty: see docs/getting-started.md and docs/operate.md"
	@echo "make waf     create a rate limit per network address for the portal of STAGE (parameter WebAclArn)"
	@echo "make simulate play random stories of users, crashes and months against the invariants (STEPS=1000000, SEED=1)"
	@echo "make fuzz    feed every reader of foreign input with INPUTS=1000000 random changes of good ones"
	@echo "make mutants plant bugs one at a time and report which test finds each; it goes on where it stopped (ONLY=names)"
	@echo "make recipe  prove CONTRIBUTING.md's recipe for a new route, in a copy of the tree"
	@echo "make clean   remove what was built; data in $(DATA) stays"

run: ready portal
	@echo "Building (no tests), then serving on http://127.0.0.1:$(PORT)"
	@$(MVN) -q -B -DskipTests -Prun -pl infrastructure/devserver -am install

mails: ready
	@$(MVN) -q -B -DskipTests -Prun -Dlocal.main=net.osmand.account.devserver.MailScreenshots -pl infrastructure/devserver -am install

docs: ready
	@$(MVN) -q -B -Pdocs -pl infrastructure/tests/template -am process-classes

# The portal's unit tests run beside Maven. The browser's flow needs the dev server that Maven has built.
test: ready
	@$(MAKE) --no-print-directory -j2 java-test portal-test deploy-test
	@$(MAKE) --no-print-directory flow-nl-1280

# What make test leaves out to end soon: end-to-end tests beyond one for each flow, waits and retries, the portal's screens in a
# browser. It continues make test: at the end it looks for permissions that no test has used.
slow: ready
	@$(MAKE) --no-print-directory -j2 java-slow portal-screens
	@$(MAKE) --no-print-directory -j2 flow-en-375 flow-nl-375 flow-en-1280

java-test: ready
	@$(BOTH_CORES) verify

# Tests of infrastructure/deploy against a stand-in of AWS.
deploy-test: python
	@$(PYTHON) -m unittest discover -s infrastructure/deploy/test -p '*_test.py'
	@$(PYTHON) -m unittest discover -s infrastructure/tests/mutants -p '*_test.py'

java-slow: ready
	@$(BOTH_CORES) -Dgroups=slow -DexcludedGroups=thorough,afterwards -Drun.goes.on=true -Dexcluded.afterwards=none -Dreports=surefire-reports-slow verify

# The longest tests: a crash at every call, storms, large accounts. They reuse the build of make test. ONLY names classes.
thorough: ready
	@$(BOTH_CORES) $(if $(ONLY),-Dtest=$(ONLY) -Dsurefire.failIfNoSpecifiedTests=false) \
		-Dgroups=thorough -DexcludedGroups=none -Drun.goes.on=true -Dreports=surefire-reports-thorough verify

# A seed that fails is shrunk to a short story, which is printed as a test.
simulate: ready
	@$(MVN) -B -pl functions/core -Dtest=SimulationTest#manyMoreStories -Dgroups=thorough -DexcludedGroups=none \
		$(if $(STEPS),-Dsimulation.steps=$(STEPS)) $(if $(SEED),-Dsimulation.seed=$(SEED)) test

fuzz: ready
	@$(BOTH_CORES) -pl functions/core,functions/lambda,functions/files,functions/purchases,infrastructure/tools/cloud-client -am -Dtest='*FuzzTest' \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfuzz.inputs=$(or $(INPUTS),1000000) -Dreports=surefire-reports-fuzz test

# Some minutes a bug. infrastructure/tests/mutants/target keeps the results.
mutants: ready python
	@$(PYTHON) infrastructure/tests/mutants/mutants.py $(if $(ONLY),--only $(ONLY))

# End-to-end tests with each packaged function in its own JVM under Lambda's runtime client.
processes: ready
	@$(BOTH_CORES) -Dforks=1 -Pprocesses -Drun.goes.on=true -Dreports=surefire-reports-processes -Dgroups=processes -DexcludedGroups=none -pl infrastructure/tests/acceptance -am package

# LocalStack in a container for DynamoDB, S3, SQS, KMS and Secrets Manager, and our own endpoints for the rest.
localstack: ready
	@infrastructure/tests/contracts/run-tests

# Checks the assumptions about AWS on a deployed stack: docs/operate.md, After the first deployment. PORTAL and STACK count only if
# the command line sets them.
smoke: ready
	@$(MVN) -q -B -DskipTests -pl infrastructure/tools/smoke -am package
	@PORTAL="$(filter http%,$(PORTAL))" STACK="$(if $(findstring command,$(origin STACK)),$(STACK))" \
		"$$(.ci/newest-java)/bin/java" -jar infrastructure/tools/smoke/target/smoke.jar

bench: ready
	@$(MVN) -q -B -DskipTests -Pbench $(if $(MOST),-Dbench.most=$(MOST)) -pl infrastructure/tools/benchmarks -am install

# The portal needs npm, and its browser tests need Chromium. Everything else works without them.
portal:
ifeq ($(PORTAL),yes)
	@cd portal && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent; } && npm run --silent build
else
	@echo "The portal is not built: install Node.js 20 with npm (packages nodejs npm)."
endif

portal-test: portal
ifeq ($(PORTAL),yes)
	@cd portal && npm test --silent
endif

portal-screens: portal
ifeq ($(PORTAL),yes)
ifneq ($(BROWSER),)
	@cd portal && npm run --silent e2e -- --exclude e2e/local.e2e.ts
else
	@echo "The portal is not tested in a browser: install Chromium (package chromium) or set CHROMIUM."
endif
endif

# The portal's flows against the dev server, in one language and width.
flow-%:
ifneq ($(and $(PORTAL),$(BROWSER)),)
	@cd portal && LOOK=$* npm run --silent e2e -- e2e/local.e2e.ts
else
	@echo "The portal's flow $* is not tested: it needs npm and Chromium."
endif

screenshots: portal
	@cd portal && npm run --silent screenshots && echo "See portal/screenshots."

# palantir-java-format needs JDK 25, so it runs Maven here. cfn-lint comes from PyPI.
lint: ready
	@JAVA_HOME="$$(.ci/newest-java)" $(MVN) -q -B spotless:check $(FORMATTED)
	@$(BOTH_CORES) -q -Perror-prone test-compile
	@command -v cfn-lint >/dev/null 2>&1 || python3 -m pip install --quiet cfn-lint
	@cfn-lint template.yaml infrastructure/stacks/*.yaml && echo "The format, Error Prone and template.yaml have nothing to say."

check: test slow thorough processes lint

# "Add a route" of CONTRIBUTING.md, step by step.
recipe: ready python
	@$(PYTHON) .ci/new-route

format: ready
	@JAVA_HOME="$$(.ci/newest-java)" $(MVN) -q -B spotless:apply $(FORMATTED)

# ---- AWS: docs/getting-started.md ----

jars: ready python
	@$(MVN) -q -B -DskipTests -pl $(subst $(space),$(comma),$(wildcard functions/*)) package
	@$(PYTHON) infrastructure/deploy/store.py functions/*/target/*-lambda.jar

# `sam build` calls build-<name> for each function. The target copies the jar of its CodeUri, stored by store.py. Maven runs for the
# first function, and again only if a source is newer. Lambda puts the jars of lib on the class path.
build-%:
	@jar=$$(awk -v name='$*:' '$$1 == name { found = 1 } found && $$1 == "CodeUri:" { print $$2; exit }' template.yaml); \
	jar=$$(dirname "$$jar")/stored/$$(basename "$$jar"); \
	if [ ! -f "$$jar" ] || [ -n "$$(find functions pom.xml -name target -prune -o -type f -newer "$$jar" -print -quit)" ]; then \
		$(MAKE) --no-print-directory jars; \
	fi; \
	mkdir -p "$(ARTIFACTS_DIR)/lib" && { ln -f "$$jar" "$(ARTIFACTS_DIR)/lib/" 2>/dev/null || cp "$$jar" "$(ARTIFACTS_DIR)/lib/"; }

build:
	@$(SAM) build

STACK = $(if $(filter prod,$(STAGE)),osmand-account,osmand-account-$(STAGE))

# Checks the settings, waits until AWS has verified identities and certificates, then calls build and portal: infrastructure/deploy/deploy.py.
deploy: python
	@SAM="$(SAM)" $(PYTHON) infrastructure/deploy/deploy.py "$(STAGE)"

# Creates the sender's SES identity and prints its DNS records: docs/operate.md, Mail.
identity: python
	@$(PYTHON) infrastructure/deploy/identity.py "$(DOMAIN)"

# Requests a certificate for HOST in REGION and prints the DNS record that validates it.
certificate: python
	@$(PYTHON) infrastructure/deploy/certificate.py "$(HOST)" "$(REGION)"

# Lists old versions of the functions, which fill Lambda's code storage, and deletes them with DELETE=yes.
prune: python
	@$(PYTHON) infrastructure/deploy/prune.py "$(STAGE)" "$(KEEP)" "$(DELETE)"

# Deletes everything in BUCKET, including older versions, after a question.
empty: python
	@$(PYTHON) infrastructure/deploy/empty.py "$(BUCKET)"

# The web ACL with a rate rule for the portal's distribution. AWS WAF requires us-east-1 for CloudFront, in every region of the stack.
waf:
	@aws cloudformation deploy --region us-east-1 --stack-name $(STACK)-waf --template-file infrastructure/stacks/waf.yaml --no-fail-on-empty-changeset
	@echo "WebAclArn: $$(aws cloudformation describe-stacks --region us-east-1 --stack-name $(STACK)-waf --output text \
		--query "Stacks[0].Outputs[?OutputKey=='WebAclArn'].OutputValue")"

outputs:
	@$(SAM) list stack-outputs --stack-name $(STACK) --output table

clean:
	@$(MVN) -q -B clean

# The scripts look at the version themselves.
python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing: install Python 3.10 or newer (package python3)."; exit 1; }

# Names a missing tool in one line before Maven fails.
ready:
	@command -v $(MVN) >/dev/null 2>&1 || { echo "Maven is missing: install Maven 3.8 or newer (package maven)."; exit 1; }
	@missing=$$($(MVN) -q -B -N validate 2>&1) || { echo "$$missing" | grep -qi toolchain && echo "Java 25 is missing: install a JDK 25 (temurin-25-jdk, openjdk-25-jdk)." || echo "$$missing"; exit 1; }
