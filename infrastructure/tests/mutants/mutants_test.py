"""Checks that the catalogue of bugs matches the sources, and that the script plants, resumes and reports."""

import tempfile
import unittest
from pathlib import Path

import mutants


class CatalogueTest(unittest.TestCase):
    def test_each_mutant_can_be_planted(self):
        for mutant in mutants.read(mutants.CATALOGUE.read_text()):
            with self.subTest(mutant.name):
                text = (mutants.ROOT / mutant.file).read_text()
                self.assertNotEqual(text, mutant.planted(text))

    def test_names_are_different_and_say_what_breaks(self):
        found = mutants.read(mutants.CATALOGUE.read_text())
        self.assertEqual(len(found), len({mutant.name for mutant in found}))
        self.assertGreaterEqual(len(found), 60)
        for mutant in found:
            self.assertTrue(mutant.breaks and mutant.near, mutant.name)

    def test_named_tests_exist(self):
        for mutant in mutants.read(mutants.CATALOGUE.read_text()):
            if mutant.module != "portal":
                tests = mutants.ROOT / (mutant.at or mutant.module) / "src" / "test" / "java"
                for name in mutant.near:
                    self.assertTrue(list(tests.rglob(name + ".java")), f"{mutant.name}: {name}")


class ScriptTest(unittest.TestCase):
    def test_spaces_and_line_breaks_do_not_matter(self):
        mutant = mutants.Mutant("m", "a/src/A.java", old=["if (a)", "return;"], new=["return;"])
        self.assertEqual("x return; y", mutant.planted("x if (a)\n    return; y"))

    def test_an_old_text_must_be_there_once(self):
        mutant = mutants.Mutant("m", "a/src/A.java", old=["a"], new=["b"])
        for text in ("", "a a"):
            with self.assertRaises(ValueError):
                mutant.planted(text)

    def test_the_modules_that_depend_on_one(self):
        known = mutants.dependants(mutants.ROOT)
        self.assertIn("functions/lambda", known["functions/core"])
        self.assertIn("infrastructure/tests/acceptance", known["functions/core"])
        self.assertNotIn("functions/core", known["functions/lambda"])

    def test_a_failure_ends_a_mutant_and_names_the_test(self):
        with tempfile.TemporaryDirectory() as folder:
            mutants.WORK = Path(folder)
            mutants.NEAR = "sh -c 'echo \"[ERROR]   SomeTest.finds:12 expected\"; exit 1'"
            mutant = mutants.Mutant("m", "functions/core/src/A.java", near=["SomeTest"])
            found = mutants.look_for(mutant, Path(folder), {"functions/core": []}, False)
        self.assertEqual(("found", "functions/core, named", "SomeTest.finds"), found)

    def test_what_does_not_compile_is_not_found(self):
        with tempfile.TemporaryDirectory() as folder:
            mutants.WORK = Path(folder)
            mutants.NEAR = "sh -c 'echo \"A.java:3: error: no\"; exit 1'"
            mutant = mutants.Mutant("m", "functions/core/src/A.java", near=["SomeTest"])
            found = mutants.look_for(mutant, Path(folder), {"functions/core": []}, False)
        self.assertEqual("broken", found[0])


if __name__ == "__main__":
    unittest.main()
