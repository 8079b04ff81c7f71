// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_profile.h"

#include <memory>

#include "sealframe/frame/formats/getstream/getstream_format.h"
#include "sealframe/frame/formats/getstream/getstream_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

Profile GetStreamProfile(const GetStreamOptions& options) {
  return {.name = "getstream",
          .scheme = std::make_shared<GetStreamKeyScheme>(),
          .new_format = [accept_plain = options.accept_plain] {
            return std::make_unique<GetStreamFormat>(accept_plain);
          }};
}

}  // namespace sealframe
