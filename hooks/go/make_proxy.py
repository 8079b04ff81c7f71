#!/usr/bin/env python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Packs the Go module as module proxies have it, in a tar of one folder:

    make_proxy.py VERSION OUT LICENSE FILES...

The same files give the same bytes.
"""

import gzip
import io
import json
import sys
import tarfile
import zipfile

FOLDER = "hooks/go/"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def zipped(files):
    """zipped returns a zip of the texts in `files`, by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


def write_tar(out, files):
    with open(out, "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, text in sorted(files.items()):
                entry = tarfile.TarInfo(name)
                entry.size = len(text)
                tar.addfile(entry, io.BytesIO(text))


def main(version, out, licence, *paths):
    version = "v" + version
    sources = {path.split(FOLDER, 1)[1]: read(path) for path in paths}
    module = sources["go.mod"].decode().split()[1]
    sources["LICENSE"] = read(licence)
    prefix = f"sealframe-go-{version[1:]}/{module}/@v/"
    write_tar(out, {
        prefix + "list": (version + "\n").encode(),
        f"{prefix}{version}.info": json.dumps({"Version": version}).encode(),
        f"{prefix}{version}.mod": sources["go.mod"],
        f"{prefix}{version}.zip": zipped(
            {f"{module}@{version}/{name}": text for name, text in sources.items()}),
    })


if __name__ == "__main__":
    main(*sys.argv[1:])
