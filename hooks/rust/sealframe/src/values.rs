// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/// Defines a type with the values of an enum of the C interface.
macro_rules! values {
    ($name:ident, $c_name:ident, $($value:ident = $c_value:ident, $text:literal;)+) => {
        #[doc = concat!("`", stringify!($c_name), "`. A newer library may return more values.")]
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(pub(crate) i32);

        #[allow(missing_docs)]
        impl $name {
            $(pub const $value: Self = Self(sealframe_sys::$c_value.0);)+
        }

        impl Default for $name {
            /// The value of zero.
            fn default() -> Self {
                Self(0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match *self {
                    $(Self::$value => f.write_str($text),)+
                    _ => write!(f, "{}", self.0),
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl $name {
            #[allow(dead_code)]
            pub(crate) fn from_c(value: sealframe_sys::$c_name) -> Self {
                Self(value.0)
            }

            #[allow(dead_code)]
            pub(crate) fn to_c(self) -> sealframe_sys::$c_name {
                sealframe_sys::$c_name(self.0)
            }
        }
    };
}

pub(crate) use values;
