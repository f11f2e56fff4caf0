"""Checks before a deployment, and waits until AWS has verified identities and certificates."""

import re
import subprocess

import aws

OLDEST_SAM = (1, 150)


def settings(stage):
    """Rejects the example's values. Needs no network."""
    missing = [name for name in ("MailFrom", "MailIdentityArn") if not stage.parameters.get(name)]
    if missing:
        raise aws.Refusal(f"samconfig.toml: {' and '.join(missing)} of stage {stage.name} must be set.")
    examples = stage.placeholders()
    if examples:
        raise aws.Refusal(
            f"samconfig.toml: stage {stage.name} still has the example's {', '.join(examples)}. "
            "Put your own values in, or remove the lines that you do not need: docs/getting-started.md, step 5."
        )


def tools(sam):
    aws.need("aws", "install the AWS CLI, https://docs.aws.amazon.com/cli/")
    aws.need(sam[0], "install the SAM CLI, https://docs.aws.amazon.com/serverless-application-model/")
    printed = subprocess.run([*sam, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"(\d+)\.(\d+)", printed)
    if version and tuple(map(int, version.groups())) < OLDEST_SAM:
        raise aws.Refusal(f"The SAM CLI is {version.group()}: install {'.'.join(map(str, OLDEST_SAM))} or newer.")


def addresses(stage, account, region):
    """Compares the region and account of each ARN with the deployment's. CloudFront reads certificates in us-east-1 only."""
    for name, wanted in (("MailIdentityArn", region), ("ApiCertificateArn", region), ("PortalCertificateArn", "us-east-1")):
        arn = stage.parameters.get(name)
        if not arn:
            continue
        parts = arn.split(":", 5)
        if len(parts) < 6:
            raise aws.Refusal(f"samconfig.toml: {name} is not an ARN: {arn}")
        if parts[4] != account:
            raise aws.Refusal(f"samconfig.toml: {name} is of AWS account {parts[4]}, but you are signed in to {account}.")
        if parts[3] != wanted:
            raise aws.Refusal(f"samconfig.toml: {name} is in {parts[3]}, but must be in {wanted}.")


def stack(stage):
    """Rejects states from which CloudFormation cannot update a stack."""
    try:
        status = aws.call("cloudformation", "describe-stacks", "--stack-name", stage.stack)["Stacks"][0]["StackStatus"]
    except aws.AwsError as error:
        if error.code == "ValidationError" and "does not exist" in str(error):
            return
        raise
    again = f"Then run make deploy STAGE={stage.name} again."
    if status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"):
        raise aws.Refusal(
            f"The stack {stage.stack} is in {status}: its creation failed, and AWS cannot update it. It holds no data yet. Delete it:\n"
            f"    aws cloudformation delete-stack --stack-name {stage.stack}\n"
            f"    aws cloudformation wait stack-delete-complete --stack-name {stage.stack}\n{again}"
        )
    if status == "DELETE_FAILED":
        raise aws.Refusal(
            f"The stack {stage.stack} is in {status}. Delete it in the CloudFormation console, which asks what to keep. {again}"
        )
    if status == "UPDATE_ROLLBACK_FAILED":
        raise aws.Refusal(
            f"The stack {stage.stack} is in {status}. Let AWS finish the rollback:\n"
            f"    aws cloudformation continue-update-rollback --stack-name {stage.stack}\n{again}"
        )
    if status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
        raise aws.Refusal(f"The stack {stage.stack} is in {status}: another deployment is running. Wait until it has ended. {again}")


def identity(stage, minutes):
    """Waits until the identity may send. Before that, Cognito rejects the user pool and SES rejects each mail."""
    name = stage.parameters["MailIdentityArn"].split("identity/")[-1]
    sender = re.sub(r".*<|>.*", "", stage.parameters["MailFrom"])
    if sender != name and sender.split("@")[-1] != name and not sender.endswith("." + name):
        raise aws.Refusal(f"samconfig.toml: MailFrom {sender} is not an address of the identity {name}.")
    if "@" in name:
        needs, check = "the link in its mail is opened", f"Open the link in the mail that SES sent to {name}"
    else:
        needs, check = "it finds the three CNAME records", f"Compare your DNS with what make identity DOMAIN={name} prints"
    again = f"run make deploy STAGE={stage.name} again"

    def is_verified():
        try:
            answer = aws.call("sesv2", "get-email-identity", "--email-identity", name)
        except aws.AwsError as error:
            if error.code != "NotFoundException":
                raise
            raise aws.Refusal(f"SES has no identity {name} in this region. Run make identity DOMAIN={name}, then {again}.") from error
        if answer.get("VerificationStatus") == "FAILED":
            raise aws.Refusal(
                f"SES did not find the DNS records of {name} within 72 hours and has given up. Check the records, run\n"
                f"    aws sesv2 delete-email-identity --email-identity {name}\n"
                f"    make identity DOMAIN={name}\nthen put the new records into your DNS and {again}."
            )
        return answer.get("VerifiedForSendingStatus", False)

    give_up = f"SES has not verified {name} after {minutes:g} minutes. {check}. Then {again}."
    aws.wait(f"SES has verified {name}, which it does when {needs}", is_verified, minutes, give_up)


def certificates(stage, minutes):
    """Waits until each certificate is issued. API Gateway and CloudFront reject others."""
    for name in ("PortalCertificateArn", "ApiCertificateArn"):
        arn = stage.parameters.get(name)
        if arn:
            _certificate(stage, name, arn, minutes)


def _certificate(stage, name, arn, minutes):
    again = f"run make deploy STAGE={stage.name} again"
    region = arn.split(":")[3]

    def describe():
        return aws.call("acm", "describe-certificate", "--certificate-arn", arn, region=region)["Certificate"]

    first = describe()
    records = [option.get("ResourceRecord", {}) for option in first.get("DomainValidationOptions", [])]
    missing = "; ".join(f"{r.get('Name')} {r.get('Type')} {r.get('Value')}" for r in records if r)

    def is_issued():
        status = describe()["Status"]
        if status not in ("ISSUED", "PENDING_VALIDATION"):
            raise aws.Refusal(
                f"samconfig.toml: the certificate of {name} is {status}. Make a new one with "
                f"make certificate HOST={first['DomainName']} REGION={region}, put its ARN into samconfig.toml, then {again}."
            )
        return status == "ISSUED"

    aws.wait(
        f"the certificate for {first['DomainName']} is issued (AWS looks for {missing})",
        is_issued,
        minutes,
        f"The certificate for {first['DomainName']} is not issued after {minutes:g} minutes. "
        f"Check this record in your DNS: {missing}. Then {again}.",
    )
