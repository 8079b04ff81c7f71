# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""The version of everything that is built from this tree."""

VERSION = "0.1.0"

# The day of the version, in seconds since 1970: the time of every file in its packages.
VERSION_TIME = 1795996800

# For the `local_defines` of a target whose sources name the version.
VERSION_DEFINES = ['SEALFRAME_VERSION=\\"%s\\"' % VERSION]
