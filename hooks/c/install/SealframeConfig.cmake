# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Sealframe::sealframe is the shared library, Sealframe::static the static one.
# Both export only Sealframe's interface.

get_filename_component(_sealframe_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET Sealframe::sealframe)
  add_library(Sealframe::sealframe SHARED IMPORTED)
  set_target_properties(Sealframe::sealframe PROPERTIES
    IMPORTED_LOCATION "${_sealframe_prefix}/lib/libsealframe.so.1"
    IMPORTED_SONAME "libsealframe.so.1"
    INTERFACE_INCLUDE_DIRECTORIES "${_sealframe_prefix}/include")

  add_library(Sealframe::static STATIC IMPORTED)
  set_target_properties(Sealframe::static PROPERTIES
    IMPORTED_LOCATION "${_sealframe_prefix}/lib/libsealframe.a"
    INTERFACE_LINK_LIBRARIES "stdc++;m;pthread"
    INTERFACE_INCLUDE_DIRECTORIES "${_sealframe_prefix}/include")
endif()

unset(_sealframe_prefix)
