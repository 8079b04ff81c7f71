# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs the library, its headers and packages for CMake and pkg-config. A shared
# and a static build may be installed into one prefix.

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/Sealframe")
if(BUILD_SHARED_LIBS)
  set(kind shared)
else()
  set(kind static)
  set_property(TARGET sealframe PROPERTY EXPORT_NAME static)
endif()

install(TARGETS sealframe EXPORT ${kind})
install(FILES hooks/c/sealframe.h hooks/c/sealframe.hpp TYPE INCLUDE)

install(EXPORT ${kind}
  NAMESPACE Sealframe:: FILE ${kind}.cmake DESTINATION "${package_folder}")
set(VERSION "${PROJECT_VERSION}")
configure_file(hooks/c/install/SealframeConfigVersion.cmake.in SealframeConfigVersion.cmake @ONLY)
install(
  FILES
    cmake/FindBoringSSL.cmake
    cmake/SealframeConfig.cmake
    "${PROJECT_BINARY_DIR}/SealframeConfigVersion.cmake"
  DESTINATION "${package_folder}")

# For the shared library only: BoringSSL, which the static one needs, has no package
# of pkg-config, and the one called libcrypto is OpenSSL's.
if(BUILD_SHARED_LIBS)
  set(pkgconfig_folder "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig")
  file(RELATIVE_PATH to_prefix "${pkgconfig_folder}" "${CMAKE_INSTALL_PREFIX}")
  configure_file(cmake/sealframe.pc.in sealframe.pc @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/sealframe.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endif()
