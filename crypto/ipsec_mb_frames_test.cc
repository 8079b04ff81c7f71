// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Compares the library's AES-GCM with BoringSSL's, and tests that it leaves no
// keys behind. Where the processor is fast enough for the library, the other
// tests of crypto/ test it through NewAesGcm, too, Wycheproof's among them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "openssl/aead.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/ipsec_mb.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/freed_memory.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr size_t kFrames = 1'000'000;
constexpr size_t kFramesOfAKey = 500;

// The object's key: where it begins, and its size.
constexpr size_t kKeyAt = 64;
constexpr size_t kKeySize = 1008;

// Random gives the same numbers in every run.
class Random {
 public:
  size_t Below(size_t end) { return static_cast<size_t>(engine_() % end); }

  void Fill(absl::Span<uint8_t> bytes) {
    for (uint8_t& byte : bytes) {
      byte = static_cast<uint8_t>(engine_());
    }
  }

  Bytes Of(size_t size) {
    Bytes bytes(size);
    Fill(absl::MakeSpan(bytes));
    return bytes;
  }

  // Most frames are short; one in a thousand has up to 100 kB.
  size_t FrameSize() {
    const size_t kind = Below(1000);
    return Below(kind == 0 ? 100'000 : kind < 50 ? 2'000 : 150);
  }

 private:
  std::mt19937_64 engine_{1};
};

// Reference is BoringSSL's AES-GCM.
class Reference {
 public:
  Reference(const SecretBytes& key, size_t tag_size) {
    EXPECT_EQ(
        EVP_AEAD_CTX_init(
            context_.get(),
            key.size() == 16 ? EVP_aead_aes_128_gcm() : EVP_aead_aes_256_gcm(),
            key.Reveal().data(), key.size(), tag_size, nullptr),
        1);
  }

  void Seal(const Nonce& nonce, const Bytes& aad, const Bytes& plaintext,
            Bytes* out) const {
    size_t size = 0;
    ASSERT_EQ(EVP_AEAD_CTX_seal(context_.get(), out->data(), &size, out->size(),
                                nonce.data(), nonce.size(), plaintext.data(),
                                plaintext.size(), aad.data(), aad.size()),
              1);
    ASSERT_EQ(size, out->size());
  }

 private:
  bssl::ScopedEVP_AEAD_CTX context_;
};

bool IsZero(absl::Span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](uint8_t byte) { return byte == 0; });
}

// Frame is one random frame, and its true ciphertext and tag.
struct Frame {
  Nonce nonce;
  Bytes aad;
  Bytes plaintext;
  Bytes sealed;
};

Frame RandomFrame(Random& random, const Reference& reference, size_t tag_size) {
  Frame frame;
  random.Fill(absl::MakeSpan(frame.nonce));
  frame.aad = random.Of(random.Below(40));
  frame.plaintext = random.Of(random.FrameSize());
  frame.sealed.resize(frame.plaintext.size() + tag_size);
  reference.Seal(frame.nonce, frame.aad, frame.plaintext, &frame.sealed);
  return frame;
}

void TestSealing(const Aead& aead, const Frame& frame) {
  const size_t size = frame.plaintext.size();
  Bytes sealed(frame.sealed.size(), 0xcc);
  ASSERT_TRUE(aead.Seal(frame.nonce, frame.aad, frame.plaintext,
                        absl::MakeSpan(sealed)));
  ASSERT_TRUE(sealed == frame.sealed) << size << " bytes";
  Bytes in_place = frame.plaintext;
  in_place.resize(sealed.size());
  ASSERT_TRUE(aead.Seal(frame.nonce, frame.aad,
                        absl::MakeConstSpan(in_place).first(size),
                        absl::MakeSpan(in_place)));
  ASSERT_TRUE(in_place == frame.sealed) << size << " bytes";
}

void TestOpening(const Aead& aead, const Frame& frame) {
  const size_t size = frame.plaintext.size();
  Bytes opened(size, 0xcc);
  ASSERT_TRUE(
      aead.Open(frame.nonce, frame.aad, frame.sealed, absl::MakeSpan(opened)));
  ASSERT_TRUE(opened == frame.plaintext) << size << " bytes";
  Bytes in_place = frame.sealed;
  ASSERT_TRUE(aead.Open(frame.nonce, frame.aad, in_place,
                        absl::MakeSpan(in_place).first(size)));
  in_place.resize(size);
  ASSERT_TRUE(in_place == frame.plaintext) << size << " bytes";
}

// FlipABit changes the field of the frame that `field` numbers, if it has
// bytes.
bool FlipABit(Random& random, size_t field, size_t tag_size, Frame* frame) {
  const size_t size = frame->plaintext.size();
  const absl::Span<uint8_t> fields[] = {
      absl::MakeSpan(frame->nonce), absl::MakeSpan(frame->aad),
      absl::MakeSpan(frame->sealed).first(size),
      absl::MakeSpan(frame->sealed).subspan(size, tag_size)};
  const absl::Span<uint8_t> bytes = fields[field];
  if (bytes.empty()) {
    return false;
  }
  bytes[random.Below(bytes.size())] ^=
      static_cast<uint8_t>(1 << random.Below(8));
  return true;
}

void TestForgery(const Aead& aead, const Frame& forged) {
  const size_t size = forged.plaintext.size();
  Bytes opened(size, 0xcc);
  ASSERT_FALSE(aead.Open(forged.nonce, forged.aad, forged.sealed,
                         absl::MakeSpan(opened)));
  ASSERT_TRUE(IsZero(opened)) << size << " bytes";
  Bytes in_place = forged.sealed;
  const auto front = absl::MakeSpan(in_place).first(size);
  ASSERT_FALSE(aead.Open(forged.nonce, forged.aad, in_place, front));
  ASSERT_TRUE(IsZero(front)) << size << " bytes";
}

TEST(IpsecMbFramesTest, AMillionRandomFramesMatchBoringSslsAndForgeriesFail) {
  Random random;
  std::optional<Reference> reference;
  std::unique_ptr<Aead> aead;
  for (size_t i = 0; i < kFrames; ++i) {
    if (i % kFramesOfAKey == 0) {
      const SecretBytes key =
          SecretBytes::CopyOf(random.Of(16 + 16 * random.Below(2)));
      const size_t tag_size = random.Below(2) == 0 ? 16 : 4 + random.Below(13);
      reference.emplace(key, tag_size);
      aead = NewIpsecMbAesGcm(key, tag_size);
      ASSERT_NE(aead, nullptr);
    }
    Frame frame = RandomFrame(random, *reference, aead->tag_size());
    TestSealing(*aead, frame);
    TestOpening(*aead, frame);
    if (FlipABit(random, i % 4, aead->tag_size(), &frame)) {
      TestForgery(*aead, frame);
    }
    ASSERT_FALSE(HasFatalFailure()) << "frame " << i;
  }
}

TEST(IpsecMbFramesTest, EverySizeUpTo3000MatchesBoringSsl) {
  for (const size_t key_size : {16u, 32u}) {
    const SecretBytes key = SecretPattern(key_size, 1);
    const Reference reference(key, 16);
    const std::unique_ptr<Aead> aead = NewIpsecMbAesGcm(key, 16);
    ASSERT_NE(aead, nullptr);
    for (size_t size = 0; size <= 3000; ++size) {
      Frame frame = {.nonce = NoncePattern(static_cast<uint32_t>(size)),
                     .aad = Pattern(size % 67, 2),
                     .plaintext = Pattern(size, 3),
                     .sealed = Bytes(size + 16)};
      reference.Seal(frame.nonce, frame.aad, frame.plaintext, &frame.sealed);
      TestSealing(*aead, frame);
      TestOpening(*aead, frame);
      ASSERT_FALSE(HasFatalFailure()) << size << " bytes";
    }
  }
}

TEST(IpsecMbFramesTest, AnEmptyFrameNeedsNoBuffers) {
  const std::unique_ptr<Aead> aead = NewIpsecMbAesGcm(SecretPattern(16, 1), 16);
  Bytes tag(16);
  ASSERT_TRUE(aead->Seal({}, {}, {}, absl::MakeSpan(tag)));
  EXPECT_FALSE(IsZero(tag));
  EXPECT_TRUE(aead->Open({}, {}, tag, {}));
  EXPECT_FALSE(aead->Open({}, {}, Bytes(16), {}));
}

TEST(IpsecMbFramesTest, SealingAndOpeningDoNotAllocate) {
  const std::unique_ptr<Aead> aead = NewIpsecMbAesGcm(SecretPattern(16, 1), 16);
  Bytes buffer = Pattern(116, 2);
  const auto all = absl::MakeSpan(buffer);
  EXPECT_EQ(CountAllocations([&] {
              EXPECT_TRUE(aead->Seal({}, {}, all.first(100), all));
              EXPECT_TRUE(aead->Open({}, {}, all, all.first(100)));
              EXPECT_FALSE(aead->Open({}, {}, all, all.first(100)));
            }),
            0u);
}

class IpsecMbKeyTest : public ::testing::TestWithParam<size_t> {
 protected:
  std::unique_ptr<Aead> Make() const {
    return NewIpsecMbAesGcm(SecretPattern(GetParam(), 1), 16);
  }

  // ExpectNoKey fails if `stack` has the key, or any word of 8 bytes of the
  // expanded key and the powers of the hash key that `aead` holds.
  void ExpectNoKey(const Bytes& stack, const Aead& aead) const {
    const auto key = absl::MakeConstSpan(
        reinterpret_cast<const uint8_t*>(&aead) + kKeyAt, kKeySize);
    size_t words = 0;
    for (size_t at = 0; at < kKeySize; at += 8) {
      if (!IsZero(key.subspan(at, 8))) {
        EXPECT_FALSE(Holds(stack, key.subspan(at, 8))) << at;
        ++words;
      }
    }
    EXPECT_GT(words, 30u);
    EXPECT_FALSE(Holds(stack, SecretPattern(GetParam(), 1).Reveal().last(8)));
  }
};

INSTANTIATE_TEST_SUITE_P(Sizes, IpsecMbKeyTest, ::testing::Values(16, 32));

TEST_P(IpsecMbKeyTest, IsWipedBeforeItsMemoryIsFreed) {
  std::unique_ptr<Aead> aead = Make();
  const auto left = NonzeroBytesWhenFreed(aead.get(), kKeyAt + kKeySize,
                                          [&] { aead.reset(); });
  ASSERT_TRUE(left.has_value());
  EXPECT_LE(*left, sizeof(void*) + sizeof(size_t));
}

TEST_P(IpsecMbKeyTest, IsNotLeftOnTheStack) {
  std::unique_ptr<Aead> aead;
  const Bytes plaintext = Pattern(1000, 2);
  Bytes sealed(plaintext.size() + 16);
  Bytes opened(plaintext.size());
  const Bytes by_setting = UsedStack([&] { aead = Make(); });
  ExpectNoKey(by_setting, *aead);
  for (const size_t size : {20u, 100u, 1000u}) {
    const auto front = absl::MakeConstSpan(plaintext).first(size);
    const auto out = absl::MakeSpan(sealed).first(size + 16);
    const auto back = absl::MakeSpan(opened).first(size);
    ExpectNoKey(UsedStack([&] { EXPECT_TRUE(aead->Seal({}, {}, front, out)); }),
                *aead);
    ExpectNoKey(UsedStack([&] { EXPECT_TRUE(aead->Open({}, {}, out, back)); }),
                *aead);
    out.back() ^= 1;
    ExpectNoKey(UsedStack([&] { EXPECT_FALSE(aead->Open({}, {}, out, back)); }),
                *aead);
  }
}

}  // namespace
}  // namespace sealframe
