"""make certificate HOST=... REGION=...: requests a certificate and prints the DNS record that validates it."""

import hashlib
import sys

import aws


def main():
    host, region = (sys.argv[1:] + ["", ""])[:2]
    if not host or not region:
        raise aws.Refusal(
            "HOST or REGION is missing. The portal's certificate must be in us-east-1, the apps' in the stack's region.\n"
            "Example: make certificate HOST=account.example.org REGION=us-east-1"
        )
    aws.caller()
    # For an hour, AWS returns the same certificate for the same token.
    token = hashlib.sha256(host.encode()).hexdigest()[:32]
    arn = aws.call("acm", "request-certificate", "--domain-name", host, "--validation-method", "DNS",
                   "--idempotency-token", token, region=region)["CertificateArn"]
    print(arn, flush=True)
    record = {}

    def has_record():
        options = aws.call("acm", "describe-certificate", "--certificate-arn", arn, region=region)["Certificate"]
        record.update((options.get("DomainValidationOptions") or [{}])[0].get("ResourceRecord") or {})
        return bool(record)

    aws.wait("AWS names the DNS record", has_record, 2, f"AWS has named no DNS record for {host} yet. Run the same command again.")
    print(record["Name"], record["Type"], record["Value"])


aws.run(main)
