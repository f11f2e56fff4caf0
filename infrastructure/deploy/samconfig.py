"""Reads one stage of samconfig.toml.

Python 3.10 has no TOML parser, so this file parses the few lines that the scripts need.
"""

import re
from pathlib import Path

from aws import Refusal

FILE = Path(__file__).resolve().parents[2] / "samconfig.toml"


class Stage:
    """The settings that `sam deploy --config-env STAGE` uses."""

    def __init__(self, name, file=FILE):
        sections = dict(re.findall(r"(?ms)^\[(\w+)\.deploy\.parameters\]\n(.*?)(?=^\[\w|\Z)", file.read_text()))
        if name not in sections:
            raise Refusal(f"samconfig.toml has no stage {name or '(empty)'}. It has: {', '.join(sections)}. Example: make deploy STAGE=dev")
        text = re.sub(r"(?m)^\s*#.*$", "", sections[name])
        self.name = name
        self.stack = self._value(text, "stack_name")
        self.region = self._value(text, "region")
        overrides = re.search(r"(?ms)^parameter_overrides\s*=\s*(\[.*?^\]|\[.*?\]$|\".*?\"$)", text)
        self.parameters = dict(re.findall(r"(\w+)=([^\s\",]*)", overrides.group(1) if overrides else ""))
        if not self.stack:
            raise Refusal(f"samconfig.toml has no stack_name in [{name}.deploy.parameters].")

    @staticmethod
    def _value(text, key):
        found = re.search(rf'(?m)^{key}\s*=\s*"([^"]*)"', text)
        return found.group(1) if found else ""

    def placeholders(self):
        """Names of the parameters that still have the example's values."""
        return [
            name
            for name, value in self.parameters.items()
            if ":000000000000:" in value or re.search(r"(?:^|[@./])example\.(?:org|com|net)\b", value)
        ]
