"""Tests the scan of .ci/vulnerabilities against a local feed. Runs from any folder with Python 3.10 or newer."""

import json
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SCAN = Path(__file__).parents[6] / ".ci/vulnerabilities"
PURL = "pkg:maven/org.example/parser@1.0"


class Feed(BaseHTTPRequestHandler):
    """Serves OSV's API with one vulnerability of one package."""

    severity = "CRITICAL"
    asked = []

    def do_POST(self):
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        Feed.asked = [query["package"]["purl"] for query in queries]
        self.answer({"results": [{"vulns": [{"id": "GHSA-test"}]} if purl == PURL else {} for purl in Feed.asked]})

    def do_GET(self):
        self.answer({"id": "GHSA-test", "database_specific": {"severity": Feed.severity}})

    def answer(self, value):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_):
        pass


class VulnerabilitiesTest(unittest.TestCase):
    def setUp(self):
        self.server = HTTPServer(("127.0.0.1", 0), Feed)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        (Path(self.folder.name) / "portal").mkdir()
        self.sbom("functions/files", "parser", "1.0")
        self.sbom("infrastructure/relay", "sound", "2.0")
        self.sbom("infrastructure/tools/cloud-client", "options", "3.0")

    def sbom(self, module, name, version):
        target = Path(self.folder.name) / module / "target"
        target.mkdir(parents=True)
        components = [
            {"group": "org.example", "name": name, "purl": f"pkg:maven/org.example/{name}@{version}?type=jar"},
            {"group": "net.osmand.account", "name": "core", "purl": "pkg:maven/net.osmand.account/core@1.0?type=jar"},
        ]
        (target / "bom.json").write_text(json.dumps({"components": components}))

    def scan(self, address, accepted="{}"):
        # Without PATH npm is not found.
        script = SCAN.read_text().replace("ACCEPTED = {}", f"ACCEPTED = {accepted}")
        return subprocess.run(
            [sys.executable, "-", self.folder.name], input=script, env={"OSV_URL": address}, capture_output=True, text=True
        )

    def test_a_critical_vulnerability_fails(self):
        Feed.severity = "CRITICAL"
        scan = self.scan(self.address)
        self.assertEqual(1, scan.returncode, scan.stderr)
        self.assertIn("GHSA-test in " + PURL, scan.stdout)
        self.assertCountEqual(
            [PURL, "pkg:maven/org.example/sound@2.0", "pkg:maven/org.example/options@3.0"], Feed.asked
        )

    def test_an_accepted_one_or_a_lesser_one_is_only_named(self):
        Feed.severity = "CRITICAL"
        scan = self.scan(self.address, '{"GHSA-test": "not reachable"}')
        self.assertEqual(0, scan.returncode, scan.stderr)
        self.assertIn("accepted: not reachable", scan.stdout)
        Feed.severity = "HIGH"
        scan = self.scan(self.address)
        self.assertEqual(0, scan.returncode, scan.stderr)
        self.assertIn("HIGH GHSA-test", scan.stdout)

    def test_an_unreachable_feed_is_named_and_fails_nothing(self):
        self.server.server_close()
        scan = self.scan("http://127.0.0.1:1")
        self.assertEqual(0, scan.returncode, scan.stderr)
        self.assertIn("No feed reached, OSV's database was not asked", scan.stdout)

    def test_without_an_sbom_it_fails(self):
        for module in ("functions/files", "infrastructure/relay", "infrastructure/tools/cloud-client"):
            with self.subTest(module):
                sbom = Path(self.folder.name) / module / "target/bom.json"
                content = sbom.read_text()
                sbom.unlink()
                scan = self.scan(self.address)
                sbom.write_text(content)
                self.assertEqual(1, scan.returncode, scan.stdout)
                self.assertIn("no SBOM", scan.stderr)


if __name__ == "__main__":
    unittest.main()
