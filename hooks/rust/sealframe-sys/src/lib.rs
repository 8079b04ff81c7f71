// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Sealframe's C interface, `sealframe.h`, under its C names.
//!
//! The header documents the functions; the crate `sealframe` makes them safe.
//! `Default` of a struct is the header's `SEALFRAME_INIT`: the size is set, and
//! all else is zero. Enums are numbers, because a newer library may return
//! values that this crate does not know.

#![allow(non_camel_case_types)]

#[rustfmt::skip]
mod interface;

pub use interface::*;
