"""Tests `make prune`, `make empty` and the jars of `make build`."""

import subprocess
import sys
import unittest
import zipfile

from sandbox import Sandbox

BUCKET = "osmand-account-dev-files"


class Prune(Sandbox):
    def setUp(self):
        super().setUp()
        versions = [str(number) for number in range(1, 13)]
        self.state().save(
            stacks={"osmand-account-dev": {"status": "UPDATE_COMPLETE", "functions": ["a-Upload-1", "a-Old-1", "a-New-1"]}},
            functions={
                "a-Upload-1": {"versions": list(versions), "live": "12", "shifting": ["2"]},
                "a-Old-1": {"versions": list(versions), "live": "1"},
                "a-New-1": {"versions": ["1", "2"], "live": "2"},
                "of-another-stack": {"versions": list(versions), "live": "12"},
            },
        )

    def kept(self):
        return {name: function["versions"] for name, function in self.state()["functions"].items()}

    def test_lists_first_and_deletes_nothing(self):
        before = self.kept()
        printed = self.succeeds("make prune STAGE=dev KEEP=3")
        self.assertIn("a-Old-1:2  20.0 MB\n", printed)
        self.assertIn("16 versions of 3 functions, 320.0 MB, would be deleted: make prune STAGE=dev KEEP=3 DELETE=yes", printed)
        self.assertEqual(self.kept(), before)

    def test_keeps_what_an_alias_names_and_the_newest(self):
        self.assertIn("16 versions of 3 functions, 320.0 MB, deleted", self.succeeds("make prune STAGE=dev KEEP=3 DELETE=yes"))
        self.assertEqual(self.kept(), {
            "a-Upload-1": ["2", "10", "11", "12"],
            "a-Old-1": ["1", "10", "11", "12"],
            "a-New-1": ["1", "2"],
            "of-another-stack": [str(number) for number in range(1, 13)],
        })
        self.assertIn("nothing to delete", self.succeeds("make prune STAGE=dev"))

    def test_refuses_to_keep_none(self):
        for keep in ("0", "-1", "all"):
            self.fails(f"make prune STAGE=dev KEEP={keep} DELETE=yes", "KEEP must be 1 or more")

    def test_a_stack_that_is_not_there(self):
        self.fails("make prune STAGE=staging", "Stack with id osmand-account-staging does not exist")


class Empty(Sandbox):
    def setUp(self):
        super().setUp()
        versions = [[f"u/1/{number}", str(number)] for number in range(1500)]
        markers = [[f"u/1/{number}", f"m{number}"] for number in range(0, 1500, 2)]
        self.state().save(buckets={BUCKET: {"versions": versions, "markers": markers, "uploads": [["u/1/x", "upload"]]}})

    def test_deletes_versions_markers_and_uploads(self):
        printed = self.succeeds(f"make empty BUCKET={BUCKET}", given=f"{BUCKET}\n")
        self.assertIn("is empty: 2250 versions and 1 unfinished uploads deleted", printed)
        self.assertEqual(self.state()["buckets"], {BUCKET: {"versions": [], "markers": [], "uploads": []}})

    def test_deletes_nothing_without_the_name_typed(self):
        before = self.state()["buckets"]
        for typed in ("", "yes\n", "another\n"):
            self.fails(f"make empty BUCKET={BUCKET}", "Nothing was deleted.", given=typed)
        self.assertEqual(self.state()["buckets"], before)

    def test_a_bucket_that_is_not_there(self):
        self.fails("make empty BUCKET=no-such", "Not Found", given="no-such\n")
        self.fails("make empty", "BUCKET is missing")


class Store(Sandbox):
    def test_the_same_content_without_compression_and_the_same_bytes_each_time(self):
        jar = self.folder / "a-lambda.jar"
        with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("net/A.class", b"a" * 10_000)
            packed.writestr("META-INF/services/x", b"y")
        made = []
        for _ in range(2):
            subprocess.run([sys.executable, "infrastructure/deploy/store.py", "a-lambda.jar"], cwd=self.folder, check=True)
            made.append((self.folder / "stored/a-lambda.jar").read_bytes())
        self.assertEqual(made[0], made[1])
        with zipfile.ZipFile(jar) as packed, zipfile.ZipFile(self.folder / "stored/a-lambda.jar") as stored:
            self.assertEqual({e.filename: packed.read(e) for e in packed.infolist()}, {e.filename: stored.read(e) for e in stored.infolist()})
            self.assertEqual({e.compress_type for e in stored.infolist()}, {zipfile.ZIP_STORED})


if __name__ == "__main__":
    unittest.main()
