"""Parses a command with the SAM CLI's own parser and executes nothing."""

import sys
from importlib import import_module

name, *arguments = sys.argv[1:]
try:
    command = import_module(f"samcli.commands.{name}.command").cli
except ModuleNotFoundError:
    sys.exit(f"sam has no command {name}")
parameters = command.make_context(name, arguments).params
pattern = parameters.get("filter") or ""
if "REQUEST_ID" in pattern and not pattern.startswith('"'):
    sys.exit(f"CloudWatch takes {pattern} apart at its hyphens: put it into quotes")
