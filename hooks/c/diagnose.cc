// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The reason why a frame does not open.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/inspect_frame.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/failure_reasons.h"
#include "sealframe/hooks/c/profiles.h"
#include "sealframe/hooks/c/read_key.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

// Request holds the checked arguments of `sealframe_diagnose`.
struct Request {
  sealframe_provider_options options;
  std::vector<sealframe_diagnosis_key> keys;
  FrameInfo info;
  absl::Span<const uint8_t> frame;
};

// KidInFrame returns the key id that the frame names.
std::optional<uint64_t> KidInFrame(const Request& request) {
  const std::optional<FrameInspection> inspection =
      InspectFrameAs(request.options.profile, request.info, request.frame);
  return inspection.has_value() ? std::make_optional(inspection->kid)
                                : std::nullopt;
}

// SenderKey returns the base key that cisco/sframe derives from an epoch secret
// for the sender of `kid`.
absl::StatusOr<KeyMaterial> SenderKey(const SFrameKeySchemeOptions& options,
                                      const KeyMaterial& epoch_secret,
                                      uint64_t kid) {
  const unsigned epoch_bits = options.shared_layout.epoch_bits;
  absl::StatusOr<SecretBytes> key =
      DeriveCiscoMlsKey(options.suite, epoch_secret.bytes(),
                        epoch_bits < 64 ? kid >> epoch_bits : 0);
  return key.ok()
             ? absl::StatusOr<KeyMaterial>(epoch_secret.With(*std::move(key)))
             : key.status();
}

// ToProfileKey returns `key` at the step and of the sender that the frame
// names, as far as a receiver follows.
absl::StatusOr<ProfileKey> ToProfileKey(const Request& request,
                                        const NamedProfileOptions& options,
                                        const sealframe_diagnosis_key& key) {
  absl::StatusOr<KeyMaterial> material =
      ReadKey(key.kind, key.key, key.key_size);
  if (!material.ok()) {
    return material.status();
  }
  ProfileKey made = {.profile = request.options.profile,
                     .options = options,
                     .material = *std::move(material)};
  const std::optional<uint64_t> kid = KidInFrame(request);
  if (const unsigned bits = options.sframe.ratchet_bits;
      bits != 0 && kid.has_value()) {
    const uint64_t mask = (uint64_t{1} << bits) - 1;
    const uint64_t ahead = (*kid - key.step) & mask;
    made.ratchet_steps = ahead <= kMaxStepsAhead ? ahead : 0;
  }
  if (options.sframe.cisco_mls) {
    material = SenderKey(options.sframe, made.material, kid.value_or(0));
    if (!material.ok()) {
      return material.status();
    }
    made.material = *std::move(material);
    made.options.sframe.cisco_mls = false;
  }
  // The opener takes KIDs and ring indexes from frames.
  made.options.sframe.ratchet_bits = 0;
  const NamedProfileOptions wide = FileOptions();
  made.options.livekit.keyring_size = wide.livekit.keyring_size;
  made.options.videosdk.keyring_size = wide.videosdk.keyring_size;
  made.options.livekit.ratchet_window_size = 0;
  made.options.videosdk.ratchet_window_size = 0;
  return made;
}

// ExpectedIndex returns the KID or ring index under which the receiver has its
// key, if that matters.
std::optional<uint64_t> ExpectedIndex(const Request& request,
                                      const NamedProfileOptions& options) {
  const sealframe_diagnosis_key& key = request.keys.front();
  const ProfileEntry& profile = *FindProfile(request.options.profile);
  if (key.any_key_index != 0 || profile.names_step ||
      request.options.key_mode == SEALFRAME_KEY_SHARED) {
    return std::nullopt;
  }
  if (profile.Has(ProfileOption::kKeyRingSize)) {
    return key.key_index % options.livekit.keyring_size;
  }
  const unsigned bits = profile.Has(ProfileOption::kRatchetBits)
                            ? options.sframe.ratchet_bits
                            : 0;
  const uint64_t mask = (uint64_t{1} << bits) - 1;
  return key.key_index << bits | (KidInFrame(request).value_or(0) & mask);
}

absl::StatusOr<FrameDiagnosis> Diagnose(const Request& request) {
  const absl::StatusOr<NamedProfileOptions> options =
      ReadProfileOptions(request.options, ProfileHandles());
  if (!options.ok()) {
    return options.status();
  }
  // Some of the options have no effect here, but must be valid.
  if (absl::Status status =
          NamedProfile(request.options.profile, *options).status();
      !status.ok()) {
    return status;
  }
  std::vector<ParticipantKey> keys;
  for (const sealframe_diagnosis_key& key : request.keys) {
    absl::StatusOr<ProfileKey> made = ToProfileKey(request, *options, key);
    if (!made.ok()) {
      return made.status();
    }
    keys.push_back({key.participant == nullptr
                        ? absl::StrCat("key ", keys.size())
                        : std::string(key.participant),
                    *std::move(made)});
  }
  return DiagnoseFrame(keys.front().key, request.info, request.frame,
                       {.others = absl::MakeConstSpan(keys).subspan(1),
                        .key_index = ExpectedIndex(request, *options)});
}

uint32_t CopyReasons(
    const std::vector<FailureReason>& from,
    sealframe_failure_reason (&to)[SEALFRAME_MAX_DIAGNOSIS_REASONS]) {
  const size_t count =
      std::min<size_t>(from.size(), SEALFRAME_MAX_DIAGNOSIS_REASONS);
  for (size_t i = 0; i < count; ++i) {
    to[i] = ToC(from[i]);
  }
  return static_cast<uint32_t>(count);
}

sealframe_diagnosis ToC(const FrameDiagnosis& from) {
  sealframe_diagnosis to = {};
  to.status = ToC(from.status);
  to.reason = ToC(from.reason);
  to.num_reasons = CopyReasons(from.reasons, to.reasons);
  to.num_possible = CopyReasons(from.possible, to.possible);
  to.opened_size = from.opened_size;
  from.text.copy(to.explanation, sizeof(to.explanation) - 1);
  return to;
}

absl::Status ReadKeys(const sealframe_diagnosis_key* const* keys,
                      size_t num_keys, Request* request) {
  if (num_keys == 0) {
    return absl::InvalidArgumentError(
        "num_keys is 0: give the receiver's key first");
  }
  for (size_t i = 0; i < num_keys; ++i) {
    sealframe_diagnosis_key key = {};
    if (!ReadStruct(keys[i], &key)) {
      return NotAStruct(absl::StrCat("keys[", i, "]"));
    }
    if (key.key == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("keys[", i, "]->key is NULL"));
    }
    request->keys.push_back(key);
  }
  return absl::OkStatus();
}

absl::Status DiagnoseInto(const sealframe_provider_options* options,
                          const sealframe_diagnosis_key* const* keys,
                          size_t num_keys, sealframe_media media,
                          const sealframe_frame_info* info,
                          const uint8_t* frame, size_t frame_size,
                          sealframe_diagnosis* diagnosis) {
  if (StructSize(diagnosis) == 0) {
    return NotAStruct("diagnosis");
  }
  Request request = {};
  if (!ReadStruct(options, &request.options)) {
    return NotAStruct("options");
  }
  if (request.options.profile == nullptr) {
    return absl::InvalidArgumentError("options->profile is NULL");
  }
  if (absl::Status status = ReadKeys(keys, num_keys, &request); !status.ok()) {
    return status;
  }
  const std::optional<MediaKind> kind = FromC(media);
  if (!kind.has_value() || !ReadFrameInfo(info, *kind, &request.info)) {
    return absl::InvalidArgumentError(
        "media or info is invalid: use SEALFRAME_AUDIO or SEALFRAME_VIDEO, and "
        "initialise info with SEALFRAME_INIT");
  }
  if (absl::Status status = CheckFrame(frame, frame_size); !status.ok()) {
    return status;
  }
  request.frame = absl::MakeConstSpan(frame, frame_size);
  const absl::StatusOr<FrameDiagnosis> made = Diagnose(request);
  if (made.ok()) {
    WriteStruct(ToC(*made), diagnosis);
  }
  return made.status();
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_diagnose(const sealframe_provider_options* options,
                                    const sealframe_diagnosis_key* const* keys,
                                    size_t num_keys, sealframe_media media,
                                    const sealframe_frame_info* info,
                                    const uint8_t* frame, size_t frame_size,
                                    sealframe_diagnosis* diagnosis,
                                    sealframe_error* error) {
  // Also if another argument is refused.
  static_cast<void>(sealframe::ClearStruct(diagnosis));
  return sealframe::Call(
      error, {{"options", options}, {"keys", keys}, {"diagnosis", diagnosis}},
      [&] {
        return sealframe::DiagnoseInto(options, keys, num_keys, media, info,
                                       frame, frame_size, diagnosis);
      });
}
