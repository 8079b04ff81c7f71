# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the sealframe command and reads test data."""

import json
import os
import subprocess

ROOT = os.environ.get("TEST_SRCDIR", "") + "/" + os.environ.get(
    "TEST_WORKSPACE", "")
PROGRAM = ROOT + "/tools/sealframe"
# Programs run under the same emulator as tests, if any.
RUN_UNDER = os.environ.get("SEALFRAME_RUN_UNDER", "").split()

DONE, NOT_AUTHENTIC, USAGE, INPUT_OUTPUT = range(4)


def run(*arguments, stdin=b"", **options):
    """run runs a command and returns the finished process, with bytes output.
    `options` are those of subprocess.run."""
    return subprocess.run([*RUN_UNDER, PROGRAM, *map(str, arguments)],
                          **{"input": stdin, "capture_output": True, "timeout": 120,
                             "check": False, **options})


def run_json(*arguments, stdin=b""):
    """run_json runs a command, which must succeed, and returns its JSON output."""
    done = run(*arguments, "--json", stdin=stdin)
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


def vectors(name):
    """vectors returns the blocks of a vector file as dicts."""
    with open(f"{ROOT}/tests/vectors/{name}", encoding="ascii") as file:
        text = "".join(l for l in file if not l.startswith("#"))
    blocks = [b for b in text.split("\n\n") if b.strip()]
    return [dict((part.strip() for part in line.split("=", 1))
                 for line in block.strip().splitlines()) for block in blocks]


def media(name):
    """media returns the path of a media sample."""
    return f"{ROOT}/tests/media/{name}"
