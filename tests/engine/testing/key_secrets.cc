// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/engine/testing/key_secrets.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "openssl/sha.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/dave/dave_key_schedule.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/tests/engine/testing/memory_scan.h"

namespace sealframe {
namespace {

using Bytes = absl::Span<const uint8_t>;

// Collector names secrets after their key and step.
class Collector {
 public:
  Collector(uint64_t number, uint64_t step)
      : prefix_(absl::StrCat("key ", number, " step ", step, " ")) {}

  void Add(const std::string& name, Bytes bytes) {
    secrets_.push_back(Mask(prefix_ + name, bytes));
  }

  std::vector<MaskedSecret> Take() { return std::move(secrets_); }

 private:
  const std::string prefix_;
  std::vector<MaskedSecret> secrets_;
};

// AddHmacStates adds the states after the blocks of the inner and of the outer
// hash (RFC 2104).
template <typename State, typename Init, typename Update>
void AddHmacStates(Bytes key, size_t block_size, Init init, Update update,
                   Collector* collector) {
  for (const uint8_t pad : {uint8_t{0x36}, uint8_t{0x5c}}) {
    std::vector<uint8_t> block(block_size, pad);
    for (size_t i = 0; i < key.size(); ++i) {
      block[i] = static_cast<uint8_t>(pad ^ key[i]);
    }
    State state;
    init(&state);
    update(&state, block.data(), block.size());
    collector->Add(
        "HMAC state",
        Bytes(reinterpret_cast<const uint8_t*>(state.h), sizeof(state.h)));
  }
}

void AddSFrame(CipherSuite suite, uint64_t number, uint64_t step,
               const SecretBytes& material, Collector* collector) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  const SFrameKeys keys =
      DeriveSFrameKeys(suite,
                       EncodeSenderKeyId({.generation = number, .step = step},
                                         kScanRatchetBits)
                           .value(),
                       material)
          .value();
  collector->Add("salt", keys.salt.Reveal());
  collector->Add("AEAD key", keys.key.Reveal().first(info.aes_key_size));
  if (info.aead == AeadKind::kAesGcm) {
    return;
  }
  const Bytes hmac_key = keys.key.Reveal().subspan(info.aes_key_size);
  collector->Add("HMAC key", hmac_key);
  if (info.hash == HashAlgorithm::kSha256) {
    AddHmacStates<SHA256_CTX>(hmac_key, SHA256_CBLOCK, SHA256_Init,
                              SHA256_Update, collector);
  } else {
    AddHmacStates<SHA512_CTX>(hmac_key, SHA512_CBLOCK, SHA512_Init,
                              SHA512_Update, collector);
  }
}

// RingDerived returns a key of LiveKit's or Jitsi's derivation from key bytes.
SecretBytes RingDerived(const SecretBytes& material, const std::string& salt,
                        size_t info_size, size_t size) {
  const auto* const bytes = reinterpret_cast<const uint8_t*>(salt.data());
  return HkdfExpand(HashAlgorithm::kSha256,
                    HkdfExtract(HashAlgorithm::kSha256,
                                Bytes(bytes, salt.size()), material),
                    std::vector<uint8_t>(info_size), size)
      .value();
}

// RingSchedule holds the parameters in which the ring profiles differ.
struct RingSchedule {
  std::string salt;
  std::string ratchet_salt;
  size_t info_size;
};

RingSchedule RingScheduleOf(const std::string& name) {
  if (name == "jframe") {
    return {"JFrameEncryptionKey", "JFrameRatchetKey", 0};
  }
  const std::string salt = name == "videosdk" ? VideoSdkOptions().ratchet_salt
                                              : LiveKitOptions().ratchet_salt;
  return {salt, salt, 128};
}

SecretBytes NextMaterial(const ScanProfile& profile, uint64_t step,
                         const SecretBytes& material) {
  if (profile.name == "sframe") {
    return RatchetBaseKey(profile.suite, material).value();
  }
  if (profile.name == "dave") {
    return DaveNextSecret(material, static_cast<uint32_t>(step)).value();
  }
  const RingSchedule ring = RingScheduleOf(profile.name);
  return RingDerived(material, ring.ratchet_salt, ring.info_size, 32);
}

}  // namespace

SecretBytes ScanKey(const ScanProfile& profile, uint64_t number) {
  SecretBytes key(profile.key_size);
  uint64_t state = number + 1;
  for (uint8_t& byte : key.RevealMutable()) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    byte = static_cast<uint8_t>(state >> 56);
  }
  return key;
}

std::vector<MaskedSecret> SecretsOf(const ScanProfile& profile, uint64_t number,
                                    uint64_t step) {
  SecretBytes material = ScanKey(profile, number);
  for (uint64_t i = 0; i < step; ++i) {
    material = NextMaterial(profile, i, material);
  }
  Collector collector(number, step);
  collector.Add("material", material.Reveal());
  if (profile.name == "sframe") {
    AddSFrame(profile.suite, number, step, material, &collector);
  } else if (profile.name == "dave") {
    collector.Add("AEAD key",
                  DaveGenerationKey(material, static_cast<uint32_t>(step))
                      .value()
                      .Reveal());
  } else if (profile.name != "getstream") {
    const RingSchedule ring = RingScheduleOf(profile.name);
    collector.Add(
        "AEAD key",
        RingDerived(material, ring.salt, ring.info_size, 16).Reveal());
  }
  return collector.Take();
}

}  // namespace sealframe
