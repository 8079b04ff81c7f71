# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Puts the files of a package at their places."""

import gzip
import os


def write(path, data, mode=0o644):
    """write writes bytes to a new file, and creates the folders above it."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, mode)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compressed(data):
    """compressed returns the same gzip file for the same data, always."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def place(root, places):
    """place fills the folder `root`.

    Each of `places` is PLACE=FILE, which copies the file, or PLACE->TARGET, which
    makes a link. A place that ends with "/" is a folder for the file. A file whose
    place ends with ".gz" is compressed. Files in a folder `bin` are programs.
    """
    for item in places:
        if "->" in item:
            link, target = item.split("->")
            os.makedirs(os.path.dirname(os.path.join(root, link)), exist_ok=True)
            os.symlink(target, os.path.join(root, link))
            continue
        where, file = item.split("=", 1)
        if where.endswith("/"):
            where += os.path.basename(file)
        data = read(file)
        write(os.path.join(root, where),
              compressed(data) if where.endswith(".gz") else data,
              0o755 if "bin" in where.split("/") else 0o644)


def set_times(root, time):
    """set_times gives everything in `root` the same time and plain modes."""
    for folder, folders, files in os.walk(root):
        os.chmod(folder, 0o755)
        for name in folders + files:
            os.utime(os.path.join(folder, name), (time, time), follow_symlinks=False)
    os.utime(root, (time, time))
