# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""What docs/dependencies.md says about the use of libraries is true."""

import re
import unittest

from tests.checks import source_tree

# Those of CVE-2025-0838, which Abseil's pinned archive has.
HASH_CONTAINER = re.compile(r"absl/container[/:](flat|node)_hash_(map|set)")
# BoringSSL's AEAD with more input, of a defect that later revisions have.
SCATTER = re.compile(r"\bEVP_AEAD_CTX_seal_scatter\(")
# Libraries of certificates and TLS.
CERTIFICATES = re.compile(r"openssl/(asn1|pem|pkcs7|pkcs8|ssl|x509|x509v3)\.h")


class DependenciesTest(unittest.TestCase):

    def test_no_source_uses_what_has_known_vulnerabilities(self):
        for pattern in (HASH_CONTAINER, SCATTER, CERTIFICATES):
            source_tree.assert_none(
                self, (path for path in source_tree.files(".h", ".cc", ".c", ".bazel")
                       if pattern.search(source_tree.read(path))))

    def test_uses_are_found(self):
        for pattern, text in ((HASH_CONTAINER, '#include "absl/container/flat_hash_map.h"'),
                              (HASH_CONTAINER, '"@com_google_absl//absl/container:node_hash_set"'),
                              (SCATTER, "EVP_AEAD_CTX_seal_scatter(a, b)"),
                              (CERTIFICATES, "#include <openssl/x509.h>")):
            self.assertTrue(pattern.search(text))


if __name__ == "__main__":
    unittest.main()
