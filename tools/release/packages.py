# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the packages of a release, its notes and their checksums into a folder:

    tools/bazel run //tools/release:packages -- [FOLDER]

The folder is `dist` by default. Debian packages are for this machine's processor. A
tarball and a wheel for AArch64 are cross-compiled.
"""

import argparse
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile


def name_of(path):
    """name_of returns the file name that a package's contents give it."""
    if path.endswith(".deb"):
        return subprocess.run(
            ["dpkg-deb", "--show",
             "--showformat=${Package}_${Version}_${Architecture}.deb", path],
            check=True, text=True, stdout=subprocess.PIPE).stdout
    if path.endswith(".tar.gz"):
        with tarfile.open(path) as tarball:
            return tarball.next().name + ".tar.gz"
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as wheel:
            (info,) = (name for name in wheel.namelist() if name.endswith("/WHEEL"))
            tag = wheel.read(info).decode().split("\nTag: ")[1].strip()
            return f"{info.partition('.dist-info')[0]}-{tag}.whl"
    if path.endswith(".spdx.json"):
        with open(path, encoding="utf-8") as bill:
            return json.load(bill)["name"] + ".spdx.json"
    return {"notes.md": "RELEASE_NOTES.md"}[os.path.basename(path)]


def write(built, out):
    """write copies the packages that Bazel built in a folder, and gives them their names."""
    for pattern in ("*.deb", "*.spdx.json", "*.tar.gz", "*.whl", "notes.md"):
        for path in glob.glob(os.path.join(built, pattern)):
            shutil.copyfile(path, os.path.join(out, name_of(path)))


def write_others(root, out):
    """write_others copies the packages whose names are right already."""
    for pattern in ("hooks/go/*.tar.gz", "hooks/rust/*.crate", "hooks/web/*.tgz"):
        for path in glob.glob(os.path.join(root, pattern)):
            shutil.copyfile(path, os.path.join(out, os.path.basename(path)))


def write_sums(out):
    """write_sums writes the checksums of all files, as sha256sum reads them."""
    names = sorted(set(os.listdir(out)) - {"SHA256SUMS"})
    with open(os.path.join(out, "SHA256SUMS"), "w", encoding="ascii") as sums:
        for name in names:
            with open(os.path.join(out, name), "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            sums.write(f"{digest}  {name}\n")


def main():
    parser = argparse.ArgumentParser(
        prog="packages", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="dist", help="new or empty")
    folder = parser.parse_args().folder
    out = os.path.join(os.environ["BUILD_WORKING_DIRECTORY"], folder)
    os.makedirs(out, exist_ok=True)
    if os.listdir(out):
        sys.exit(f"{out} is not empty: name a new folder")
    here = os.path.dirname(os.path.abspath(__file__))
    write(here, out)
    write_others(here + "/../..", out)
    print(f"{out} has the packages of this machine. Those for AArch64 follow.", flush=True)
    workspace = os.environ["BUILD_WORKSPACE_DIRECTORY"]
    if subprocess.run(["tools/bazel", "build", "--config=arm64",
                       "//tools/release:files_of_every_machine"],
                      cwd=workspace, check=False).returncode:
        sys.exit(f"the packages for AArch64 were not built, so {out} is not complete: "
                 "remove it and start again")
    write(workspace + "/bazel-bin/tools/release", out)
    write_sums(out)


if __name__ == "__main__":
    main()
