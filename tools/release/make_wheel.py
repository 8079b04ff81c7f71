#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Packs the Python wheel: make_wheel.py OUT VERSION TIME MACHINE FILES...

FILES are the package's, with libsealframe.so.1, and those for the licences.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
import time as clock
import zipfile

from place import read

METADATA = """Metadata-Version: 2.1
Name: sealframe
Version: {version}
Summary: End-to-end encryption of encoded media frames
License: Apache-2.0
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Security :: Cryptography
Classifier: Typing :: Typed
Requires-Python: >=3.11
License-File: LICENSE
License-File: NOTICE
"""

WHEEL = """Wheel-Version: 1.0
Generator: sealframe
Root-Is-Purelib: false
Tag: {tag}
"""


# The newest versions of libstdc++'s symbols that manylinux_2_34 allows.
NEWEST = {"GLIBCXX": (3, 4, 29), "CXXABI": (1, 3, 13)}


def tag(library, machine):
    """tag returns the wheel's tag: the oldest glibc that the library runs with. With a
    newer libstdc++ than that of manylinux_2_34, the wheel is for systems like this one."""
    versions = subprocess.run(["readelf", "--version-info", "--wide", library],
                              check=True, text=True, stdout=subprocess.PIPE).stdout
    for name, newest in NEWEST.items():
        for version in re.findall(rf"Name: {name}_([\d.]+)", versions):
            if tuple(map(int, version.split("."))) > newest:
                return f"py3-none-linux_{machine}"
    minor = max(map(int, re.findall(r"Name: GLIBC_2\.(\d+)", versions)))
    return f"py3-none-manylinux_2_{minor}_{machine}"


def record(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return f"{name},sha256={digest.rstrip(b'=').decode()},{len(data)}\n"


def contents(version, machine, files):
    """contents returns the names and bytes of the wheel's files, RECORD last."""
    info = f"sealframe-{version}.dist-info/"
    (library,) = (file for file in files if file.endswith(".so.1"))
    found = {
        info + "METADATA": METADATA.format(version=version).encode(),
        info + "WHEEL": WHEEL.format(tag=tag(library, machine)).encode(),
    }
    for file in files:
        name = os.path.basename(file)
        folder = info if name in ("LICENSE", "NOTICE") else "sealframe/"
        found[folder + name] = read(file)
    found = dict(sorted(found.items()))
    found[info + "RECORD"] = ("".join(map(record, found, found.values())) +
                              f"{info}RECORD,,\n").encode()
    return found


def main(out, version, time, machine, *files):
    date = clock.gmtime(int(time))[:6]
    with zipfile.ZipFile(out, "w") as wheel:
        for name, data in contents(version, machine, files).items():
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main(*sys.argv[1:])
