// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "frame/dave_profile.h"

#include <memory>

#include "frame/dave_format.h"
#include "frame/profile.h"
#include "keyring/dave_key_scheme.h"

namespace sealframe {

Profile DaveProfile(const DaveOptions& options) {
  return {.name = "dave",
          .scheme = std::make_shared<DaveKeyScheme>(),
          .new_format = [passthrough = options.passthrough] {
            return std::make_unique<DaveFormat>(passthrough);
          }};
}

}  // namespace sealframe
