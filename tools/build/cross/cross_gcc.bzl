# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Debian's cross compilers as toolchains."""

load("@bazel_tools//tools/cpp:unix_cc_toolchain_config.bzl", "cc_toolchain_config")
load("@rules_cc//cc:defs.bzl", "cc_toolchain")

_TOOLS = ["ar", "cpp", "dwp", "gcc", "gcov", "ld", "nm", "objcopy", "objdump", "strip"]

def cross_gcc(name, cpu, target, compile_flags = [], link_flags = []):
    """Declares the platform NAME, and the compiler of its programs.

    Args:
      name: the name of the platform. NAME_toolchain is for --extra_toolchains, and
        NAME_gcc for a toolchain suite.
      cpu: the processor, as @platforms//cpu and --cpu name it.
      target: the compiler's name for the system, such as aarch64-linux-gnu.
      compile_flags: further flags of the compiler.
      link_flags: further flags of the linker.
    """
    constraints = ["@platforms//cpu:" + cpu, "@platforms//os:linux"]
    native.platform(name = name, constraint_values = constraints)
    native.toolchain(
        name = name + "_toolchain",
        target_compatible_with = constraints,
        toolchain = ":%s_gcc" % name,
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )
    cc_toolchain(
        name = name + "_gcc",
        all_files = ":none",
        compiler_files = ":none",
        dwp_files = ":none",
        linker_files = ":none",
        objcopy_files = ":none",
        strip_files = ":none",
        tags = ["manual"],
        toolchain_config = ":%s_gcc_config" % name,
    )
    paths = {tool: "/usr/bin/%s-%s" % (target, tool) for tool in _TOOLS}
    paths["llvm-cov"] = "/bin/false"
    cc_toolchain_config(
        name = name + "_gcc_config",
        abi_libc_version = "glibc",
        abi_version = "gcc",
        compile_flags = [
            "-fstack-protector",
            "-fno-omit-frame-pointer",
            "-no-canonical-prefixes",
            "-fno-canonical-system-headers",
            "-Wno-builtin-macro-redefined",
            "-D__DATE__=\"redacted\"",
            "-D__TIMESTAMP__=\"redacted\"",
            "-D__TIME__=\"redacted\"",
        ] + compile_flags,
        compiler = "gcc",
        cpu = cpu,
        cxx_builtin_include_directories = [
            "/usr/%s/include" % target,
            "/usr/lib/gcc-cross/" + target,
        ],
        dbg_compile_flags = ["-g"],
        host_system_name = "local",
        link_flags = [
            "-no-canonical-prefixes",
            "-Wl,-z,relro,-z,now",
        ] + link_flags,
        link_libs = [
            "-lstdc++",
            "-lm",
        ],
        opt_compile_flags = [
            "-O2",
            "-DNDEBUG",
            "-ffunction-sections",
            "-fdata-sections",
        ],
        opt_link_flags = ["-Wl,--gc-sections"],
        supports_start_end_lib = False,
        target_libc = "glibc",
        target_system_name = target,
        tool_paths = paths,
        toolchain_identifier = target,
    )
