"""A copy of the files that a deployment reads, with stubs of AWS, SAM and npm first in PATH."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from standin import State

ROOT = Path(__file__).resolve().parents[3]


class Sandbox(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("Makefile", "samconfig.toml"):
            shutil.copy(ROOT / name, self.folder)
        shutil.copytree(ROOT / "infrastructure/deploy", self.folder / "infrastructure/deploy")
        (self.folder / "portal/dist").mkdir(parents=True)
        (self.folder / "infrastructure/deploy/test/bin/python3").symlink_to(sys.executable)
        self.environment = {
            "PATH": f"{self.folder}/infrastructure/deploy/test/bin:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "AWS_STANDIN": str(self.folder / "aws.json"),
            "POLL_SECONDS": "0.01",
            "WAIT_MINUTES": "0.2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def state(self):
        return State(self.environment["AWS_STANDIN"])

    def shell(self, command, given=""):
        """Runs a command as a user does, and returns its exit code and output."""
        ended = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=self.folder, env=self.environment, input=given,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        return ended.returncode, ended.stdout

    def succeeds(self, command, given=""):
        code, printed = self.shell(command, given)
        self.assertEqual(code, 0, printed)
        return printed

    def fails(self, command, *said, given=""):
        """Expects an error with these texts, no stack trace, and no deployment."""
        code, printed = self.shell(command, given)
        self.assertNotEqual(code, 0, printed)
        for words in said:
            self.assertIn(words, printed)
        self.assertNotIn("Traceback", printed)
        return printed

    def edit(self, before, after):
        """Changes samconfig.toml, which must contain `before`."""
        file = self.folder / "samconfig.toml"
        self.assertIn(before, file.read_text())
        file.write_text(file.read_text().replace(before, after))
