// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Links libsealframe from the folder that `SEALFRAME_LIB_DIR` or pkg-config names.

use std::env;
use std::process::Command;

const REMEDY: &str = "cannot find the C library: install it with its pkg-config file, \
     set PKG_CONFIG_PATH, or set SEALFRAME_LIB_DIR to the folder of libsealframe.so";

fn folder_from_pkg_config() -> String {
    let asked = Command::new("pkg-config")
        .args(["--variable=libdir", "sealframe"])
        .output()
        .unwrap_or_else(|error| panic!("pkg-config does not run ({error}): {REMEDY}"));
    if !asked.status.success() {
        panic!("{}{REMEDY}", String::from_utf8_lossy(&asked.stderr));
    }
    String::from_utf8_lossy(&asked.stdout).trim().to_owned()
}

fn main() {
    for name in ["SEALFRAME_LIB_DIR", "PKG_CONFIG_PATH"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    let folder = env::var("SEALFRAME_LIB_DIR").unwrap_or_else(|_| folder_from_pkg_config());
    println!("cargo:rustc-link-search=native={folder}");
    println!("cargo:rustc-link-lib=sealframe");
}
