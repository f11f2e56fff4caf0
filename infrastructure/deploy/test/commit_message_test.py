"""Tests .ci/commit-message, which contributors and a Git hook run."""

import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / ".ci/commit-message"


class CommitMessage(unittest.TestCase):
    def check(self, message):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(message)
            file.flush()
            return subprocess.run([SCRIPT, file.name], capture_output=True, text=True, check=False)

    def test_accepts_imperative_subjects(self):
        for subject in ("Reject e-mail addresses longer than 254 characters", "Address the review of the relay",
                        "Process messages in batches of ten", "Feed the parser whole lines", "Merge branch 'main' into w/edges"):
            ended = self.check(f"{subject}\n\nThe body says why.\n\n# a comment of git\n")
            self.assertEqual(ended.returncode, 0, ended.stderr)

    def test_rejects_each_fault(self):
        for message, fault in (
            ("Reject e-mail addresses that are longer than two hundred and fifty-four characters", "82 characters"),
            ("reject long addresses of all kinds", "capital letter"),
            ("feat: Reject long addresses", "prefix"),
            ("Reject long addresses.", "full stop"),
            ("Fix bug", "not concrete"),
            ("Update the docs", "not concrete"),
            ("Rejects long addresses", "imperative"),
            ("Rejected long addresses", "imperative"),
            ("Rejecting long addresses", "imperative"),
            ("Reject long addresses\nWithout a blank line", "blank line"),
            (f"Reject long addresses, see issue {7}", "issues"),
            ("Reject long addresses\n\n" + "word " * 25, "line of the body"),
        ):
            ended = self.check(message)
            self.assertEqual(ended.returncode, 1, message)
            self.assertIn(fault, ended.stderr)


if __name__ == "__main__":
    unittest.main()
