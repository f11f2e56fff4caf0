#!/usr/bin/env python3
"""Plants the bugs of mutants.txt one at a time and reports the test that finds each one.

    mutants.py [--check] [--only NAME ...] [--seconds N] [--near] [--again] [--report]

Each mutant is planted in a copy of the tree, target/tree; the sources stay unchanged. The tests that the catalogue
names run first, then all tests of the module, then those of the modules that depend on it. The first failure ends a
mutant. Results are kept in target/results.tsv: the next run tests only mutants without a result. --again retries
survivors and broken entries.

The commands are templates; {module}, {tests} (names with commas) and {names} (with spaces) are filled in:
    MUTANT_NEAR    runs the named tests of a module
    MUTANT_MODULE  runs all tests of a module
    MUTANT_PORTAL  runs the portal's tests; {names} are name filters of its files
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CATALOGUE = HERE / "mutants.txt"
WORK = HERE / "target"
RESULTS = WORK / "results.tsv"
MAVEN = "{http://maven.apache.org/POM/4.0.0}"
TEMPLATE_TESTS = "infrastructure/tests/template"
DEPLOY = "infrastructure/deploy"
LONGEST_SECONDS = 900

NEAR = os.environ.get(
    "MUTANT_NEAR", "mvn -q -B -o -pl {module} -am -Dtest={tests} -Dsurefire.failIfNoSpecifiedTests=false test"
)
MODULE = os.environ.get("MUTANT_MODULE", "mvn -q -B -o -pl {module} -am test")
PORTAL = os.environ.get("MUTANT_PORTAL", "npm --prefix portal run --silent test -- {names}")

DOES_NOT_COMPILE = re.compile(r"COMPILATION ERROR|\.java:\d+: error:|Failed to parse template")
FAILED_TEST = [
    re.compile(r"MethodSource \[className = '[\w.]*?(\w+)', methodName = '(\w+)'"),
    re.compile(r"ERROR\]\s+(\w+)\.(\w+):\d+"),
    re.compile(r"ERROR\]\s+(\w+(?:Test|IT))\.(\w+)"),
    re.compile(r"FAIL\s+(\S+\.test\.tsx?)(?: > (.*))?"),
    re.compile(r"(?:FAIL|ERROR): (\w+) \((\S+)\)"),
]


@dataclass
class Mutant:
    """A bug that replaces one text of a file with another."""

    name: str
    file: str = ""
    near: list = field(default_factory=list)
    breaks: str = ""
    at: str = ""
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)

    @property
    def module(self):
        """The module whose tests run first: the module of the file, or the one that reads the file."""
        if self.file.startswith("portal/"):
            return "portal"
        if not self.file.startswith("functions/") and "/src/" not in self.file:
            return TEMPLATE_TESTS
        return self.file.split("/src/")[0]

    def planted(self, text):
        """Returns the text with the bug. White space may differ between the catalogue and the file."""
        pattern = r"\s+".join(re.escape(word) for word in " ".join(self.old).split())
        found = re.findall(pattern, text)
        if len(found) != 1:
            raise ValueError(f"{self.name}: the old text is {len(found)} times in {self.file}")
        return re.sub(pattern, lambda _: "\n".join(self.new), text)


def read(text):
    """Returns the catalogue's mutants sorted by module, because each change of module costs a compilation."""
    mutants = []
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("["):
            mutants.append(Mutant(line.strip("[]")))
        elif key == "-":
            mutants[-1].old.append(value)
        elif key == "+":
            mutants[-1].new.append(value)
        elif key == "near":
            mutants[-1].near = value.split()
        elif key in ("file", "breaks", "at"):
            setattr(mutants[-1], key, value)
        else:
            raise ValueError("what is this line? " + line)
    return sorted(mutants, key=lambda mutant: mutant.module)


def dependants(root):
    """Returns the modules that depend on each module, in build order."""
    names = [module.text for module in ElementTree.parse(root / "pom.xml").getroot().iter(MAVEN + "module")]
    artifacts, needs = {}, {}
    for name in names:
        pom = ElementTree.parse(root / name / "pom.xml").getroot()
        artifacts[pom.findtext(MAVEN + "artifactId")] = name
        needs[name] = {dependency.findtext(MAVEN + "artifactId") for dependency in pom.iter(MAVEN + "dependency")}
    needs = {name: {artifacts[artifact] for artifact in found if artifact in artifacts} for name, found in needs.items()}

    def reaches(name, target):
        return target in needs[name] or any(reaches(other, target) for other in needs[name])

    found = {name: [other for other in names if reaches(other, name)] for name in names}
    # These modules read template.yaml and the other stacks.
    found[TEMPLATE_TESTS] = ["infrastructure/devserver", "infrastructure/tests/acceptance"]
    found["portal"] = []
    return found


def copy_tree():
    """Updates target/tree to the current sources."""
    tree = WORK / "tree"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        source, copy = ROOT / name, tree / name
        if source.is_file():
            content = source.read_bytes()
            if name == "pom.xml":
                # A compiler warning about a planted bug must not fail the build.
                content = content.replace(b"<arg>-Werror</arg>", b"")
            if not copy.exists() or content != copy.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
                shutil.copymode(source, copy)
    modules = tree / "portal" / "node_modules"
    if (ROOT / "portal" / "node_modules").is_dir() and not modules.exists():
        modules.symlink_to(ROOT / "portal" / "node_modules")
    return tree


def stages(mutant, known):
    """Returns the commands that look for the mutant, fastest first, each with the name of its target."""
    names = {"module": mutant.at or mutant.module, "tests": ",".join(mutant.near), "names": " ".join(mutant.near)}
    if mutant.module == "portal":
        return [("portal", PORTAL.format(**names)), ("portal, all", PORTAL.format(names=""))]
    found = [(f"{mutant.at or mutant.module}, named", NEAR.format(**names))] if mutant.near else []
    found.append((mutant.module, MODULE.format(module=mutant.module)))
    return found + [(other, MODULE.format(module=other)) for other in known[mutant.module]]


def failed_test(output):
    for pattern in FAILED_TEST:
        found = pattern.search(output)
        if found:
            return ".".join(part for part in found.groups() if part)
    return "?"


def run(command, tree):
    """Runs the command. Returns whether it succeeded, and its output; a timeout counts as a failure."""
    try:
        ended = subprocess.run(shlex.split(command), cwd=tree, capture_output=True, text=True, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        return False, "no end within the time"
    (WORK / "last.log").write_text(ended.stdout + ended.stderr)
    return ended.returncode == 0, ended.stdout + ended.stderr


def look_for(mutant, tree, known, near_only):
    """Returns the result (found, survivor or broken), the target and the test that found the mutant."""
    for target, command in stages(mutant, known)[: 1 if near_only else None]:
        succeeds, output = run(command, tree)
        if not succeeds and DOES_NOT_COMPILE.search(output):
            return "broken", target, "does not compile"
        if not succeeds:
            return "found", target, failed_test(output)
    return ("unfound" if near_only else "survivor"), "", ""


def prove_sound(mutants, tree):
    """Checks that the named tests pass without a mutant. A test that fails anyway would seem to find every mutant."""
    firsts = {}
    for mutant in mutants:
        if mutant.near and mutant.module != "portal":
            firsts.setdefault(mutant.at or mutant.module, set()).update(mutant.near)
    for module, names in firsts.items():
        kept = WORK / "sound" / module.replace("/", "-")
        text = " ".join(sorted(names))
        if kept.exists() and kept.read_text() == text:
            continue
        command = NEAR.format(module=module, tests=",".join(sorted(names)), names=text)
        succeeds, output = run(command, tree)
        if not succeeds:
            sys.exit(f"{module}: {failed_test(output)} fails without a mutant; see {WORK / 'last.log'}")
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text)


def results():
    if not RESULTS.exists():
        return {}
    return {line.split("\t")[0]: line.split("\t")[1:] for line in RESULTS.read_text().splitlines()}


def keep(found):
    RESULTS.write_text("".join("\t".join([name, *values]) + "\n" for name, values in found.items()))


def report(mutants, found):
    width = max(len(mutant.name) for mutant in mutants)
    targets = {}
    for mutant in mutants:
        kind, target, test, *_ = found.get(mutant.name, ["-", "", ""])
        print(f"{mutant.name:{width}}  {kind:8}  {target:40}  {test}")
        targets[target or kind] = targets.get(target or kind, 0) + 1
    print()
    for target, count in sorted(targets.items(), key=lambda entry: -entry[1]):
        print(f"{count:4}  {target}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only see that each mutant can be planted")
    parser.add_argument("--only", nargs="*", default=[], help="these mutants, with or without a result")
    parser.add_argument("--seconds", type=float, default=1e9, help="begin no mutant later than so long after the start")
    parser.add_argument("--near", action="store_true", help="run the named tests only; what they do not find stays open")
    parser.add_argument("--again", action="store_true", help="forget survivors and broken entries")
    parser.add_argument("--report", action="store_true", help="print the results so far")
    given = parser.parse_args()
    mutants = read(CATALOGUE.read_text())
    planted = {mutant.name: mutant.planted((ROOT / mutant.file).read_text()) for mutant in mutants}
    if given.check:
        print(f"{len(mutants)} mutants can be planted.")
        return
    WORK.mkdir(exist_ok=True)
    found = results()
    if given.again:
        found = {name: values for name, values in found.items() if values[0] == "found"}
    if not given.report:
        tree, known = copy_tree(), dependants(ROOT)
        is_open = {True: lambda name: name not in found, False: lambda name: found.get(name, ["unfound"])[0] == "unfound"}
        open_ones = [m for m in mutants if (m.name in given.only if given.only else is_open[given.near](m.name))]
        begun = time.monotonic()
        sound = set()
        for mutant in open_ones:
            start = time.monotonic()
            if start - begun > given.seconds:
                break
            if mutant.module not in sound:
                prove_sound([other for other in mutants if other.module == mutant.module], tree)
                sound.add(mutant.module)
            (tree / mutant.file).write_text(planted[mutant.name])
            try:
                found[mutant.name] = [*look_for(mutant, tree, known, given.near), f"{time.monotonic() - start:.0f} s"]
            finally:
                (tree / mutant.file).write_text((ROOT / mutant.file).read_text())
            keep(found)
            print(mutant.name, *found[mutant.name], flush=True)
    report(mutants, found)
    if any(values[0] in ("survivor", "broken") for values in found.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
