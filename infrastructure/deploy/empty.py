"""make empty BUCKET=...: permanently deletes every version, delete marker and unfinished upload of a bucket.

`aws s3 rm --recursive` only adds delete markers to a versioned bucket, and S3 deletes no bucket that has versions.
"""

import json
import sys
import tempfile

import aws


def main():
    bucket = sys.argv[1] if len(sys.argv) > 1 else ""
    if not bucket:
        raise aws.Refusal("BUCKET is missing. Example: make empty BUCKET=osmand-account-dev-filesbucket-1abc")
    aws.use(aws.region())
    aws.caller()
    aws.call("s3api", "head-bucket", "--bucket", bucket)
    print(f"This permanently deletes everything in {bucket}, older versions included. Type the bucket's name to continue: ", end="", flush=True)
    if sys.stdin.readline().strip() != bucket:
        raise aws.Refusal("Nothing was deleted.")
    deleted = 0
    while True:
        # A page has at most 1,000 versions, the limit of one deletion.
        listed = aws.call("s3api", "list-object-versions", "--bucket", bucket, "--no-paginate") or {}
        objects = [{"Key": o["Key"], "VersionId": o["VersionId"]}
                   for o in (listed.get("Versions") or []) + (listed.get("DeleteMarkers") or [])]
        if not objects:
            break
        delete(bucket, objects)
        deleted += len(objects)
        print(f"  {deleted} versions deleted", flush=True)
    uploads = (aws.call("s3api", "list-multipart-uploads", "--bucket", bucket) or {}).get("Uploads") or []
    for upload in uploads:
        aws.call("s3api", "abort-multipart-upload", "--bucket", bucket, "--key", upload["Key"], "--upload-id", upload["UploadId"])
    print(f"{bucket} is empty: {deleted} versions and {len(uploads)} unfinished uploads deleted.")


def delete(bucket, objects):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as request:
        json.dump({"Objects": objects, "Quiet": True}, request)
        request.flush()
        answer = aws.call("s3api", "delete-objects", "--bucket", bucket, "--delete", f"file://{request.name}") or {}
    for error in answer.get("Errors", [])[:1]:
        raise aws.Refusal(f"S3 refuses to delete {error['Key']}: {error['Code']} {error.get('Message', '')}")


aws.run(main)
