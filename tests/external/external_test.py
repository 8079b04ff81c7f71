# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A workspace made from docs/embedding/cpp.md builds against this tree.

Bazel runs there as it does for a consumer: without this tree's .bazelrc, and with
Debian's rules and archive alone. A disk cache spares all but the first run on a
machine the compilation of BoringSSL and Abseil.
"""

import os
import pwd
import re
import subprocess
import tempfile
import textwrap
import unittest

RUNFILES = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])
ROOT = os.path.dirname(os.path.realpath(os.path.join(RUNFILES, "README.md")))
HOME = pwd.getpwuid(os.getuid()).pw_dir
CACHE = os.path.join(
    os.environ.get("XDG_CACHE_HOME", os.path.join(HOME, ".cache")), "sealframe")

# `bazel` for the page's commands. PATH is part of the disk cache's key.
WRAPPER = """#!/bin/sh
PATH=/usr/local/bin:/usr/bin:/bin
exec /usr/bin/bazel --nohome_rc --bazelrc={rc} --output_user_root={output} \
--max_idle_secs=60 "$@"
"""

# The page's files, each introduced by its name, and its commands.
STEPS = re.compile(r"`(?P<name>[\w.]+)` [^`]*:\n\n```\w+\n(?P<text>.*?)^```$|"
                   r"^```sh\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)

README_MAIN = """
#include "sealframe/crypto/random.h"
int main() {
  std::vector<uint8_t> sealed;
  return SealOne(RandomSecret(16), {1, 2}, &sealed) ? 0 : 1;
}
"""

# The lists of BoringSSL's gen/sources.bzl that libcrypto is made of.
BORINGSSL_LISTS = (
    "bcm_internal_headers", "bcm_sources", "bcm_sources_asm", "crypto_headers",
    "crypto_internal_headers", "crypto_sources", "crypto_sources_asm")

PRIVATE = ("//keyring:keyring", "//crypto:aead",
           "//frame/formats/sframe:sframe_header", "//tools/cli:json")


def read(path):
    with open(os.path.join(RUNFILES, path), encoding="utf-8") as file:
        return file.read()


PAGE = read("docs/embedding/cpp.md")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def script_of(page):
    """script_of returns a shell script of all steps of the page."""
    script = ""
    for step in STEPS.finditer(page):
        script += step["commands"] or (
            f"cat >{step['name']} <<'END OF FILE'\n{step['text']}END OF FILE\n")
    return script


class ExternalTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        os.symlink(ROOT, cls.folder + "/sealframe")
        write(cls.folder + "/bazelrc",
              f"build --disk_cache={CACHE}/external --nosandbox_debug\n")
        write(cls.folder + "/bin/bazel", WRAPPER.format(
            rc=cls.folder + "/bazelrc", output=cls.folder + "/output"))
        os.chmod(cls.folder + "/bin/bazel", 0o755)
        cls.page = cls.run_script(cls.folder, script_of(PAGE))

    @classmethod
    def tearDownClass(cls):
        cls.run_script(cls.folder + "/call", "bazel shutdown")

    @classmethod
    def run_script(cls, folder, script):
        """run_script runs a shell script in a folder and returns its result."""
        return subprocess.run(
            ["bash", "-e", "-c", script], cwd=folder, text=True,
            capture_output=True, check=False,
            env={"HOME": HOME, "PATH": f"{cls.folder}/bin:/usr/bin:/bin"})

    def run_in_workspace(self, script):
        return self.run_script(self.folder + "/call", script)

    def test_the_page_leads_from_an_empty_folder_to_a_call(self):
        self.assertEqual(self.page.returncode, 0, self.page.stderr[-4000:])
        expected = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[-1]
        self.assertEqual(self.page.stdout, expected)

    def test_the_page_installs_the_packages_of_every_build(self):
        installed = re.search(r"apt-get install (.*)", PAGE)[1].split()
        needed = re.findall(r"^([\w.+-]+)\s+base\s", read("tools/packages.txt"),
                            re.MULTILINE)
        self.assertEqual(installed, needed)

    def test_every_header_that_the_page_lists_is_of_the_umbrella(self):
        headers = re.findall(r"`((?:\w+/)+\w+)\.h`", PAGE)
        self.assertGreater(len(headers), 10)
        listed = self.run_in_workspace(
            "bazel query 'labels(hdrs, deps(@sealframe//:sealframe, 1))'")
        for header in headers:
            folder, _, name = header.rpartition("/")
            self.assertIn(f"@sealframe//{folder}:{name}.h\n", listed.stdout)

    def test_the_example_of_the_readme_builds_and_runs(self):
        example = re.search(r"^```cpp\n(.*?)^```$", read("README.md"),
                            re.MULTILINE | re.DOTALL)[1]
        write(self.folder + "/call/readme/readme.cc", example + README_MAIN)
        write(self.folder + "/call/readme/BUILD.bazel", textwrap.dedent("""\
            load("@rules_cc//cc:defs.bzl", "cc_binary")

            cc_binary(
                name = "readme",
                srcs = ["readme.cc"],
                deps = ["@sealframe//:sealframe"],
            )
            """))
        ran = self.run_in_workspace("bazel run //readme")
        self.assertEqual(ran.returncode, 0, ran.stderr[-4000:])

    def test_the_umbrella_and_the_c_interface_are_public(self):
        built = self.run_in_workspace(
            "bazel build @sealframe//:sealframe && "
            "bazel build --nobuild @sealframe//hooks/c:sealframe_c")
        self.assertEqual(built.returncode, 0, built.stderr[-4000:])

    def test_other_libraries_are_private(self):
        targets = 'load("@rules_cc//cc:defs.bzl", "cc_library")\n' + "".join(
            f'cc_library(name = "{number}", deps = ["@sealframe{label}"])\n'
            for number, label in enumerate(PRIVATE))
        write(self.folder + "/call/private/BUILD.bazel", targets)
        built = self.run_in_workspace("bazel build -k --nobuild //private:all")
        self.assertNotEqual(built.returncode, 0)
        for label in PRIVATE:
            self.assertIn(f"'@sealframe{label}' is not visible", built.stderr)

    def test_repositories_that_the_workspace_has_are_kept(self):
        own = self.folder + "/own"
        write(own + "/fmt/WORKSPACE", "")
        write(own + "/fmt/BUILD.bazel", 'filegroup(name = "of_the_consumer")\n')
        page = STEPS.search(PAGE, PAGE.index("`WORKSPACE`"))["text"]
        write(own + "/WORKSPACE", page.replace(
            "\nload(", '\nlocal_repository(name = "fmt", path = "fmt")\n\nload('))
        asked = self.run_script(own, "bazel query @fmt//:all; bazel shutdown")
        self.assertEqual(asked.stdout, "@fmt//:of_the_consumer\n", asked.stderr)

    def test_boringssl_comes_from_the_folder_that_the_environment_names(self):
        upstream = self.folder + "/upstream"
        lists = {name: [] for name in BORINGSSL_LISTS}
        lists["crypto_sources"] = ["crypto/only.cc"]
        lists["crypto_headers"] = ["include/openssl/only.h"]
        write(upstream + "/gen/sources.bzl",
              "".join(f"{name} = {files}\n" for name, files in lists.items()))
        write(upstream + "/LICENSE", "")
        write(upstream + "/include/openssl/only.h", "int Only();\n")
        write(upstream + "/third_party/fiat/unused.h", "")
        build = ("bazel build @boringssl//:crypto "
                 f"--repo_env=SEALFRAME_BORINGSSL={upstream}")
        built = self.run_in_workspace(build)
        self.assertIn(f"{upstream}: no source of BoringSSL, crypto is missing", built.stderr)
        write(upstream + "/crypto/only.cc",
              '#include <openssl/only.h>\nint Only() { return 1; }\n')
        built = self.run_in_workspace(build)
        self.assertEqual(built.returncode, 0, built.stderr[-4000:])


if __name__ == "__main__":
    unittest.main()
