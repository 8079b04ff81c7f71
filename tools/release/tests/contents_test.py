# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The packages are complete, lawful, and the same each time they are made."""

import os
import shutil
import subprocess
import tarfile
import unittest
import zipfile

FOLDER = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"],
                      "tools/release")
DEBIAN = ("gstreamer1.0-sealframe", "libsealframe-dev", "libsealframe1", "sealframe",
          "sealframe-av")

LIBRARY = FOLDER + "/../../hooks/c/libsealframe.so.1"
TREE = FOLDER + "/../../hooks/c/sealframe.tar"

# The newest versions that manylinux_2_34 allows.
NEWEST = {"GLIBCXX": (3, 4, 29), "CXXABI": (1, 3, 13)}

# Commands that make packages of these inputs.
INPUTS = {"libsealframe.so.1": LIBRARY, "tree.tar": TREE}
MAKING = (
    ["make_deb.py", "--package=libsealframe1", "--version=1", "--time=1000000000",
     "--control=" + FOLDER + "/debian/control", "--copyright=text", "--changelog=text",
     "--out=x.deb", "usr/lib/libsealframe.so.1=libsealframe.so.1", "usr/share/a.gz=text",
     "usr/lib/link->libsealframe.so.1"],
    ["make_tarball.py", "x.tar.gz", "top", "1000000000", "tree.tar", "bin/a=text"],
    ["make_wheel.py", "x.whl", "1", "1000000000", "x86_64", "libsealframe.so.1", "text"],
)
MADE = ("x.deb", "x.tar.gz", "x.whl")


def run(*command):
    return subprocess.run(command, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def licences(text):
    return ["BoringSSL\n====" in text, "{fmt}\n====" in text, "Abseil" in text,
            "Apache License" in text]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def made_anywhere(number):
    """made_anywhere makes packages in a folder, time zone, locale and time of its own."""
    folder = f"{os.environ['TEST_TMPDIR']}/{number}"
    os.makedirs(folder)
    for name in ("text", "libsealframe.so.1", "tree.tar"):
        shutil.copyfile(INPUTS.get(name, FOLDER + "/notes.md"), f"{folder}/{name}")
        os.utime(f"{folder}/{name}", (number, number))
    environment = {**os.environ, "TZ": f"UTC{number:+d}", "HOME": folder,
                   "LC_ALL": ("C", "C.UTF-8")[number - 1]}
    for command in MAKING:
        subprocess.run([FOLDER + "/" + command[0], *command[1:]], cwd=folder, check=True,
                       env=environment, umask=0o22 * number)
    return {name: read(f"{folder}/{name}") for name in MADE}


class ContentsTest(unittest.TestCase):

    def test_debian_packages_are_clean(self):
        files = [f"{FOLDER}/{name}.deb" for name in DEBIAN]
        # That tag is for uploads to Debian's archive.
        said = run("lintian", "--allow-root", "--fail-on=none",
                   "--suppress-tags=initial-upload-closes-no-bugs", *files)
        self.assertEqual(said, "")

    def test_debian_packages_have_all_licences(self):
        for name in DEBIAN:
            listing = subprocess.run(
                ["dpkg-deb", "--fsys-tarfile", f"{FOLDER}/{name}.deb"], check=True,
                stdout=subprocess.PIPE).stdout
            text = subprocess.run(
                ["tar", "-xO", f"./usr/share/doc/{name}/copyright"], input=listing,
                check=True, stdout=subprocess.PIPE).stdout.decode()
            self.assertTrue(all(licences(text)), name)

    def test_tarball_and_wheel_have_all_licences(self):
        with tarfile.open(FOLDER + "/sealframe.tar.gz") as tarball:
            top = tarball.next().name
            notice = tarball.extractfile(top + "/NOTICE").read().decode()
            self.assertIn(top + "/LICENSE", tarball.getnames())
        self.assertTrue(all(licences(notice)))
        with zipfile.ZipFile(FOLDER + "/sealframe.whl") as wheel:
            (notice,) = (name for name in wheel.namelist() if name.endswith("/NOTICE"))
            self.assertTrue(all(licences(wheel.read(notice).decode())))

    def test_wheel_states_what_its_library_needs(self):
        with zipfile.ZipFile(FOLDER + "/sealframe.whl") as wheel:
            library = wheel.extract("sealframe/libsealframe.so.1",
                                    os.environ["TEST_TMPDIR"])
            (about,) = (wheel.read(name).decode() for name in wheel.namelist()
                        if name.endswith("/WHEEL"))
        needed = {word for word in run("readelf", "--dynamic", library).split()
                  if word.startswith("[lib") and "sealframe" not in word}
        self.assertLessEqual(needed, {
            f"[{name}]" for name in ("libc.so.6", "libm.so.6", "libgcc_s.so.1",
                                     "libstdc++.so.6", "libpthread.so.0")})
        is_portable = True
        for word in run("readelf", "--version-info", "--wide", library).split():
            name, _, version = word.partition("_")
            if name in NEWEST:
                is_portable &= tuple(map(int, version.split("."))) <= NEWEST[name]
        self.assertIn("Tag: py3-none-" + ("manylinux_2_" if is_portable else "linux_"), about)

    def test_packages_are_the_same_wherever_and_whenever_they_are_made(self):
        first, second = made_anywhere(1), made_anywhere(2)
        for name in MADE:
            self.assertTrue(first[name] == second[name], name)

    def test_release_notes_are_the_changelog_s(self):
        with open(FOLDER + "/notes.md", encoding="utf-8") as notes:
            text = notes.read()
        self.assertTrue(text.startswith("# Sealframe "))
        self.assertIn("\nNew:\n", text)
        self.assertIn("docs/embedding/web.md", text)
        self.assertNotRegex(text, r"\]\((?!https:)")  # Where the notes are, no file is.


if __name__ == "__main__":
    unittest.main()
