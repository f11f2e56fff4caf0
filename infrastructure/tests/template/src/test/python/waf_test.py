"""Tests `make waf` with a stub of the AWS CLI."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[6]


def make(target, describe_stacks):
    """Runs the target with a shell command as `aws cloudformation describe-stacks`. Returns exit code, aws calls and
    output.
    """
    with tempfile.TemporaryDirectory() as folder:
        tools, calls = Path(folder), Path(folder) / "calls"
        calls.touch()
        aws = f"""#!/bin/sh
echo "$*" >>{calls}
case "$1 $2" in
"cloudformation describe-stacks") {describe_stacks} ;;
esac
"""
        for name, script in {"aws": aws, "sam": "#!/bin/sh\n", "npm": "#!/bin/sh\n"}.items():
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)
        environment = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "AWS_REGION": "eu-west-1"}
        made = subprocess.run(["make", "--silent", *target], cwd=ROOT, env=environment, capture_output=True, text=True)
        return made.returncode, calls.read_text().splitlines(), made.stdout + made.stderr


class WebAcl(unittest.TestCase):
    def test_waf_is_in_us_east_1_whatever_the_region(self):
        code, calls, output = make(["waf", "STAGE=dev"], "echo arn:of-the-acl")
        self.assertEqual(code, 0, output)
        self.assertIn("WebAclArn: arn:of-the-acl", output)
        for call in calls:
            self.assertIn("--region us-east-1 --stack-name osmand-account-dev-waf", call)


if __name__ == "__main__":
    unittest.main(verbosity=2)
