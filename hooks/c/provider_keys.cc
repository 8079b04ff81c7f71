// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A provider's keys.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/duration.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/read_key.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

sealframe_status SetKey(sealframe_provider* provider, const char* participant,
                        uint64_t key_index, uint64_t step,
                        sealframe_key_kind kind, const uint8_t* key,
                        size_t key_size, sealframe_error* error) {
  return Call(
      error,
      {{"provider", provider}, {"participant", participant}, {"key", key}},
      [&] {
        const absl::StatusOr<KeyMaterial> material =
            ReadKey(kind, key, key_size);
        return material.ok() ? provider->keys->SetKey(participant, key_index,
                                                      *material, step)
                             : material.status();
      });
}

sealframe_status SetDerivedKey(sealframe_provider* provider,
                               const char* participant, uint64_t key_index,
                               absl::Span<const uint8_t> key,
                               absl::Span<const uint8_t> salt,
                               sealframe_error* error) {
  return Call(
      error,
      {{"provider", provider},
       {"participant", participant},
       {"key", key.data()},
       {"salt", salt.data()}},
      [&] {
        const absl::StatusOr<KeyMaterial> material = ReadDerivedKey(key, salt);
        return material.ok()
                   ? provider->keys->SetKey(participant, key_index, *material)
                   : material.status();
      });
}

sealframe_status SetSharedKey(sealframe_provider* provider, uint64_t key_index,
                              sealframe_key_kind kind, const uint8_t* key,
                              size_t key_size, sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"key", key}}, [&] {
    const absl::StatusOr<KeyMaterial> material = ReadKey(kind, key, key_size);
    return material.ok() ? provider->keys->SetSharedKey(key_index, *material)
                         : material.status();
  });
}

absl::Status CurrentKey(const sealframe_provider& provider,
                        const char* participant, sealframe_current_key* current,
                        absl::Span<uint8_t> key) {
  const absl::StatusOr<KeyAtStep> found =
      provider.keys->CurrentKey(participant);
  if (!found.ok()) {
    return found.status();
  }
  if (!found->material.salt().empty()) {
    return absl::FailedPreconditionError(
        "the key was derived elsewhere: hand its base key on there");
  }
  const absl::Span<const uint8_t> bytes = found->material.bytes().Reveal();
  WriteStruct({.key_index = found->key_index,
               .step = found->step,
               .key_size = bytes.size(),
               .kind = ToC(found->material.kind())},
              current);
  if (key.size() < bytes.size()) {
    return absl::OutOfRangeError(absl::StrCat("the key has ", bytes.size(),
                                              " bytes, and key has room for ",
                                              key.size()));
  }
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return absl::OkStatus();
}

}  // namespace
}  // namespace sealframe

using sealframe::Call;
using sealframe::Milliseconds;
using sealframe::SetDerivedKey;
using sealframe::SetKey;
using sealframe::SetSharedKey;

sealframe_status sealframe_provider_set_key(sealframe_provider* provider,
                                            const char* participant,
                                            uint64_t key_index, uint64_t step,
                                            const uint8_t* key, size_t key_size,
                                            sealframe_error* error) {
  return SetKey(provider, participant, key_index, step, SEALFRAME_KEY_BYTES,
                key, key_size, error);
}

sealframe_status sealframe_provider_set_passphrase(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* passphrase, size_t passphrase_size,
    sealframe_error* error) {
  return SetKey(provider, participant, key_index, step,
                SEALFRAME_KEY_PASSPHRASE, passphrase, passphrase_size, error);
}

sealframe_status sealframe_provider_set_aead_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* key, size_t key_size,
    sealframe_error* error) {
  return SetKey(provider, participant, key_index, step, SEALFRAME_KEY_AEAD, key,
                key_size, error);
}

sealframe_status sealframe_provider_set_derived_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    const uint8_t* key, size_t key_size, const uint8_t* salt, size_t salt_size,
    sealframe_error* error) {
  return SetDerivedKey(provider, participant, key_index, {key, key_size},
                       {salt, salt_size}, error);
}

sealframe_status sealframe_provider_set_shared_key(sealframe_provider* provider,
                                                   uint64_t key_index,
                                                   const uint8_t* key,
                                                   size_t key_size,
                                                   sealframe_error* error) {
  return SetSharedKey(provider, key_index, SEALFRAME_KEY_BYTES, key, key_size,
                      error);
}

sealframe_status sealframe_provider_set_shared_passphrase(
    sealframe_provider* provider, uint64_t key_index, const uint8_t* passphrase,
    size_t passphrase_size, sealframe_error* error) {
  return SetSharedKey(provider, key_index, SEALFRAME_KEY_PASSPHRASE, passphrase,
                      passphrase_size, error);
}

sealframe_status sealframe_provider_set_shared_aead_key(
    sealframe_provider* provider, uint64_t key_index, const uint8_t* key,
    size_t key_size, sealframe_error* error) {
  return SetSharedKey(provider, key_index, SEALFRAME_KEY_AEAD, key, key_size,
                      error);
}

sealframe_status sealframe_provider_activate(sealframe_provider* provider,
                                             const char* participant,
                                             uint64_t key_index,
                                             sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] { return provider->keys->Activate(participant, key_index); });
}

sealframe_status sealframe_provider_retire(sealframe_provider* provider,
                                           const char* participant,
                                           uint64_t key_index,
                                           uint64_t overlap_ms,
                                           sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] {
                return provider->keys->Retire(participant, key_index,
                                              Milliseconds(overlap_ms));
              });
}

sealframe_status sealframe_provider_retire_shared_key(
    sealframe_provider* provider, uint64_t key_index, uint64_t overlap_ms,
    sealframe_error* error) {
  return Call(error, {{"provider", provider}}, [&] {
    return provider->keys->RetireSharedKey(key_index, Milliseconds(overlap_ms));
  });
}

sealframe_status sealframe_provider_ratchet(sealframe_provider* provider,
                                            const char* participant,
                                            sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] { return provider->keys->Ratchet(participant); });
}

sealframe_status sealframe_provider_current_key(sealframe_provider* provider,
                                                const char* participant,
                                                sealframe_current_key* current,
                                                uint8_t* key, size_t capacity,
                                                sealframe_error* error) {
  const absl::Span<uint8_t> room(key, key == nullptr ? 0 : capacity);
  const bool is_struct = sealframe::ClearStruct(current);
  return Call(error,
              {{"provider", provider},
               {"participant", participant},
               {"current", current}},
              [&] {
                return is_struct ? sealframe::CurrentKey(*provider, participant,
                                                         current, room)
                                 : sealframe::NotAStruct("current");
              });
}
