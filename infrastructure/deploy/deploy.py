"""Implements make deploy STAGE=...: checks account and settings, waits for AWS's verifications, builds and deploys."""

import json
import os
import shlex
import subprocess
import sys

import aws
import checks
from samconfig import Stage

SAM = shlex.split(os.environ.get("SAM", "sam"))
MINUTES = float(os.environ.get("WAIT_MINUTES", "30"))

NEW_ACCOUNT = (
    "AWS has not verified this account for CloudFront yet, which the portal needs. Add \"Portal=no\" to the parameters of the stage\n"
    "in samconfig.toml: everything for the apps works without it. Ask AWS Support to verify the account, and remove the line later."
)


def main():
    stage = Stage(sys.argv[1] if len(sys.argv) > 1 else "")
    checks.settings(stage)
    checks.tools(SAM)
    aws.use(stage.region or aws.region())
    account, _ = aws.caller()
    checks.addresses(stage, account, os.environ["AWS_REGION"])
    checks.stack(stage)
    checks.identity(stage, MINUTES)
    checks.certificates(stage, MINUTES)
    execute(["make", "--no-print-directory", "build", "portal"])
    deploy(stage)
    publish_portal(stage)
    execute([*SAM, "list", "stack-outputs", "--stack-name", stage.stack, "--output", "table"])


def execute(command):
    ended = subprocess.run(command, check=False).returncode
    if ended:
        sys.exit(ended)


def deploy(stage):
    if subprocess.run([*SAM, "deploy", "--config-env", stage.name], check=False).returncode:
        for reason in dict.fromkeys(reasons(stage.stack)):
            print(f"- {reason}", file=sys.stderr)
            if "must be verified" in reason:
                print(NEW_ACCOUNT, file=sys.stderr)
        raise aws.Refusal(f"The deployment failed. Fix the cause and run make deploy STAGE={stage.name} again.")


def reasons(stack, seen=()):
    """Yields the failures of the last deployment's resources, including nested stacks."""
    try:
        events = aws.call("cloudformation", "describe-stack-events", "--stack-name", stack, "--max-items", "300")["StackEvents"]
    except aws.AwsError:
        return  # the stack does not exist: the SAM CLI has printed the reason
    for event in events:
        if event["ResourceType"] == "AWS::CloudFormation::Stack" and event.get("PhysicalResourceId") == event["StackId"]:
            if event["ResourceStatus"] in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
                return  # older events belong to earlier deployments
            continue
        reason = event.get("ResourceStatusReason", "")
        if not event["ResourceStatus"].endswith("_FAILED") or "cancelled" in reason:
            continue
        nested = event.get("PhysicalResourceId", "")
        if event["ResourceType"] == "AWS::CloudFormation::Stack" and nested and nested not in seen:
            yield from reasons(nested, (*seen, nested))
        else:
            yield f"{event['LogicalResourceId']}: {reason}"


def publish_portal(stage):
    """Copies the portal into its bucket and sets the files bucket's CORS rules.

    CloudFront needs no invalidation: the page is not cached, and the names of its assets change with their content.
    The CORS rules need CloudFront's name, which is known only now: see FilesBucket in template.yaml.
    """
    stack = aws.call("cloudformation", "describe-stacks", "--stack-name", stage.stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    if "PortalBucketName" not in outputs:
        print("The portal is not published: this stack has none.")
        return
    if os.path.isdir("portal/dist"):
        execute(["aws", "s3", "sync", "portal/dist", f"s3://{outputs['PortalBucketName']}", "--delete", "--only-show-errors"])
    else:
        print("The portal is not published: it is not built.")
    files = outputs["FilesBucketName"]
    rules = json.dumps(aws.call("s3api", "get-bucket-cors", "--bucket", files))
    aws.call("s3api", "put-bucket-cors", "--bucket", files, "--cors-configuration", rules.replace("https://portal.invalid", outputs["PortalUrl"]))


aws.run(main)
