"""Measures a release in Lambda's code storage, after `sam build`. 75 GB per region are free; every release is kept.

Run from the root of a built project: python infrastructure/tests/template/src/test/python/release_size.py
"""

import io
import unittest
import zipfile
from pathlib import Path

BUILT = Path(".aws-sam/build")
MOST_OF_ONE = 18_000_000  # bytes, as AWS counts them: the zip that the SAM CLI uploads
MOST_OF_ALL = 950_000_000  # 78 releases are free of charge; docs/operate.md says how to remove old ones
MOST_UNPACKED = 200_000_000  # Lambda allows 250 MB
FOR_CODE_MAILS_ALONE = ("com/amazonaws/encryptionsdk/", "org/bouncycastle/")


def zipped(jar):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(jar, f"lib/{jar.name}")
    return len(packed.getvalue())


class ReleaseSize(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.jars = {jar.parents[1].name: jar for jar in sorted(BUILT.glob("*/lib/*-lambda.jar"))}
        cls.one_each = {jar.name: jar for jar in cls.jars.values()}
        cls.sizes = {name: zipped(jar) for name, jar in cls.one_each.items()}

    def test_each_function_and_all_together_stay_below_their_bounds(self):
        self.assertGreater(len(self.jars), 50)
        for name, size in self.sizes.items():
            functions = sum(jar.name == name for jar in self.jars.values())
            print(f"{name}: {size / 1e6:.1f} MB zipped, {self.one_each[name].stat().st_size / 1e6:.1f} MB unpacked, {functions} functions")
            self.assertLess(size, MOST_OF_ONE, name)
            self.assertLess(self.one_each[name].stat().st_size, MOST_UNPACKED, name)
        whole = sum(self.sizes[jar.name] for jar in self.jars.values())
        print(f"A release: {whole / 1e6:.0f} MB in {len(self.jars)} functions")
        self.assertLess(whole, MOST_OF_ALL)

    def test_one_jar_alone_holds_the_encryption_sdk(self):
        holders = {name for name, jar in self.one_each.items()
                   if any(entry.startswith(FOR_CODE_MAILS_ALONE) for entry in zipfile.ZipFile(jar).namelist())}
        self.assertEqual(holders, {"mailcode-lambda.jar"})


if __name__ == "__main__":
    unittest.main()
