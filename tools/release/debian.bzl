# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Debian packages."""

load("//:version.bzl", "VERSION", "VERSION_TIME")

# The packages are for this machine, and Debian's tools make them.
DEBIAN_TAGS = [
    "no-cross",
    "no-sanitizer",
]

def places(files, links = {}):
    """Returns the arguments of place.py for files and links.

    Args:
      files: labels and their places.
      links: places of links and their targets.
    """
    return [
        "'%s='$(location %s)" % (place, file)
        for file, place in files.items()
    ] + ["'%s->%s'" % link for link in links.items()]

def debian_package(name, files, links = {}, against = [], symbols = None):
    """Builds a Debian package from its stanza in debian/control, as NAME.deb.

    Args:
      name: the name of the package.
      files: labels and their places. MULTIARCH in a place stands for a name such as
        x86_64-linux-gnu.
      links: places of links and their targets.
      against: packages from this file whose libraries the binaries are linked with.
      symbols: the symbols that the library has had, in Debian's format.
    """
    tool = "make_deb.py"
    texts = {
        "control": "debian/control",
        "copyright": "NOTICE",
        "changelog": "//:CHANGELOG.md",
    }
    if symbols:
        texts["symbols"] = symbols
    native.genrule(
        name = name,
        srcs = files.keys() + against + texts.values(),
        outs = [name + ".deb"],
        cmd = " ".join(
            [
                "$(location %s)" % tool,
                "--package=" + name,
                "--version=" + VERSION,
                "--time=%d" % VERSION_TIME,
                "--out=$@",
            ] +
            ["--%s=$(location %s)" % text for text in texts.items()] +
            ["--against=$(location %s)" % package for package in against] +
            places(files, links),
        ),
        tags = DEBIAN_TAGS,
        tools = [
            "place.py",
            tool,
        ],
        visibility = ["//tools/release:__subpackages__"],
    )
