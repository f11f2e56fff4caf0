"""Copies jars without compression, to `stored` beside each: python3 store.py functions/*/target/*-lambda.jar

The SAM CLI zips each jar again. If the jar's classes are not compressed, that zip is about a third smaller, and its size counts for
Lambda's code storage. Lambda unpacks the zip, and the JVM reads the classes without decompression.
"""

import sys
import zipfile
from pathlib import Path


def store(jar):
    target = jar.parent / "stored" / jar.name
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(jar) as packed, zipfile.ZipFile(target, "w") as stored:
        for entry in packed.infolist():
            if not entry.is_dir():
                content = packed.read(entry)
                entry.compress_type = zipfile.ZIP_STORED
                stored.writestr(entry, content)


for name in sys.argv[1:]:
    store(Path(name))
