// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Two streams get one frame at once: both accept it and authenticate it, and
// one commits it. The other must not let it out.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr FrameInfo kInfo = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

// TrustingAead authenticates everything, and calls `meanwhile` once.
class TrustingAead final : public Aead {
 public:
  TrustingAead(size_t tag_size, std::function<void()>* meanwhile)
      : Aead(tag_size), meanwhile_(meanwhile) {}

 private:
  bool DoSeal(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return false;
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    std::fill(out.begin(), out.end(), uint8_t{7});
    if (const auto call = std::exchange(*meanwhile_, nullptr)) {
      call();
    }
    return true;
  }

  std::function<void()>* const meanwhile_;
};

class LostRaceTest : public ::testing::TestWithParam<std::string> {};

TEST_P(LostRaceTest, AFrameComesOutOfTheStreamThatCommitsItFirst) {
  const Profile profile = *NamedProfile(GetParam());
  TestPair pair({.profile = profile});
  const Bytes sealed = SealTo(*pair.send, TestFrame(30), kInfo);

  Keyring keyring({.traits = profile.scheme->traits()});
  std::function<void()> meanwhile;
  const size_t tag_size = GetParam() == "dave" ? 8 : 16;
  keyring.SetOpening(
      {{.ssrc = std::nullopt,
        .key = std::make_shared<OpeningKey>(
            /*kid=*/0, std::make_unique<TrustingAead>(tag_size, &meanwhile),
            Nonce{}, GcmKeyLimits(tag_size), KeyFingerprint{})}});

  const auto open = [&] {
    StreamKeys keys(keyring);
    const StreamKeys::Use use(keys);
    Bytes out(sealed.size());
    return profile.new_format()
        ->Open(kInfo, keys, sealed, absl::MakeSpan(out))
        .status;
  };
  FrameStatus first = FrameStatus::kInternalError;
  meanwhile = [&] { first = open(); };
  EXPECT_EQ(open(), FrameStatus::kReplayed);
  EXPECT_EQ(first, FrameStatus::kOk);
}

INSTANTIATE_TEST_SUITE_P(Profiles, LostRaceTest,
                         ::testing::Values("sframe", "livekit", "jframe",
                                           "dave", "getstream"),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace sealframe
