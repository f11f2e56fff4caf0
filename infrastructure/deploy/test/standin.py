"""A stub of AWS for the deployment tests. Its state is in a file, and it rejects calls as AWS does.

Answers and error texts have the form of AWS's API, as far as the scripts and the documentation use them.
"""

import json
import os
from pathlib import Path

ACCOUNT = "123456789012"
NEW = {
    "credentials": True,
    "profile_region": "eu-west-1",
    "cloudfront": True,  # False: AWS has not verified the account for CloudFront
    "identities": {},  # name: polls until it is verified, or FAILED
    "certificates": {},  # ARN: {"host", "status", "polls" until it has a record and is issued}
    "stacks": {},  # name: {"status", "outputs", "events"}
    "functions": {},  # name: {"versions", "aliases"}
    "buckets": {},  # name: {"versions", "markers", "uploads"}
    "calls": [],
}


class Refused(Exception):
    """AWS's error: code and message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class State(dict):
    """The state, in the file that AWS_STANDIN names."""

    def __init__(self, file=None):
        self.file = Path(file or os.environ["AWS_STANDIN"])
        super().__init__(json.loads(json.dumps(NEW)))
        if self.file.exists():
            self.update(json.loads(self.file.read_text()))

    def save(self, **changes):
        self.update(changes)
        self.file.write_text(json.dumps(self))


def answer(service, operation, p, region):
    """Answers one call, with parameters by AWS's names, and records it."""
    state = State()
    state["calls"].append(f"{service} {operation}")
    try:
        if not state["credentials"]:
            raise Refused("", "Unable to locate credentials. You can configure credentials by running \"aws configure\".")
        if not region and service != "sts":
            raise Refused("", "You must specify a region. You can also configure your region by running \"aws configure\".")
        known = ANSWERS.get((service, operation))
        if not known:
            raise AssertionError(f"aws {service} {operation} is not known here")
        return known(state, p, region)
    finally:
        state.save()


def caller(state, p, region):
    return {"UserId": "AIDA", "Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/operator"}


def create_identity(state, p, region):
    if p["EmailIdentity"] in state["identities"]:
        raise Refused("AlreadyExistsException", f"Email identity {p['EmailIdentity']} already exists.")
    state["identities"][p["EmailIdentity"]] = 2
    return {"IdentityType": "DOMAIN", "VerifiedForSendingStatus": False, "DkimAttributes": {"Tokens": ["one", "two", "three"]}}


def get_identity(state, p, region):
    name = p["EmailIdentity"]
    if name not in state["identities"]:
        raise Refused("NotFoundException", f"Email identity {name} does not exist.")
    polls = state["identities"][name]
    status = "FAILED" if polls == "FAILED" else "SUCCESS" if polls == 0 else "PENDING"
    if isinstance(polls, int) and polls > 0:
        state["identities"][name] = polls - 1
    return {"VerifiedForSendingStatus": status == "SUCCESS", "VerificationStatus": status,
            "DkimAttributes": {"Tokens": ["one", "two", "three"]}}


def request_certificate(state, p, region):
    arn = f"arn:aws:acm:{region}:{ACCOUNT}:certificate/{p['IdempotencyToken'][:8]}"
    state["certificates"].setdefault(arn, {"host": p["DomainName"], "status": "PENDING_VALIDATION", "polls": 3})
    return {"CertificateArn": arn}


def describe_certificate(state, p, region):
    certificate = state["certificates"].get(p["CertificateArn"])
    if not certificate or p["CertificateArn"].split(":")[3] != region:
        raise Refused("ResourceNotFoundException", f"Could not find certificate {p['CertificateArn']}.")
    certificate["polls"] -= 1
    if certificate["status"] == "PENDING_VALIDATION" and certificate["polls"] <= 0:
        certificate["status"] = "ISSUED"
    options = {"DomainName": certificate["host"]}
    if certificate["polls"] < 2:  # ACM returns the record some seconds after the request
        options["ResourceRecord"] = {"Name": f"_1.{certificate['host']}.", "Type": "CNAME", "Value": "_2.acm-validations.aws."}
    return {"Certificate": {"DomainName": certificate["host"], "Status": certificate["status"], "DomainValidationOptions": [options]}}


def find_stack(state, p):
    stack = state["stacks"].get(p["StackName"])
    if not stack:
        raise Refused("ValidationError", f"Stack with id {p['StackName']} does not exist")
    return stack


def describe_stacks(state, p, region):
    stack = find_stack(state, p)
    outputs = [{"OutputKey": key, "OutputValue": value} for key, value in stack.get("outputs", {}).items()]
    return {"Stacks": [{"StackName": p["StackName"], "StackStatus": stack["status"], "Outputs": outputs, "CreationTime": "2026-11-30T00:00:00Z"}]}


def list_functions(state, p, region):
    versions = [
        {"FunctionName": name, "Version": version, "CodeSize": 20_000_000}
        for name, function in state["functions"].items()
        for version in ["$LATEST", *function["versions"]]
    ]
    return {"Functions": versions}


def list_aliases(state, p, region):
    function = state["functions"][p["FunctionName"]]
    return {"Aliases": [{"Name": "live", "FunctionVersion": function["live"],
                         "RoutingConfig": {"AdditionalVersionWeights": dict.fromkeys(function.get("shifting", []), 0.1)}}]}


def delete_function(state, p, region):
    function = state["functions"][p["FunctionName"]]
    if p["Qualifier"] in (function["live"], *function.get("shifting", [])):
        raise Refused("ResourceConflictException", "Version is referenced by an alias and cannot be deleted")
    function["versions"].remove(p["Qualifier"])


def list_versions(state, p, region):
    bucket = state["buckets"][p["Bucket"]]
    both = [("Versions", v) for v in bucket["versions"]] + [("DeleteMarkers", m) for m in bucket["markers"]]
    page = {"Versions": [], "DeleteMarkers": []}
    for kind, (key, version) in both[:1000]:
        page[kind].append({"Key": key, "VersionId": version})
    return {kind: found for kind, found in page.items() if found}


def delete_objects(state, p, region):
    objects = p["Delete"]["Objects"]
    if len(objects) > 1000:
        raise Refused("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
    bucket = state["buckets"][p["Bucket"]]
    gone = {(o["Key"], o["VersionId"]) for o in objects}
    for kind in ("versions", "markers"):
        bucket[kind] = [v for v in bucket[kind] if tuple(v) not in gone]


def list_uploads(state, p, region):
    return {"Uploads": [{"Key": key, "UploadId": upload} for key, upload in state["buckets"][p["Bucket"]]["uploads"]]}


def abort_upload(state, p, region):
    state["buckets"][p["Bucket"]]["uploads"].remove([p["Key"], p["UploadId"]])


def get_cors(state, p, region):
    return {"CORSRules": [{"AllowedOrigins": ["https://portal.invalid"]}]}


def put_cors(state, p, region):
    state["calls"].append(p["CorsConfiguration"])


def head_bucket(state, p, region):
    if p["Bucket"] not in state["buckets"]:
        raise Refused("404", "Not Found")
    return {"BucketRegion": region}


ANSWERS = {
    ("sts", "get-caller-identity"): caller,
    ("sesv2", "create-email-identity"): create_identity,
    ("sesv2", "get-email-identity"): get_identity,
    ("acm", "request-certificate"): request_certificate,
    ("acm", "describe-certificate"): describe_certificate,
    ("cloudformation", "describe-stacks"): describe_stacks,
    ("cloudformation", "describe-stack-events"): lambda s, p, r: {"StackEvents": find_stack(s, p).get("events", [])},
    ("cloudformation", "list-stack-resources"): lambda s, p, r: find_stack(s, p) and {"StackResourceSummaries": [
        {"ResourceType": "AWS::Lambda::Function", "PhysicalResourceId": name} for name in find_stack(s, p)["functions"]]},
    ("lambda", "list-functions"): list_functions,
    ("lambda", "list-aliases"): list_aliases,
    ("lambda", "delete-function"): delete_function,
    ("s3api", "get-bucket-cors"): get_cors,
    ("s3api", "put-bucket-cors"): put_cors,
    ("s3api", "head-bucket"): head_bucket,
    ("s3api", "list-object-versions"): list_versions,
    ("s3api", "delete-objects"): delete_objects,
    ("s3api", "list-multipart-uploads"): list_uploads,
    ("s3api", "abort-multipart-upload"): abort_upload,
}
