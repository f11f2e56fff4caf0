"""Runs every command of docs/operate.md with the parsers of the AWS CLI and the SAM CLI, which validate it against AWS's models.

Run from the root of the project with the Python of .ci/sam, which has both:
    python infrastructure/tests/template/src/test/python/commands_test.py

It proves that each command, option, value type, logical id and output exists. It does not prove what AWS does, and
`git`, `mvn` and `osmand-account` are not executed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from cfnlint.decode import decode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[5]
BLOCKS = re.findall(r"(?ms)^```sh aws\n(.*?)^```", (ROOT / "docs/operate.md").read_text())
TEMPLATE, _ = decode(str(ROOT / "template.yaml"))
MAKE = """#!/bin/sh
grep -q "^$1:" "$MAKEFILE" || { echo "the Makefile has no target $1" >&2; exit 1; }
"""


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.calls = self.folder / "calls"
        self.calls.touch()
        python = sys.executable
        self.tool("bin/aws", f'#!/bin/sh\nexec "{python}" "{HERE}/aws_cli.py" "$@"\n')
        self.tool("bin/sam", f'#!/bin/sh\nexec "{python}" "{HERE}/sam_cli.py" "$@"\n')
        self.tool("bin/make", MAKE)
        for name in ("bin/git", "bin/mvn", "infrastructure/tools/operator/osmand-account"):
            self.tool(name, "#!/bin/sh\n")

    def tool(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def shell(self, commands):
        names = {"resources": list(TEMPLATE["Resources"]), "outputs": list(TEMPLATE["Outputs"])}
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", BLOCKS[0] + commands], cwd=self.folder, capture_output=True, text=True, check=False,
            env={"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "HOME": str(self.folder), "MAKEFILE": str(ROOT / "Makefile"),
                 "AWS_TEMPLATE": json.dumps(names), "AWS_CALLS": str(self.calls), "AWS_DEFAULT_REGION": "eu-west-1",
                 "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
                 "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "SAM_CLI_TELEMETRY": "0"},
        )

    def test_each_block_of_the_page(self):
        self.assertGreater(len(BLOCKS), 15)
        for commands in BLOCKS[1:]:
            with self.subTest(commands.splitlines()[0]):
                ended = self.shell(commands)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""), commands)
        for output in re.findall(r"\$\(output (\w+)\)|`output (\w+)`", (ROOT / "docs/operate.md").read_text()):
            self.assertIn(output[0] or output[1], TEMPLATE["Outputs"])
        calls = set(self.calls.read_text().splitlines())
        self.assertLessEqual({"lambda Invoke", "sqs StartMessageMoveTask", "cognito-idp UpdateUserPool", "dynamodb DescribeTable"}, calls)

    def test_the_calls_of_the_scripts(self):
        """Validates the AWS CLI calls of infrastructure/deploy, with a value of the right type for each argument."""
        for command in (
            "sts get-caller-identity", "sesv2 create-email-identity --email-identity osm.test", "sesv2 get-email-identity --email-identity osm.test",
            "sesv2 delete-email-identity --email-identity osm.test",
            "acm request-certificate --domain-name osm.test --validation-method DNS --idempotency-token 0123456789abcdef0123456789abcdef --region us-east-1",
            "acm describe-certificate --certificate-arn arn:aws:acm:us-east-1:123456789012:certificate/1 --region us-east-1",
            "cloudformation describe-stacks --stack-name s", "cloudformation describe-stack-events --stack-name s --max-items 300",
            "cloudformation list-stack-resources --stack-name s", "cloudformation delete-stack --stack-name s",
            "cloudformation continue-update-rollback --stack-name s", "lambda list-functions --function-version ALL",
            "lambda list-aliases --function-name f", "lambda delete-function --function-name f --qualifier 1", "s3api head-bucket --bucket b",
            "s3api get-bucket-cors --bucket b",
            """s3api put-bucket-cors --bucket b --cors-configuration '{"CORSRules": [{"AllowedOrigins": ["o"], "AllowedMethods": ["GET"]}]}'""",
            "s3api list-object-versions --bucket b --no-paginate", "s3api list-multipart-uploads --bucket b",
            "s3api abort-multipart-upload --bucket b --key k --upload-id u",
            """s3api delete-objects --bucket b --delete '{"Objects": [{"Key": "k", "VersionId": "v"}], "Quiet": true}'""",
        ):
            with self.subTest(command):
                ended = self.shell(f"aws {command} --output json")
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        scripts = "".join(file.read_text() for file in (ROOT / "infrastructure/deploy").glob("*.py"))
        called = set(re.findall(r'call\(\s*"(\w+)", "([\w-]+)"', scripts))
        self.assertGreater(len(called), 10)
        self.assertLessEqual({" ".join(call).replace("s3api", "s3") for call in called},
                             {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", line).lower() for line in self.calls.read_text().splitlines()})

    def test_wrong_commands_are_noticed(self):
        for wrong in (
            "aws s3api delete-bucket --bukket b", "aws dynamodb delete-table", "aws lambda invoke --function-name f --payload '{}' /dev/null",
            "aws acm describe-certificate --certificate-arn short", "aws sqs no-such-operation", "sam logs --no-such-option",
            "sam logs --stack-name s --filter REQUEST_ID", "sam no-such-command", "make no-such-target",
            "aws cloudformation describe-stack-resource --stack-name s --logical-resource-id NoSuchFunction",
        ):
            with self.subTest(wrong):
                self.assertNotEqual(self.shell(wrong).returncode, 0)


if __name__ == "__main__":
    unittest.main()
