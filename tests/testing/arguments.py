# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The arguments of commands that prove a claim (docs/testing.md), for argparse."""

import argparse


def parser(command, arguments, text):
    """parser returns a parser for a command with these arguments, all positional.

    `bazel run` puts files in front of them, which the caller adds as hidden arguments.
    """
    return argparse.ArgumentParser(
        prog=command, allow_abbrev=False, usage=f"{command} {arguments}", description=text,
        formatter_class=argparse.RawDescriptionHelpFormatter)


def whole_number(least, most):
    """whole_number returns the type of an argument that is a whole number in a range."""
    def read(text):
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(
                f"'{text}' is not a whole number from {least} to {most}")
        return int(text)

    return read
