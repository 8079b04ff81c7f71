# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Sealframe::sealframe is the shared library, Sealframe::static the static one. Where
# only the static one is installed, both names stand for it.

include(CMakeFindDependencyMacro)

include("${CMAKE_CURRENT_LIST_DIR}/shared.cmake" OPTIONAL)

if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/static.cmake")
  set(_sealframe_module_path "${CMAKE_MODULE_PATH}")
  list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")
  find_dependency(absl)
  find_dependency(BoringSSL)
  find_dependency(Threads)
  set(CMAKE_MODULE_PATH "${_sealframe_module_path}")
  unset(_sealframe_module_path)

  include("${CMAKE_CURRENT_LIST_DIR}/static.cmake")
  if(NOT TARGET Sealframe::sealframe)
    add_library(Sealframe::sealframe INTERFACE IMPORTED)
    target_link_libraries(Sealframe::sealframe INTERFACE Sealframe::static)
  endif()
endif()
