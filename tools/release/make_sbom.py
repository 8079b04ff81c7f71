#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the bill of materials, SPDX 2.3: make_sbom.py OUT VERSION TIME DEPS PARTS.

DEPS is deps.bzl, which pins the sources; PARTS is parts.json, which has what is not in
it. The same inputs give the same bytes.
"""

import ast
import datetime
import json
import re
import sys

OWN = "SPDXRef-Sealframe"
PROJECT = "https://github.com/sealframe/sealframe"
UNKNOWN = "NOASSERTION"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def pinned_sources(text):
    """pinned_sources returns the keywords of each debian_source in deps.bzl, by name."""
    sources = {}
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        words = {word.arg: word.value.value for word in node.keywords
                 if isinstance(word.value, ast.Constant)}
        if "sha256" in words:
            sources[words["name"]] = words
    return sources


def version_of(archive):
    """version_of returns the upstream version in the name of a Debian archive."""
    return re.fullmatch(r"[^_]+_(.+)\.orig\.tar\.\w+", archive)[1]


def url_of(source):
    """url_of returns the place of a source package's archive on Debian's mirrors."""
    package = source["package"]
    folder = package[:4] if package.startswith("lib") else package[0]
    return f"https://deb.debian.org/debian/pool/main/{folder}/{package}/{source['archive']}"


def package(name, version, licence, **others):
    return {
        "name": name,
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "", name),
        "versionInfo": version,
        "downloadLocation": UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        **others,
    }


def part_package(part, source):
    """part_package describes a part, from its pinned source unless it has none."""
    others = {"supplier": part["supplier"], "copyrightText": part["copyright"]}
    if "comment" in part:
        others["comment"] = part["comment"]
    if not source:
        return package(part["name"], UNKNOWN, part["license"], **others)
    version = version_of(source["archive"])
    return package(
        part["name"], version, part["license"], **others,
        downloadLocation=url_of(source),
        checksums=[{"algorithm": "SHA256", "checksumValue": source["sha256"]}],
        externalRefs=[{
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": f"pkg:deb/debian/{source['package']}@"
                                f"{version.replace('+', '%2B')}?arch=source",
        }])


def relationship(first, kind, second):
    return {"spdxElementId": first, "relationshipType": kind, "relatedSpdxElement": second}


def bill(version, time, sources, parts):
    """bill returns the document. It fails if a pinned source has no entry in `parts`."""
    missing = set(sources) - set(parts)
    if missing:
        sys.exit(f"parts.json has no entry for {sorted(missing)}, which deps.bzl pins")
    packages = [package("Sealframe", version, "Apache-2.0",
                        supplier="Organization: The Sealframe Authors",
                        copyrightText="Copyright 2026 The Sealframe Authors")]
    relationships = [relationship("SPDXRef-DOCUMENT", "DESCRIBES", OWN)]
    for key, part in parts.items():
        described = part_package(part, sources.get(key))
        packages.append(described)
        relationships.append(
            relationship(OWN, "STATIC_LINK", described["SPDXID"]) if part["linked"]
            else relationship(described["SPDXID"], "TEST_DEPENDENCY_OF", OWN))
    created = datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"sealframe-{version}",
        "documentNamespace": f"{PROJECT}/spdx/sealframe-{version}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": ["Tool: make_sbom.py"]},
        "packages": packages,
        "relationships": relationships,
    }


def main(out, version, time, deps, parts):
    document = bill(version, int(time), pinned_sources(read(deps)), json.loads(read(parts)))
    with open(out, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
