# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""What is linked is in NOTICE, in the bill of materials and in docs/dependencies.md."""

import json
import re
import unittest

from docs import pages

# The names that Bazel versions give repositories, and those of the projects.
PROJECTS = {
    "abseil-cpp": "Abseil",
    "boringssl": "BoringSSL",
    "com_google_absl": "Abseil",
    "fmt": "{fmt}",
}

# Abseil has the licence of this tree.
WITH_A_TEXT = {"BoringSSL", "{fmt}"}

BILL = json.loads(pages.read("tools/release/sealframe.spdx.json"))


def named(name):
    (package,) = (package for package in BILL["packages"] if package["name"] == name)
    return package


def parts(kind):
    """parts returns the names of packages in relationships of this kind with Sealframe."""
    ids = {package["SPDXID"]: package["name"] for package in BILL["packages"]}
    return {ids[end] for one in BILL["relationships"] if one["relationshipType"] == kind
            for end in (one["spdxElementId"], one["relatedSpdxElement"])
            if end in ids} - {"Sealframe"}


def linked():
    """linked returns the projects with code in what is shipped for this machine."""
    names = pages.read("tools/release/linked.txt").split()
    return {PROJECTS[re.split("[+~]", name)[0]] for name in names}


class SupplyTest(unittest.TestCase):

    def test_the_bill_lists_exactly_what_is_linked(self):
        self.assertEqual(linked() | {"musl"}, parts("STATIC_LINK"))

    def test_notice_names_what_is_linked(self):
        notice = pages.read("NOTICE")
        for name in parts("STATIC_LINK"):
            self.assertRegex(notice, rf"(?m)^{re.escape(name)}, ")

    def test_notices_of_packages_have_the_texts_of_licences(self):
        for path, names in (("tools/release/NOTICE", WITH_A_TEXT & linked()),
                            ("hooks/web/NOTICE", {"BoringSSL", "musl"})):
            notice = pages.read(path)
            self.assertTrue(notice.startswith(pages.read("NOTICE")))
            for name in names:
                text = notice.split(f"\n{name}\n====", 1)[1].split("\n" + "=" * 72)[0]
                self.assertIn("Permission is hereby granted", text, name)

    def test_the_bill_has_every_pinned_source_with_its_checksum(self):
        pinned = re.findall(r'archive = "(.*)",\n.*package = .*\n +sha256 = "(.*)"',
                            re.sub(r"\n +build_file.*", "", pages.read("deps.bzl")))
        listed = [(package["downloadLocation"].rpartition("/")[2],
                   package["checksums"][0]["checksumValue"])
                  for package in BILL["packages"] if "checksums" in package]
        self.assertEqual(len(pinned), pages.read("deps.bzl").count("sha256 = "))
        self.assertEqual(sorted(pinned), sorted(listed))

    def test_the_bill_has_what_spdx_requires(self):
        for field in ("spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace",
                      "creationInfo", "packages", "relationships"):
            self.assertIn(field, BILL)
        for package in BILL["packages"]:
            for field in ("name", "SPDXID", "downloadLocation", "licenseConcluded",
                          "licenseDeclared", "copyrightText", "supplier"):
                self.assertTrue(package[field], package)
            self.assertRegex(package["SPDXID"], r"^SPDXRef-[A-Za-z0-9.-]+$")

    def test_the_page_about_dependencies_has_their_versions(self):
        page = pages.read("docs/dependencies.md").split("\n## Known vulnerabilities")[0]
        for name in parts("STATIC_LINK") | parts("TEST_DEPENDENCY_OF"):
            version = named(name)["versionInfo"]
            (row,) = re.findall(rf"(?m)^\| {re.escape(name)} \|.*$", page)
            if version != "NOASSERTION":
                self.assertIn(f"| {version} |", row)


if __name__ == "__main__":
    unittest.main()
