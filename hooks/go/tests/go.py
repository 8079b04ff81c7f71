# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The system's go command, with the installed C library and without a network."""

import os

from hooks.c.tests.prefix import HOOK, Prefix, run

ROOT = os.path.dirname(os.path.dirname(HOOK))
SOURCES = ROOT + "/hooks/go"
TEMPORARY = os.environ["TEST_TMPDIR"]


def environment():
    """environment returns the environment of a new user of the installed library."""
    return {
        **Prefix().environment,
        "GOFLAGS": "-mod=mod",
        "GOPATH": TEMPORARY + "/go",
        "GOPROXY": "off",
        "HOME": TEMPORARY,
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
    }


__all__ = ["ROOT", "SOURCES", "TEMPORARY", "environment", "run"]
