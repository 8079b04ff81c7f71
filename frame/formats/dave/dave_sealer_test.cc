// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_sealer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_scheme.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

// StartCodes is a cipher whose output has a start code at `place` in the first
// `count` frames, and none in later ones.
class StartCodes final : public Aead {
 public:
  StartCodes(int count, size_t place)
      : Aead(kDaveTagSize), count_(count), place_(place) {}

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    std::fill(out.begin(), out.end(), uint8_t{0xaa});
    if (nonce[8] <= count_) {
      out[place_] = out[place_ + 1] = 0;
      out[place_ + 2] = 1;
    }
    return true;
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return false;
  }

  const int count_;
  const size_t place_;
};

const std::vector<uint8_t> kFrame = {0, 0, 0, 1, 0x65, 0xb8, 1, 2, 3, 4,
                                     0, 0, 0, 1, 0x65, 0xb8, 5, 6, 7, 8};

struct Sealed {
  FrameStatus status;
  uint32_t nonce;  // The sealed frame's.
  uint64_t next;   // The key's next nonce.
};

Sealed Seal(Codec codec, int count, size_t place) {
  const std::shared_ptr<SealingCounter> counter = NewTestCounter();
  SealingKey key(0, std::make_unique<StartCodes>(count, place),
                 std::make_unique<DaveNonces>(1, counter), counter,
                 GcmKeyLimits(kDaveTagSize), KeyFingerprint());
  DaveSealer sealer;
  std::vector<uint8_t> out(300);
  const FrameResult result =
      sealer.Seal(codec, key, kFrame, absl::MakeSpan(out));
  ClearRanges ranges;
  const ParsedDaveFooter footer =
      ParseDaveFooter(absl::MakeConstSpan(out).first(result.size), &ranges);
  return {result.status, footer.nonce, key.Take({}, 0, 0).counter()};
}

TEST(DaveSealerTest, AFrameIsSealedAgainUntilItHasNoStartCode) {
  // In the first slice, the second, the second and the tag, and the tag.
  for (const int place : {0, 1, 4, 5, 7, 8}) {
    for (const int count : {0, 1, 5, kMaxDaveSealings - 1}) {
      const Sealed sealed =
          Seal(Codec::kH264, count, static_cast<size_t>(place));
      EXPECT_EQ(sealed.status, FrameStatus::kOk);
      EXPECT_EQ(sealed.nonce, static_cast<uint32_t>(count) + 1);
      EXPECT_EQ(sealed.next, sealed.nonce + 1) << "a nonce for each time";
    }
  }
}

TEST(DaveSealerTest, AFrameIsDroppedAfterTenSealings) {
  const Sealed sealed = Seal(Codec::kH264, kMaxDaveSealings, 0);
  EXPECT_EQ(sealed.status, FrameStatus::kInternalError);
  EXPECT_EQ(sealed.next, static_cast<uint64_t>(kMaxDaveSealings) + 1);
}

TEST(DaveSealerTest, FramesOfOtherCodecsMayHaveStartCodes) {
  for (const Codec codec : {Codec::kUnknown, Codec::kOpus, Codec::kVp8}) {
    const Sealed sealed = Seal(codec, kMaxDaveSealings, 0);
    EXPECT_EQ(sealed.status, FrameStatus::kOk);
    EXPECT_EQ(sealed.nonce, 1u);
  }
}

}  // namespace
}  // namespace sealframe
