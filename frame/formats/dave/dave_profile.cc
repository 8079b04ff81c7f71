// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_profile.h"

#include <memory>

#include "sealframe/frame/formats/dave/dave_format.h"
#include "sealframe/frame/formats/dave/dave_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

Profile DaveProfile(const DaveOptions& options) {
  return {.name = "dave",
          .scheme = std::make_shared<DaveKeyScheme>(),
          .new_format = [passthrough = options.passthrough] {
            return std::make_unique<DaveFormat>(passthrough);
          }};
}

}  // namespace sealframe
