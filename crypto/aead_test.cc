// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aead.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/testing/test_bytes.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr size_t kTagSize = 4;
constexpr size_t kPlaintextSize = 6;
constexpr size_t kSealedSize = kPlaintextSize + kTagSize;
constexpr Nonce kNonce = {};

// FakeAead fills the output with 0xee and returns the given result.
class FakeAead final : public Aead {
 public:
  explicit FakeAead(bool result) : Aead(kTagSize), result_(result) {}
  int runs() const { return runs_; }

 private:
  bool DoSeal(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    return Run(out);
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>,
              absl::Span<uint8_t> out) const override {
    return Run(out);
  }
  bool Run(absl::Span<uint8_t> out) const {
    ++runs_;
    std::fill(out.begin(), out.end(), uint8_t{0xee});
    return result_;
  }

  const bool result_;
  mutable int runs_ = 0;
};

TEST(AeadTest, AFailedCallZeroFillsTheOutput) {
  const FakeAead aead(/*result=*/false);
  const Bytes plaintext(kPlaintextSize, 1);
  Bytes sealed(kSealedSize, 0xcc);
  EXPECT_FALSE(aead.Seal(kNonce, {}, plaintext, absl::MakeSpan(sealed)));
  EXPECT_THAT(sealed, Each(0));
  Bytes opened(kPlaintextSize, 0xcc);
  EXPECT_FALSE(aead.Open(kNonce, {}, sealed, absl::MakeSpan(opened)));
  EXPECT_THAT(opened, Each(0));
  EXPECT_EQ(aead.runs(), 2);
}

TEST(AeadTest, RefusesAnyOutputSizeButTheExactOne) {
  const FakeAead aead(/*result=*/true);
  const Bytes plaintext(kPlaintextSize, 1);
  const Bytes sealed(kSealedSize, 1);
  for (size_t size = 0; size < 20; ++size) {
    Bytes out(size, 0xcc);
    EXPECT_EQ(aead.Seal(kNonce, {}, plaintext, absl::MakeSpan(out)),
              size == kSealedSize);
    EXPECT_THAT(out, Each(size == kSealedSize ? 0xee : 0xcc)) << size;
    std::fill(out.begin(), out.end(), uint8_t{0xcc});
    EXPECT_EQ(aead.Open(kNonce, {}, sealed, absl::MakeSpan(out)),
              size == kPlaintextSize);
    EXPECT_THAT(out, Each(size == kPlaintextSize ? 0xee : 0xcc)) << size;
  }
}

TEST(AeadTest, OpenRefusesInputShorterThanATag) {
  const FakeAead aead(/*result=*/true);
  const Bytes sealed(kTagSize, 1);
  EXPECT_TRUE(aead.Open(kNonce, {}, sealed, {}));
  for (size_t size = 0; size < kTagSize; ++size) {
    EXPECT_FALSE(
        aead.Open(kNonce, {}, absl::MakeConstSpan(sealed).first(size), {}));
  }
  EXPECT_EQ(aead.runs(), 1);
}

// Slides the output over the input, from well before it to well after it.
TEST(AeadTest, RefusesAnOutputThatPartlyOverlapsTheInput) {
  constexpr size_t kInAt = 20;
  for (size_t out_at = 0; out_at < 40; ++out_at) {
    const FakeAead aead(/*result=*/true);
    Bytes arena(60, 0xcc);
    const absl::Span<uint8_t> all = absl::MakeSpan(arena);
    const bool seals = out_at == kInAt || out_at + kSealedSize <= kInAt ||
                       out_at >= kInAt + kPlaintextSize;
    EXPECT_EQ(aead.Seal(kNonce, {}, all.subspan(kInAt, kPlaintextSize),
                        all.subspan(out_at, kSealedSize)),
              seals)
        << out_at;
    const bool opens = out_at == kInAt || out_at + kPlaintextSize <= kInAt ||
                       out_at >= kInAt + kSealedSize;
    EXPECT_EQ(aead.Open(kNonce, {}, all.subspan(kInAt, kSealedSize),
                        all.subspan(out_at, kPlaintextSize)),
              opens)
        << out_at;
    if (!seals && !opens) {
      EXPECT_THAT(arena, Each(0xcc)) << out_at;
    }
  }
}

TEST(AeadTest, RefusesAnOutputThatOverlapsTheAad) {
  constexpr size_t kAadAt = 20;
  constexpr size_t kAadSize = 5;
  const Bytes plaintext(kPlaintextSize, 1);
  const Bytes sealed(kSealedSize, 1);
  for (size_t out_at = 0; out_at < 40; ++out_at) {
    const FakeAead aead(/*result=*/true);
    Bytes arena(60, 0xcc);
    const absl::Span<uint8_t> all = absl::MakeSpan(arena);
    const auto aad = all.subspan(kAadAt, kAadSize);
    const bool after = out_at >= kAadAt + kAadSize;
    EXPECT_EQ(
        aead.Seal(kNonce, aad, plaintext, all.subspan(out_at, kSealedSize)),
        after || out_at + kSealedSize <= kAadAt)
        << out_at;
    EXPECT_EQ(
        aead.Open(kNonce, aad, sealed, all.subspan(out_at, kPlaintextSize)),
        after || out_at + kPlaintextSize <= kAadAt)
        << out_at;
    EXPECT_THAT(aad, Each(0xcc)) << out_at;
  }
}

TEST(AeadTest, AnEmptySpanOverlapsNothing) {
  const FakeAead aead(/*result=*/true);
  Bytes out(kTagSize);
  const absl::Span<uint8_t> inside = absl::MakeSpan(out).subspan(2, 0);
  EXPECT_TRUE(aead.Seal(kNonce, inside, inside, absl::MakeSpan(out)));
  EXPECT_TRUE(aead.Open(kNonce, inside, out, inside));
}

// IdleAead touches no data, so its spans need no memory behind them.
class IdleAead final : public Aead {
 public:
  IdleAead() : Aead(kTagSize) {}

 private:
  bool DoSeal(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return true;
  }
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return true;
  }
};

TEST(AeadTest, RefusesPlaintextsLongerThanTheLimit) {
  if constexpr (sizeof(size_t) >= sizeof(uint64_t)) {
    const IdleAead aead;
    uint8_t start = 0;
    for (const size_t over : {size_t{0}, size_t{1}}) {
      const size_t size = kMaxAeadPlaintextSize + over;
      const absl::Span<uint8_t> plaintext(&start, size);
      const absl::Span<uint8_t> sealed(&start, size + kTagSize);
      EXPECT_EQ(aead.Seal(kNonce, {}, plaintext, sealed), over == 0);
      EXPECT_EQ(aead.Open(kNonce, {}, sealed, plaintext), over == 0);
    }
  }
}

}  // namespace
}  // namespace sealframe
