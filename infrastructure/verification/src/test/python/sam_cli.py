"""The SAM CLI's parser: reads a command with all its options, and executes nothing."""

import sys

import click
from samcli.cli.main import cli

name, *arguments = sys.argv[1:]
with click.Context(cli) as context:
    command = cli.get_command(context, name)
    if not command:
        sys.exit(f"sam has no command {name}")
    parameters = command.make_context(name, arguments, parent=context).params
pattern = parameters.get("filter_pattern") or parameters.get("filter")
if pattern and "-" in pattern.strip('"') + "REQUEST_ID" and not pattern.startswith('"'):
    sys.exit(f"CloudWatch reads {pattern} as words to find and words to leave out: put it into quotes")
