"""The AWS CLI, called from the scripts of this folder.

A script ends with a one-line message after a `Refusal`, which says what to do, or an `AwsError`, which the CLI reports.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time

if sys.version_info < (3, 10):
    sys.exit("Python 3.10 or newer is required. This is Python %d.%d." % sys.version_info[:2])

POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "15"))


class Refusal(Exception):
    """A problem and its solution, in a sentence for the user."""


class AwsError(Exception):
    """A failed call of AWS or the CLI. `code` is AWS's error code, such as NotFoundException, or empty."""

    def __init__(self, message):
        super().__init__(message)
        code = re.search(r"An error occurred \((\w+)\)", message)
        self.code = code.group(1) if code else ""


def run(main):
    """Runs a script's main function and prints its failure as one message without a stack trace."""
    try:
        main()
    except (Refusal, AwsError) as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)


def need(tool, how):
    """Stops the script if a command-line tool is missing."""
    if not shutil.which(tool):
        raise Refusal(f"{tool} is missing: {how}")


def call(*arguments, region=None):
    """Calls the AWS CLI and returns its JSON answer, or None if the answer is empty."""
    need("aws", "install the AWS CLI, https://docs.aws.amazon.com/cli/")
    command = ["aws", *arguments, "--output", "json"] + (["--region", region] if region else [])
    ended = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "AWS_PAGER": ""}, check=False)
    if ended.returncode:
        raise AwsError(ended.stderr.strip() or f"{' '.join(command)} ended with {ended.returncode}")
    return json.loads(ended.stdout) if ended.stdout.strip() else None


def region():
    """Reads the region from the environment or from the AWS CLI's profile."""
    named = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if not named:
        need("aws", "install the AWS CLI, https://docs.aws.amazon.com/cli/")
        asked = subprocess.run(["aws", "configure", "get", "region"], capture_output=True, text=True, check=False)
        named = asked.stdout.strip()
    if not named:
        raise Refusal("The region is missing: set AWS_REGION, or run aws configure set region eu-west-1.")
    return named


def use(named):
    """Makes every version of the AWS CLI and the SAM CLI use this region."""
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = named


def caller():
    """Returns the account number and the partition of the credentials."""
    try:
        identity = call("sts", "get-caller-identity")
    except AwsError as error:
        raise Refusal(f"AWS accepts no credentials here: run aws configure or aws sso login.\n{error}") from error
    return identity["Account"], identity["Arn"].split(":")[1]


def wait(what, is_done, minutes, give_up):
    """Polls until `is_done` returns true. Prints `what` and the time each minute. Stops the script after `minutes`."""
    started = time.monotonic()
    shown = None
    while not is_done():
        passed = (time.monotonic() - started) / 60
        if passed >= minutes:
            raise Refusal(give_up)
        if shown is None:
            print(f"Waiting until {what}, at most {minutes:g} minutes. Ctrl-C stops it; nothing is lost.", flush=True)
            shown = 0
        elif int(passed) > shown:
            shown = int(passed)
            print(f"  {shown} of {minutes:g} minutes", flush=True)
        time.sleep(POLL_SECONDS)
    if shown is not None:
        print(f"Done: {what}.", flush=True)
