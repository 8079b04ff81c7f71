# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The npm package as an application gets it: installed, small, and with types."""

import glob
import gzip
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import unittest

ROOT = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])
HERE = ROOT + "/hooks/web"
(PACKAGE,) = glob.glob(HERE + "/sealframe-*.tgz")

# What a page downloads at most before its first frame, compressed: the module and its
# loader, or a worker with all in it.
MAX_MODULE_SIZE = 130_000
MAX_WORKER_SIZE = 136_000


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compressed_size(data):
    return len(gzip.compress(data, compresslevel=9))


def install(folder):
    """install makes a project with the package in it, without a network."""
    with open(folder + "/package.json", "w", encoding="utf-8") as file:
        json.dump({"name": "project", "private": True, "type": "module"}, file)
    subprocess.run(["npm", "install", "--offline", "--no-audit", "--no-fund",
                    "--no-update-notifier", PACKAGE],
                   cwd=folder, check=True, timeout=120,
                   env={**os.environ, "HOME": folder, "npm_config_cache": folder + "/.npm"})


class PackageTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        # pylint: disable-next=consider-using-with
        cls.temporary = tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"])
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.project = cls.temporary.name
        install(cls.project)
        cls.installed = cls.project + "/node_modules/sealframe"

    def run_here(self, *command):
        return subprocess.run(command, cwd=self.project, check=True, text=True,
                              stdout=subprocess.PIPE, timeout=120).stdout

    def test_the_example_of_the_readme_runs(self):
        with open(self.installed + "/README.md", encoding="utf-8") as file:
            (example,) = re.findall(r"```js\n(.*?)```", file.read(), re.DOTALL)
        with open(self.project + "/example.js", "w", encoding="utf-8") as file:
            file.write(example)
        self.assertEqual("ok ok a frame of Opus\n", self.run_here("node", "example.js"))

    def test_the_types_are_strict(self):
        shutil.copy(HERE + "/tests/types_test.ts", self.project)
        self.run_here("tsc", "--strict", "--noEmit", "--target", "es2022", "--module", "es2022",
                      "--moduleResolution", "node", "--lib", "es2022,dom", "types_test.ts")

    def loaded_by(self, name, loaded):
        """loaded_by adds a script of the package, and all that it imports, to `loaded`."""
        if name not in loaded:
            loaded[name] = read(f"{self.installed}/{name}")
            for imported in re.findall(rb'from"\./([\w.]+)"', loaded[name]):
                self.loaded_by(imported.decode(), loaded)
        return loaded

    def test_module_and_loader_are_small(self):
        loader = self.loaded_by("index.js", {})
        self.assertIn("interface.js", loader)
        size = compressed_size(b"".join(loader.values()))
        size += compressed_size(read(self.installed + "/sealframe.wasm"))
        self.assertLessEqual(size, MAX_MODULE_SIZE)
        for worker in ("/worker.js", "/livekit-worker.js"):
            self.assertLessEqual(compressed_size(read(self.installed + worker)), MAX_WORKER_SIZE)

    def test_a_worker_is_installed_into_a_folder(self):
        for flags, name, original in ([], "sealframe-worker.js", "worker.js"), (
                ["--livekit"], "sealframe-livekit-worker.js", "livekit-worker.js"):
            said = self.run_here("npx", "--offline", "sealframe", "install-worker", "served/here",
                                 *flags)
            self.assertIn("Copied the worker to served/here/" + name, said)
            self.assertEqual(read(f"{self.project}/served/here/{name}"),
                             read(f"{self.installed}/{original}"))

    def errors_of(self, code, *arguments):
        done = subprocess.run(
            ["npx", "--offline", "sealframe", *arguments], cwd=self.project, check=False,
            stderr=subprocess.PIPE, text=True, timeout=120)
        self.assertEqual(done.returncode, code)
        return done.stderr

    def test_a_folder_that_is_named_is_made_whatever_its_name(self):
        folder = self.project + "/public"
        self.addCleanup(shutil.rmtree, folder)
        self.run_here("npx", "--offline", "sealframe", "install-worker", "public")
        self.assertTrue(os.path.exists(folder + "/sealframe-worker.js"))

    def test_a_folder_that_cannot_be_made_is_explained_in_a_line(self):
        said = self.errors_of(1, "install-worker", "package.json")
        self.assertRegex(said, r"\Asealframe: cannot write package.json/\S+: .*exists.*\n\Z")

    def test_wrong_use_of_the_command_is_explained(self):
        for arguments in ([], ["install"], ["install-worker"], ["install-worker", "a", "b"],
                          ["install-worker", "--force"], ["install-worker", "--livekit"]):
            with self.subTest(arguments):
                self.assertIn("usage: npx sealframe install-worker",
                              self.errors_of(2, *arguments))

    def test_the_package_has_licences_and_no_address(self):
        with tarfile.open(PACKAGE) as tarball:
            names = tarball.getnames()
        for name in ("LICENSE", "NOTICE", "README.md", "index.d.ts", "sealframe.wasm"):
            self.assertIn("package/" + name, names)
        with open(self.installed + "/NOTICE", encoding="utf-8") as file:
            self.assertIn("BoringSSL", file.read())
        for path in glob.glob(self.installed + "/*.js*"):
            with open(path, encoding="utf-8") as file:
                self.assertNotRegex(file.read(), r"https?://")

    def test_the_same_files_give_the_same_package(self):
        made = []
        for number in (1, 2):
            folder = f"{self.project}/{number}"
            os.makedirs(folder)
            with open(folder + "/package.json", "w", encoding="utf-8") as file:
                json.dump({"version": "1"}, file)
            os.utime(folder + "/package.json", (number, number))
            subprocess.run([ROOT + "/tools/release/make_npm.py", "x.tgz", "1", "1000000000",
                            "./=package.json"], cwd=folder, check=True, umask=0o22 * number,
                           env={**os.environ, "TZ": f"UTC{number:+d}"})
            made.append(read(folder + "/x.tgz"))
        self.assertEqual(made[0], made[1])


if __name__ == "__main__":
    unittest.main()
