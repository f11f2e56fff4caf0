"""Runs the AWS CLI without AWS: parses and validates a command as the real CLI does, and answers it locally.

The parser, the customizations (`s3 rb`, `dynamodb wait`), `--query` and the models of AWS's services are the CLI's own.
A call that passes the model's validation gets the response below, or an empty one. The line `service Operation` goes
to the file that AWS_CALLS names.
"""

import json
import os
import sys
from pathlib import Path

from awscli.clidriver import create_clidriver  # imported first, because it has its own botocore
from botocore.client import BaseClient
from botocore.exceptions import ParamValidationError
from botocore.validate import ParamValidator

TEMPLATE = json.loads(os.environ["AWS_TEMPLATE"])  # resources: logical ids; outputs: names
VERSION_2 = {"--cli-binary-format": ("raw-in-base64-out", "base64")}


def describe_stack_resource(params):
    if params["LogicalResourceId"] not in TEMPLATE["resources"]:
        sys.exit(f"template.yaml has no resource {params['LogicalResourceId']}")
    return {"StackResourceDetail": {"PhysicalResourceId": "physical-name"}}


ANSWERS = {
    "DescribeStacks": lambda p: {"Stacks": [{"Outputs": [{"OutputKey": o, "OutputValue": f"value-of-{o}"} for o in TEMPLATE["outputs"]]}]},
    "DescribeStackResource": describe_stack_resource,
    "GetQueueAttributes": lambda p: {"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:123456789012:dead-letters"}},
    "DescribeTable": lambda p: {"Table": {"TableStatus": "ACTIVE"}},
    "Invoke": lambda p: {"StatusCode": 202},
    "GetCallerIdentity": lambda p: {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/x", "UserId": "x"},
}


def answer(client, operation, params):
    model = client.meta.service_model.operation_model(operation)
    if model.input_shape:
        report = ParamValidator().validate(params, model.input_shape)
        if report.has_errors():
            raise ParamValidationError(report=report.generate_report())
    with Path(os.environ["AWS_CALLS"]).open("a") as calls:
        print(client.meta.service_model.service_name, operation, file=calls)
    return {**ANSWERS.get(operation, lambda p: {})(params), "ResponseMetadata": {"HTTPStatusCode": 200}}


def of_version_1(arguments):
    """Removes the options that only version 2 of the CLI supports, which is not on PyPI, and checks their values."""
    left = list(arguments)
    for option, values in VERSION_2.items():
        if option in left:
            at = left.index(option)
            if left[at + 1] not in values:
                sys.exit(f"{option} takes one of {values}")
            del left[at : at + 2]
    if "--payload" in left and "--cli-binary-format" not in arguments:
        sys.exit("version 2 of the AWS CLI takes the payload for base64 without --cli-binary-format raw-in-base64-out")
    return left


BaseClient._make_api_call = answer
sys.exit(create_clidriver().main(of_version_1(sys.argv[1:])))
