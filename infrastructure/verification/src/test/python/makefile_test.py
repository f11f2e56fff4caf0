"""What make does to an AWS account, with stand-ins for the tools that reach it."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[5]


CORS = '{"CORSRules": [{"AllowedMethods": ["PUT"], "AllowedOrigins": ["https://portal.invalid"]}]}'


def make(target, describe_stacks):
    """Runs the target; `aws cloudformation describe-stacks` does what the shell line says. Returns the exit code, each call of aws, the output."""
    with tempfile.TemporaryDirectory() as folder:
        tools, calls = Path(folder), Path(folder) / "calls"
        calls.touch()
        aws = f"""#!/bin/sh
echo "$*" >>{calls}
case "$1 $2" in
"cloudformation describe-stacks") {describe_stacks} ;;
"s3api get-bucket-cors") echo '{CORS}' ;;
esac
"""
        for name, script in {"aws": aws, "sam": "#!/bin/sh\n", "npm": "#!/bin/sh\n"}.items():
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)
        environment = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}", "AWS_REGION": "eu-west-1"}
        made = subprocess.run(["make", "--silent", *target], cwd=ROOT, env=environment, capture_output=True, text=True)
        return made.returncode, calls.read_text().splitlines(), made.stdout + made.stderr


class Makefile(unittest.TestCase):
    def uploads(self, calls):
        return [call for call in calls if call.startswith("s3 sync portal/dist")]

    def test_deploy_uploads_the_portal_and_tells_the_files_bucket_its_address(self):
        code, calls, output = make(["deploy", "STAGE=dev"], 'case "$*" in *PortalUrl*) echo https://d1.cloudfront.net ;; *Portal*) echo pages ;; *) echo files ;; esac')
        self.assertEqual(code, 0, output)
        self.assertEqual(self.uploads(calls), ["s3 sync portal/dist s3://pages --delete --only-show-errors"])
        cors = [call for call in calls if call.startswith("s3api put-bucket-cors")]
        written = CORS.replace("https://portal.invalid", "https://d1.cloudfront.net")
        self.assertEqual(cors, [f"s3api put-bucket-cors --bucket files --cors-configuration {written}"])

    def test_deploy_uploads_nothing_where_there_is_no_portal(self):
        code, calls, output = make(["deploy", "STAGE=dev"], "true")
        self.assertEqual(code, 0, output)
        self.assertEqual([call for call in calls if call.startswith("s3")], [])

    def test_deploy_fails_where_the_stack_cant_be_asked(self):
        code, calls, _ = make(["deploy", "STAGE=dev"], "exit 254")
        self.assertNotEqual(code, 0)
        self.assertEqual(self.uploads(calls), [])

    def test_waf_is_in_us_east_1_whatever_the_region(self):
        code, calls, output = make(["waf", "STAGE=dev"], "echo arn:of-the-acl")
        self.assertEqual(code, 0, output)
        self.assertIn("WebAclArn: arn:of-the-acl", output)
        for call in calls:
            self.assertIn("--region us-east-1 --stack-name osmand-account-dev-waf", call)


if __name__ == "__main__":
    unittest.main(verbosity=2)
