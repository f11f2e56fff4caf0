"""make identity DOMAIN=...: creates the sender's SES identity and prints its DNS records (DKIM)."""

import sys

import aws


def main():
    domain = sys.argv[1] if len(sys.argv) > 1 else ""
    if "." not in domain or "@" in domain:
        raise aws.Refusal("DOMAIN is missing: the domain of the address that mails come from.\nExample: make identity DOMAIN=example.org")
    region = aws.region()
    aws.use(region)
    account, partition = aws.caller()
    try:
        identity = aws.call("sesv2", "create-email-identity", "--email-identity", domain)
    except aws.AwsError as error:
        if error.code != "AlreadyExistsException":
            raise
        identity = aws.call("sesv2", "get-email-identity", "--email-identity", domain)
    for token in identity["DkimAttributes"]["Tokens"]:
        print(f"{token}._domainkey.{domain} CNAME {token}.dkim.amazonses.com")
    print(f"MailIdentityArn: arn:{partition}:ses:{region}:{account}:identity/{domain}")


aws.run(main)
