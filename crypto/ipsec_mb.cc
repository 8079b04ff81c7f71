// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/ipsec_mb.h"

#include <cstddef>
#include <memory>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/secret_bytes.h"

#if defined(SEALFRAME_IPSEC_MB) && defined(__x86_64__) && \
    __has_include(<intel-ipsec-mb.h>)

#include <immintrin.h>
#include <intel-ipsec-mb.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "openssl/base.h"
#include "openssl/mem.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/stack_wiper.h"

namespace sealframe {
namespace {

constexpr size_t kFullTagSize = 16;
constexpr uint64_t kFastFeatures = IMB_CPUFLAGS_AVX512_T2;

// The longest plaintext for which the library is faster. BoringSSL of 2025 and
// later has kernels for the same instructions, which win above this size.
constexpr size_t kMaxFasterSize = BORINGSSL_API_VERSION > 17
                                      ? 16384
                                      : std::numeric_limits<size_t>::max();

// Functions are those of one key size.
struct Functions {
  aes_gcm_pre_t expand = nullptr;
  aes_gcm_enc_dec_t seal = nullptr;
  aes_gcm_enc_dec_t open = nullptr;
};

// Library holds what the processor and the environment allow.
struct Library {
  bool is_usable = false;
  bool is_faster = false;
  Functions of_16_bytes;
  Functions of_32_bytes;
};

bool IsWanted() {
  const char* const cipher = std::getenv("SEALFRAME_CIPHER");
  return cipher == nullptr || *cipher == '\0' ||
         absl::string_view(cipher) == "ipsec_mb";
}

// IsFast returns whether the library took its fastest code. The compiler's
// check includes the operating system's support of the registers.
bool IsFast(const IMB_MGR* manager) {
  return __builtin_cpu_supports("avx512f") &&
         manager->used_arch == IMB_ARCH_AVX512 &&
         (manager->features & kFastFeatures) == kFastFeatures;
}

// Without AES-NI, the library would look up tables, which is not constant-time.
bool PassedItsTest(IMB_MGR* manager) {
  return imb_get_errno(manager) == 0 && manager->used_arch >= IMB_ARCH_SSE &&
         (manager->features & IMB_FEATURE_SELF_TEST_PASS) != 0 &&
         (manager->features & IMB_FEATURE_SAFE_DATA) != 0;
}

Library LoadLibrary() {
  Library library;
  // The layout of the manager is that of this version and later ones.
  if (imb_get_version() < IMB_VERSION_NUM) {
    return library;
  }
  IMB_MGR* const manager = alloc_mb_mgr(0);
  if (manager == nullptr) {
    return library;
  }
  IMB_ARCH arch = IMB_ARCH_NONE;
  init_mb_mgr_auto(manager, &arch);
  library.is_usable = PassedItsTest(manager);
  library.is_faster = library.is_usable && IsWanted() && IsFast(manager);
  library.of_16_bytes = {manager->gcm128_pre, manager->gcm128_enc,
                         manager->gcm128_dec};
  library.of_32_bytes = {manager->gcm256_pre, manager->gcm256_enc,
                         manager->gcm256_dec};
  free_mb_mgr(manager);
  return library;
}

const Library& TheLibrary() {
  static const Library library = LoadLibrary();
  return library;
}

// Block is the buffer of a nonce or a tag.
struct alignas(16) Block {
  std::array<uint64_t, 2> words = {};
  uint8_t* data() { return reinterpret_cast<uint8_t*>(words.data()); }
};

// CopyTag copies a tag of the usual size without a call.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void CopyTag(const uint8_t* from,
                                                 uint8_t* to, size_t size) {
  if (size == kFullTagSize) {
    std::memcpy(to, from, kFullTagSize);
  } else {
    std::memcpy(to, from, size);
  }
}

// Differ returns whether two blocks differ, in the same time for all blocks.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool Differ(const Block& a,
                                                const Block& b) {
  return ((a.words[0] ^ b.words[0]) | (a.words[1] ^ b.words[1])) != 0;
}

// What no library wrote, in place of a tag.
constexpr Block kNoTag = {{0x243f6a8885a308d3, 0x13198a2e03707344}};

// Padded stores a nonce at once, so that the library need not wait for several
// stores to become one load.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline Block Padded(const Nonce& nonce) {
  uint64_t low;
  uint32_t high;
  std::memcpy(&low, nonce.data(), sizeof(low));
  std::memcpy(&high, nonce.data() + sizeof(low), sizeof(high));
  Block block;
  _mm_store_si128(reinterpret_cast<__m128i*>(block.words.data()),
                  _mm_set_epi64x(high, static_cast<int64_t>(low)));
  return block;
}

class IpsecMbAesGcm final : public Aead {
 public:
  // IpsecMbAesGcm leaves plaintexts of more than `max_size` bytes to `rest`.
  IpsecMbAesGcm(absl::Span<const uint8_t> key, size_t tag_size, size_t max_size,
                std::unique_ptr<Aead> rest)
      : Aead(tag_size),
        functions_(key.size() == 16 ? TheLibrary().of_16_bytes
                                    : TheLibrary().of_32_bytes),
        max_size_(max_size),
        rest_(std::move(rest)) {
    functions_.expand(key.data(), &key_);
  }
  ~IpsecMbAesGcm() override { OPENSSL_cleanse(&key_, sizeof(key_)); }

 private:
  // The library would refuse an argument without a report, and then write
  // nothing. It accepts all that Aead does. Nevertheless, a tag starts with a
  // value that fails below: one that a frame has with a probability of 2^-128
  // when sealing, and the opposite of the received tag when opening.
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> plaintext,
              absl::Span<uint8_t> out) const override {
    if (plaintext.size() > max_size_) {
      return rest_->Seal(nonce, aad, plaintext, out);
    }
    gcm_context_data context;
    Block iv = Padded(nonce);
    Block tag = kNoTag;
    functions_.seal(&key_, &context, out.data(), plaintext.data(),
                    plaintext.size(), iv.data(), aad.data(), aad.size(),
                    tag.data(), kFullTagSize);
    CopyTag(tag.data(), out.data() + plaintext.size(), tag_size());
    return Differ(tag, kNoTag);
  }

  bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> ciphertext_and_tag,
              absl::Span<uint8_t> out) const override {
    if (out.size() > max_size_) {
      return rest_->Open(nonce, aad, ciphertext_and_tag, out);
    }
    Block received;
    CopyTag(ciphertext_and_tag.data() + out.size(), received.data(),
            tag_size());
    gcm_context_data context;
    Block iv = Padded(nonce);
    Block tag = {{~received.words[0], ~received.words[1]}};
    functions_.open(&key_, &context, out.data(), ciphertext_and_tag.data(),
                    out.size(), iv.data(), aad.data(), aad.size(), tag.data(),
                    kFullTagSize);
    Block truncated;
    CopyTag(tag.data(), truncated.data(), tag_size());
    return !Differ(truncated, received);
  }

  // The library's code expects this alignment, which its header leaves out. The
  // zeros fill the gap before it, which would show what the memory held before.
  static constexpr size_t kAlignment = 64;
  [[maybe_unused]] const std::array<uint8_t, kAlignment - sizeof(Aead)> zeros_ =
      {};
  alignas(kAlignment) gcm_key_data key_;
  const Functions functions_;
  const size_t max_size_;
  const std::unique_ptr<Aead> rest_;
};

std::unique_ptr<Aead> Make(const SecretBytes& key, size_t tag_size,
                           size_t max_size, std::unique_ptr<Aead> rest) {
  const KeyStackWiper wiper;
  return std::make_unique<IpsecMbAesGcm>(key.Reveal(), tag_size, max_size,
                                         std::move(rest));
}

}  // namespace

std::unique_ptr<Aead> NewIpsecMbAesGcm(const SecretBytes& key,
                                       size_t tag_size) {
  return TheLibrary().is_usable
             ? Make(key, tag_size, std::numeric_limits<size_t>::max(), nullptr)
             : nullptr;
}

std::unique_ptr<Aead> FasterAesGcm(const SecretBytes& key,
                                   std::unique_ptr<Aead> boringssl) {
  if (!TheLibrary().is_faster) {
    return boringssl;
  }
  const size_t tag_size = boringssl->tag_size();
  return Make(key, tag_size, kMaxFasterSize, std::move(boringssl));
}

absl::string_view AesGcmCipherName(size_t size) {
  return TheLibrary().is_faster && size <= kMaxFasterSize ? "ipsec_mb"
                                                          : "boringssl";
}

}  // namespace sealframe

#else

namespace sealframe {

std::unique_ptr<Aead> NewIpsecMbAesGcm(const SecretBytes&, size_t) {
  return nullptr;
}

std::unique_ptr<Aead> FasterAesGcm(const SecretBytes&,
                                   std::unique_ptr<Aead> boringssl) {
  return boringssl;
}

absl::string_view AesGcmCipherName(size_t) { return "boringssl"; }

}  // namespace sealframe

#endif
