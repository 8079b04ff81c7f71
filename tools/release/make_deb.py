#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Builds a Debian package from its stanza in debian/control, with Debian's tools."""

import argparse
import glob
import os
import subprocess
import tempfile
import time

from place import compressed, place, read, set_times, write

CHANGELOG = """sealframe ({version}-1) unstable; urgency=medium

  * Version {version}. changelog.gz lists the changes.

 -- {maintainer}  {date}
"""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--time", required=True, type=int)
    parser.add_argument("--out", required=True)
    parser.add_argument("--control", required=True)
    parser.add_argument("--copyright", required=True)
    parser.add_argument("--changelog", required=True)
    parser.add_argument("--symbols", help="the symbols that the library has had")
    parser.add_argument("--against", action="append", default=[],
                        help="a package of this version that this one needs")
    parser.add_argument("places", nargs="+", help="see place.py")
    return parser.parse_args()


class Builder:
    """A folder with a tree as Debian's tools expect it."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.root = f"{folder}/debian/{options.package}"
        self.multiarch = self.ask("dpkg-architecture", "-qDEB_HOST_MULTIARCH")

    def run(self, *command):
        subprocess.run(command, cwd=self.folder, check=True, env={
            **os.environ, "LC_ALL": "C",
            "SOURCE_DATE_EPOCH": str(self.options.time)})

    @staticmethod
    def ask(*command):
        return subprocess.run(command, check=True, text=True,
                              stdout=subprocess.PIPE).stdout.strip()

    def fill(self):
        options = self.options
        place(self.root, [item.replace("MULTIARCH", self.multiarch)
                          for item in options.places])
        write(f"{self.folder}/debian/control", read(options.control))
        maintainer = next(
            line.split(": ", 1)[1] for line in read(options.control).decode().splitlines()
            if line.startswith("Maintainer: "))
        changelog = CHANGELOG.format(
            version=options.version, maintainer=maintainer,
            date=time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(options.time)))
        write(f"{self.folder}/debian/changelog", changelog.encode())
        docs = f"{self.root}/usr/share/doc/{options.package}"
        write(f"{docs}/copyright", read(options.copyright))
        write(f"{docs}/changelog.gz", compressed(read(options.changelog)))
        write(f"{docs}/changelog.Debian.gz", compressed(changelog.encode()))

    def binaries(self):
        """binaries returns the programs and shared libraries of the package."""
        found = glob.glob(f"{self.root}/usr/**/*", recursive=True)
        return [path for path in found if os.path.isfile(path)
                and not os.path.islink(path) and not path.endswith(".a")
                and read(path)[:4] == b"\x7fELF"]

    def describe_library(self):
        """describe_library writes the dependencies of packages that link the library."""
        options = self.options
        (library,) = self.binaries()
        name, soname = os.path.basename(library).split(".so.")
        write(f"{self.root}/DEBIAN/shlibs",
              f"{name} {soname} {options.package} (>= {options.version})\n".encode())
        write(f"{self.root}/DEBIAN/triggers", b"activate-noawait ldconfig\n")
        self.run("dpkg-gensymbols", "-c4", f"-p{options.package}", f"-P{self.root}",
                 f"-v{options.version}", f"-e{library}",
                 "-I" + os.path.abspath(options.symbols))

    def find_dependencies(self):
        """find_dependencies writes the packages that the binaries are linked with."""
        folders = []
        for number, package in enumerate(self.options.against):
            folder = f"{self.folder}/debian/against{number}"
            self.run("dpkg-deb", "--raw-extract", os.path.abspath(package), folder)
            folders += ["-S" + folder, f"-l{folder}/usr/lib/{self.multiarch}"]
        binaries = [os.path.relpath(path, self.folder) for path in self.binaries()]
        for binary in binaries:
            self.run("strip", "--strip-unneeded", "--remove-section=.comment", binary)
            self.run("chrpath", "--delete", binary)
        if binaries:
            self.run("dpkg-shlibdeps", "-Tdebian/substvars", *folders, *binaries)

    def finish(self):
        options = self.options
        os.makedirs(f"{self.root}/DEBIAN", exist_ok=True)
        self.run("dpkg-gencontrol", f"-p{options.package}", f"-P{self.root}",
                 "-Tdebian/substvars", "-fdebian/files")
        sums = self.ask("bash", "-c", f"cd {self.root} && find usr -type f -print0 "
                        "| LC_ALL=C sort -z | xargs -0 md5sum")
        write(f"{self.root}/DEBIAN/md5sums", (sums + "\n").encode())
        set_times(self.root, options.time)
        self.run("dpkg-deb", "--root-owner-group", "--uniform-compression", "-Zxz",
                 "--threads-max=1", "--build", self.root, os.path.abspath(options.out))


def main():
    options = arguments()
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(options, folder)
        builder.fill()
        if options.symbols:
            builder.describe_library()
        builder.find_dependencies()
        builder.finish()


if __name__ == "__main__":
    main()
