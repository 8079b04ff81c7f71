# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Finds an installed BoringSSL, below BoringSSL_ROOT if that is set, and defines
# BoringSSL::Crypto. Debian keeps its BoringSSL in folders called android.

include(CMakeFindDependencyMacro)
include(FindPackageHandleStandardArgs)

find_dependency(Threads)
find_path(BoringSSL_INCLUDE_DIR openssl/is_boringssl.h PATH_SUFFIXES android)
find_library(BoringSSL_CRYPTO_LIBRARY crypto
  HINTS "${BoringSSL_INCLUDE_DIR}/../lib" PATH_SUFFIXES android)
mark_as_advanced(BoringSSL_INCLUDE_DIR BoringSSL_CRYPTO_LIBRARY)
find_package_handle_standard_args(BoringSSL
  REQUIRED_VARS BoringSSL_CRYPTO_LIBRARY BoringSSL_INCLUDE_DIR)

if(BoringSSL_FOUND AND NOT TARGET BoringSSL::Crypto)
  add_library(BoringSSL::Crypto UNKNOWN IMPORTED)
  set_target_properties(BoringSSL::Crypto PROPERTIES
    IMPORTED_LOCATION "${BoringSSL_CRYPTO_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${BoringSSL_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "Threads::Threads;$<$<PLATFORM_ID:Windows>:ws2_32>")
endif()
