// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests every cipher against the contract in aead.h. Each construction's own
// test holds its known answers; aead_test.cc covers argument checks.

#include "sealframe/crypto/suite_aead.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/freed_memory.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;

// Cipher describes one kind of Aead and creates it.
struct Cipher {
  std::string name;
  size_t key_size;
  size_t tag_size;
  std::unique_ptr<Aead> (*make)(const Cipher& cipher, const SecretBytes& key);
};
void PrintTo(const Cipher& cipher, std::ostream* os) { *os << cipher.name; }

// AllCiphers returns the registered suites and DAVE's AES-GCM with 8-byte tags.
std::vector<Cipher> AllCiphers() {
  std::vector<Cipher> ciphers;
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    ciphers.push_back({std::string(info.name), info.key_size, info.tag_size,
                       [](const Cipher& cipher, const SecretBytes& key) {
                         return *NewAead(*CipherSuiteFromName(cipher.name),
                                         key);
                       }});
  }
  ciphers.push_back({"AES_128_GCM_64", 16, 8,
                     [](const Cipher& cipher, const SecretBytes& key) {
                       return *NewAesGcm(key, cipher.tag_size);
                     }});
  return ciphers;
}

class EveryAeadTest : public TestWithParam<Cipher> {
 protected:
  EveryAeadTest() : aead_(Make(/*seed=*/1)) {}

  std::unique_ptr<Aead> Make(uint32_t seed) const {
    return GetParam().make(GetParam(),
                           SecretPattern(GetParam().key_size, seed));
  }

  // Seal returns `plaintext` sealed with `nonce_` and `aad_`.
  Bytes Seal(const Bytes& plaintext) const {
    Bytes sealed(plaintext.size() + aead_->tag_size());
    EXPECT_TRUE(aead_->Seal(nonce_, aad_, plaintext, absl::MakeSpan(sealed)));
    return sealed;
  }

  // ExpectRefused expects Open to fail, in place and out of place, and to
  // zero-fill the output.
  void ExpectRefused(const Aead& aead, const Nonce& nonce, const Bytes& aad,
                     Bytes sealed) const {
    const size_t size = sealed.size() - aead.tag_size();
    Bytes opened(size, 0xcc);
    EXPECT_FALSE(aead.Open(nonce, aad, sealed, absl::MakeSpan(opened)));
    EXPECT_THAT(opened, Each(0));
    const auto in_place = absl::MakeSpan(sealed).first(size);
    EXPECT_FALSE(aead.Open(nonce, aad, sealed, in_place));
    EXPECT_THAT(in_place, Each(0));
  }

  const std::unique_ptr<Aead> aead_;
  const Nonce nonce_ = NoncePattern(2);
  const Bytes aad_ = Pattern(19, 3);
};

INSTANTIATE_TEST_SUITE_P(Ciphers, EveryAeadTest,
                         ::testing::ValuesIn(AllCiphers()),
                         [](const auto& test) { return test.param.name; });

TEST_P(EveryAeadTest, RoundTripsEveryLengthInPlaceAndOutOfPlace) {
  ASSERT_EQ(aead_->tag_size(), GetParam().tag_size);
  for (size_t size = 0; size <= 300; ++size) {
    const Bytes plaintext = Pattern(size, 4);
    const Bytes sealed = Seal(plaintext);
    Bytes opened(size);
    ASSERT_TRUE(aead_->Open(nonce_, aad_, sealed, absl::MakeSpan(opened)));
    ASSERT_TRUE(opened == plaintext) << size << " bytes";

    Bytes buffer = plaintext;
    buffer.resize(sealed.size());
    const auto front = absl::MakeSpan(buffer).first(size);
    ASSERT_TRUE(aead_->Seal(nonce_, aad_, front, absl::MakeSpan(buffer)));
    ASSERT_TRUE(buffer == sealed) << size << " bytes";
    ASSERT_TRUE(aead_->Open(nonce_, aad_, buffer, front));
    ASSERT_TRUE(front == absl::MakeConstSpan(plaintext)) << size << " bytes";
  }
}

TEST_P(EveryAeadTest, RoundTripsSixteenMebibytes) {
  const Bytes plaintext = Pattern(size_t{16} << 20, 4);
  Bytes buffer = Seal(plaintext);
  const auto front = absl::MakeSpan(buffer).first(plaintext.size());
  EXPECT_FALSE(front == absl::MakeConstSpan(plaintext));
  ASSERT_TRUE(aead_->Open(nonce_, aad_, buffer, front));
  EXPECT_TRUE(front == absl::MakeConstSpan(plaintext));
}

TEST_P(EveryAeadTest, SealsTheSameBytesInUnalignedBuffers) {
  const Bytes plaintext = Pattern(100, 4);
  const Bytes want = Seal(plaintext);
  for (size_t shift = 0; shift < 16; ++shift) {
    Bytes buffer(shift + want.size());
    const auto out = absl::MakeSpan(buffer).subspan(shift);
    std::copy(plaintext.begin(), plaintext.end(), out.begin());
    ASSERT_TRUE(aead_->Seal(nonce_, aad_, out.first(plaintext.size()), out));
    EXPECT_EQ(out, absl::MakeConstSpan(want)) << shift;
  }
}

TEST_P(EveryAeadTest, AuthenticatesAnEmptyPlaintextWithEmptyAad) {
  Bytes sealed(aead_->tag_size());
  ASSERT_TRUE(aead_->Seal(nonce_, {}, {}, absl::MakeSpan(sealed)));
  EXPECT_TRUE(aead_->Open(nonce_, {}, sealed, {}));
  sealed[0] ^= 1;
  EXPECT_FALSE(aead_->Open(nonce_, {}, sealed, {}));
}

TEST_P(EveryAeadTest, RefusesEveryTruncation) {
  const Bytes sealed = Seal(Pattern(40, 4));
  for (size_t size = aead_->tag_size(); size < sealed.size(); ++size) {
    SCOPED_TRACE(size);
    Bytes shorter = sealed;
    shorter.resize(size);
    ExpectRefused(*aead_, nonce_, aad_, shorter);
  }
  for (size_t size = 0; size < aead_->tag_size(); ++size) {
    EXPECT_FALSE(
        aead_->Open(nonce_, aad_, absl::MakeConstSpan(sealed).first(size), {}));
  }
}

TEST_P(EveryAeadTest, RefusesEveryFlippedBit) {
  for (const size_t size : {0u, 1u, 21u, 64u}) {
    const Bytes sealed = Seal(Pattern(size, 4));
    for (size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
      Bytes forged = sealed;
      forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      ExpectRefused(*aead_, nonce_, aad_, forged);
    }
    for (size_t bit = 0; bit < 8 * aad_.size(); ++bit) {
      Bytes aad = aad_;
      aad[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      ExpectRefused(*aead_, nonce_, aad, sealed);
    }
    for (size_t bit = 0; bit < 8 * kNonceSize; ++bit) {
      Nonce nonce = nonce_;
      nonce[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      ExpectRefused(*aead_, nonce, aad_, sealed);
    }
  }
}

TEST_P(EveryAeadTest, RefusesBytesMovedBetweenAadAndCiphertext) {
  const Bytes sealed = Seal(Pattern(40, 4));
  Bytes longer_aad = aad_;
  longer_aad.push_back(sealed[0]);
  ExpectRefused(*aead_, nonce_, longer_aad,
                Bytes(sealed.begin() + 1, sealed.end()));
  Bytes longer = sealed;
  longer.insert(longer.begin(), aad_.back());
  ExpectRefused(*aead_, nonce_, Bytes(aad_.begin(), aad_.end() - 1), longer);
}

TEST_P(EveryAeadTest, RefusesAFrameSealedWithAnotherKey) {
  ExpectRefused(*Make(/*seed=*/9), nonce_, aad_, Seal(Pattern(40, 4)));
}

// Compares ciphertexts instead of opening: the tag of AES-CTR with HMAC does
// not depend on the AES key, so with another one the frame opens to noise.
TEST_P(EveryAeadTest, EveryKeyByteChangesTheCiphertext) {
  const Bytes plaintext = Pattern(40, 4);
  const Bytes sealed = Seal(plaintext);
  for (size_t i = 0; i < GetParam().key_size; ++i) {
    SecretBytes key = SecretPattern(GetParam().key_size, /*seed=*/1);
    key.RevealMutable()[i] ^= 0x01;
    Bytes other(sealed.size());
    ASSERT_TRUE(GetParam()
                    .make(GetParam(), key)
                    ->Seal(nonce_, aad_, plaintext, absl::MakeSpan(other)));
    EXPECT_NE(other, sealed) << "byte " << i;
  }
}

TEST_P(EveryAeadTest, ThreadsShareOneKeySafely) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (uint32_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([this, thread, &wrong] {
      for (uint32_t i = 0; i < 500; ++i) {
        const Nonce nonce = NoncePattern(thread << 16 | i);
        const Bytes plaintext = Pattern(i, thread);
        Bytes buffer = plaintext;
        buffer.resize(i + aead_->tag_size());
        const auto front = absl::MakeSpan(buffer).first(i);
        const bool same =
            aead_->Seal(nonce, aad_, front, absl::MakeSpan(buffer)) &&
            aead_->Open(nonce, aad_, buffer, front) &&
            front == absl::MakeConstSpan(plaintext);
        Bytes forged(buffer.size());
        if (!same || aead_->Open(nonce, aad_, forged, front)) {
          ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(wrong, 0);
}

TEST_P(EveryAeadTest, SealAndOpenDoNotAllocate) {
  Bytes buffer = Pattern(1200 + aead_->tag_size(), 4);
  const auto all = absl::MakeSpan(buffer);
  const auto front = all.first(1200);
  // The exception named in aead.h: a thread's first failure allocates.
  EXPECT_FALSE(aead_->Open(nonce_, aad_, all, front));
  bool sealed = false;
  bool opened = false;
  bool forged = true;
  EXPECT_EQ(CountAllocations([&] {
              sealed = aead_->Seal(nonce_, aad_, front, all);
              opened = aead_->Open(nonce_, aad_, all, front);
              forged = aead_->Open(nonce_, aad_, all, front);
            }),
            0u);
  EXPECT_TRUE(sealed);
  EXPECT_TRUE(opened);
  EXPECT_FALSE(forged);
}

// The object begins with its vtable pointer, the tag size and the AES key
// schedule. Only the first two may remain nonzero when it is freed.
// hmac_test.cc covers the HMAC states.
TEST_P(EveryAeadTest, TheKeyScheduleIsWipedBeforeItsMemoryIsFreed) {
  constexpr size_t kLooked = 240;
  constexpr size_t kPublic = sizeof(void*) + sizeof(size_t);
  std::unique_ptr<Aead> aead = Make(/*seed=*/1);
  const auto* alive = reinterpret_cast<const uint8_t*>(aead.get());
  EXPECT_GT(std::count_if(alive, alive + kLooked,
                          [](uint8_t byte) { return byte != 0; }),
            100);
  const auto left =
      NonzeroBytesWhenFreed(aead.get(), kLooked, [&] { aead.reset(); });
  ASSERT_TRUE(left.has_value());
  EXPECT_LE(*left, kPublic);
}

TEST(NewAeadTest, RefusesAnyKeySizeButTheSuites) {
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    for (size_t size = 0; size <= 100; ++size) {
      const auto aead = NewAead(info.suite, SecretBytes(size));
      EXPECT_EQ(aead.ok(), size == info.key_size) << info.name << " " << size;
      if (!aead.ok()) {
        EXPECT_EQ(aead.status().code(), absl::StatusCode::kInvalidArgument);
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
