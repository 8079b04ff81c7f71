// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_sealer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

// Unlucky is a cipher whose output has `bytes` at `place` in the first `count`
// frames, and no zeros in later ones.
class Unlucky final : public Aead {
 public:
  Unlucky(int count, size_t place, std::vector<uint8_t> bytes)
      : Aead(kDaveTagSize),
        count_(count),
        place_(place),
        bytes_(std::move(bytes)) {}

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    std::fill(out.begin(), out.end(), uint8_t{0xaa});
    if (nonce[8] <= count_) {
      std::copy(bytes_.begin(), bytes_.end(), out.begin() + place_);
    }
    return true;
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return false;
  }

  const int count_;
  const size_t place_;
  const std::vector<uint8_t> bytes_;
};

const std::vector<uint8_t> kStartCode = {0, 0, 1};

const std::vector<uint8_t> kFrame = {0, 0, 0, 1, 0x65, 0xb8, 1, 2, 3, 4,
                                     0, 0, 0, 1, 0x65, 0xb8, 5, 6, 7, 8};

struct Sealed {
  FrameStatus status;
  uint32_t nonce;  // The sealed frame's.
  uint64_t next;   // The key's next nonce.
};

Sealed Seal(Codec codec, int count, size_t place,
            const std::vector<uint8_t>& bytes = kStartCode) {
  const std::shared_ptr<SealingCounter> counter = NewTestCounter();
  SealingKey key(0, std::make_unique<Unlucky>(count, place, bytes),
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

// Packetizers drop zeros at the end of a unit. The first slice of `kFrame` has
// four encrypted bytes, the second four and the footer.
TEST(DaveSealerTest, AFrameIsSealedAgainUntilNoUnitEndsInAZero) {
  for (const int count : {0, 1, 5, kMaxDaveSealings - 1}) {
    const Sealed sealed = Seal(Codec::kH264, count, 3, {0});
    EXPECT_EQ(sealed.status, FrameStatus::kOk);
    EXPECT_EQ(sealed.nonce, static_cast<uint32_t>(count) + 1);
  }
  for (const size_t place : {0u, 2u, 4u, 7u}) {
    EXPECT_EQ(Seal(Codec::kH264, kMaxDaveSealings, place, {0}).nonce, 1u)
        << "not at the end of a unit: " << place;
  }
}

TEST(DaveSealerTest, AFrameIsDroppedAfterTheLastSealing) {
  const Sealed sealed = Seal(Codec::kH264, kMaxDaveSealings, 0);
  EXPECT_EQ(sealed.status, FrameStatus::kInternalError);
  EXPECT_EQ(sealed.next, static_cast<uint64_t>(kMaxDaveSealings) + 1);
}

// In the largest frame, with more slices than a footer holds.
TEST(DaveSealerTest, NoFrameNeedsMoreSealingsInPractice) {
  const double succeeds = std::exp(-1.0) * std::pow(255.0 / 256, 100);
  EXPECT_LT(std::pow(1 - succeeds, kMaxDaveSealings), 1e-7);
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
