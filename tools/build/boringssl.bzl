# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""A repository rule that chooses the BoringSSL to build with.

It is the pinned one, or upstream's source in the folder $SEALFRAME_BORINGSSL:

    bazel build --repo_env=SEALFRAME_BORINGSSL=/path/to/boringssl ...

Upstream's own rules need a newer Bazel and more repositories than Debian has, so
boringssl.BUILD replaces them.
"""

_VARIABLE = "SEALFRAME_BORINGSSL"

# The parts of upstream's source that libcrypto is compiled from, beside its list.
_UPSTREAM = ["LICENSE", "crypto", "include", "third_party/fiat"]
_UPSTREAM_LIST = "gen/sources.bzl"
_PINNED_LIST = "BUILD.generated.bzl"
_PINNED_RULES = "BUILD"

# What the pinned rules leave out: the assembly for processors of 32 bits.
_ASSEMBLY = {
    "@platforms//cpu:arm": "crypto_sources_linux_arm",
    "@platforms//cpu:x86_32": "crypto_sources_linux_x86",
}

# A third of libcrypto is for certificates, which nothing here reads.
_CERTIFICATES = ["asn1", "pem", "pkcs7", "pkcs8", "trust_token", "x509", "x509v3"]

def _reads_certificates(line):
    """Whether a line of a list names a source file in a folder of _CERTIFICATES."""
    return line.endswith((".c\",", ".cc\",")) and any([
        "crypto/%s/" % folder in line
        for folder in _CERTIFICATES
    ])

def _write_list(ctx, source, name):
    """Copies a list of source files, without those for certificates."""
    lines = ctx.read(source).split("\n")
    ctx.file(name, "\n".join([line for line in lines if not _reads_certificates(line)]))

def _write_rules(ctx, source, name):
    """Copies the pinned rules, with _ASSEMBLY beside all that is there for x86-64."""
    lines = []
    for line in ctx.read(source).split("\n"):
        lines.append(line)
        for processor, sources in _ASSEMBLY.items():
            added = line.replace("crypto_sources_linux_x86_64", sources)
            added = added.replace(":linux_x86_64", processor)
            if line.startswith("    ") and added != line and "name" not in line:
                lines.append(added)
    ctx.file(name, "\n".join(lines))

def _boringssl_impl(ctx):
    folder = ctx.os.environ.get(_VARIABLE)
    if not folder:
        for entry in ctx.path(ctx.attr.pinned).dirname.readdir():
            if entry.basename == _PINNED_LIST:
                _write_list(ctx, entry, _PINNED_LIST)
            elif entry.basename == _PINNED_RULES:
                _write_rules(ctx, entry, _PINNED_RULES)
            else:
                ctx.symlink(entry, entry.basename)
        return
    for part in _UPSTREAM + [_UPSTREAM_LIST]:
        if not ctx.path(folder + "/" + part).exists:
            fail("%s=%s: no source of BoringSSL, %s is missing." % (_VARIABLE, folder, part))
    for part in _UPSTREAM:
        ctx.symlink(folder + "/" + part, part)
    for entry in ctx.path(folder + "/gen").readdir():
        if entry.basename != "sources.bzl":
            ctx.symlink(entry, "gen/" + entry.basename)
    _write_list(ctx, folder + "/" + _UPSTREAM_LIST, _UPSTREAM_LIST)
    ctx.symlink(ctx.attr._build_file, "BUILD.bazel")

boringssl = repository_rule(
    implementation = _boringssl_impl,
    attrs = {
        "pinned": attr.label(mandatory = True, doc = "A file in the folder of the pinned source."),
        "_build_file": attr.label(
            allow_single_file = True,
            default = "//tools/build:boringssl.BUILD",
        ),
    },
    environ = [_VARIABLE],
)
