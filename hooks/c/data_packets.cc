// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's data packets.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/ring/livekit_data_packet.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

static_assert(sizeof(sealframe_data_packet_header::iv) == kNonceSize);

absl::Status CheckProfile(const sealframe_provider& provider) {
  return provider.made.injected != nullptr
             ? absl::OkStatus()
             : absl::UnimplementedError(absl::StrCat(
                   "the profile ", provider.made.profile.name,
                   " has no data packets: use livekit or videosdk"));
}

absl::Status NewSealer(const sealframe_provider& provider,
                       const char* participant,
                       sealframe_data_packet_sealer** sealer) {
  if (absl::Status status = CheckProfile(provider); !status.ok()) {
    return status;
  }
  absl::StatusOr<KeyProvider::SharedKeyring> keyring =
      provider.keys->SealingKeyringOf(participant);
  if (!keyring.ok()) {
    return keyring.status();
  }
  *sealer = new sealframe_data_packet_sealer{
      .keys = provider.keys, .sealer = DataPacketSealer(*std::move(keyring))};
  return absl::OkStatus();
}

absl::Status NewOpener(const sealframe_provider& provider,
                       const char* participant,
                       sealframe_data_packet_opener** opener) {
  if (absl::Status status = CheckProfile(provider); !status.ok()) {
    return status;
  }
  absl::StatusOr<KeyProvider::SharedKeyring> keyring =
      provider.keys->OpeningKeyringOf(participant);
  if (!keyring.ok()) {
    return keyring.status();
  }
  *opener = new sealframe_data_packet_opener{
      .keys = provider.keys,
      .opener = DataPacketOpener(
          *std::move(keyring),
          provider.keys->profile().scheme->traits().steps_ahead)};
  return absl::OkStatus();
}

bool ReadHeader(const sealframe_data_packet_header* given,
                DataPacketHeader* header) {
  sealframe_data_packet_header read;
  if (!ReadStruct(given, &read) ||
      read.key_index > std::numeric_limits<uint8_t>::max()) {
    return false;
  }
  std::copy_n(read.iv, sizeof(read.iv), header->iv.begin());
  header->key_index = static_cast<uint8_t>(read.key_index);
  return true;
}

}  // namespace
}  // namespace sealframe

using sealframe::Call;

size_t sealframe_data_packet_sealed_size(size_t packet_size) {
  return packet_size > sealframe::kMaxFrameSize
             ? 0
             : packet_size + sealframe::kDataPacketTagSize;
}

sealframe_status sealframe_data_packet_sealer_create(
    sealframe_provider* provider, const char* participant,
    sealframe_data_packet_sealer** sealer, sealframe_error* error) {
  if (sealer != nullptr) {
    *sealer = nullptr;
  }
  return Call(
      error,
      {{"provider", provider},
       {"participant", participant},
       {"sealer", sealer}},
      [&] { return sealframe::NewSealer(*provider, participant, sealer); });
}

void sealframe_data_packet_sealer_destroy(
    sealframe_data_packet_sealer* sealer) {
  delete sealer;
}

sealframe_frame_status sealframe_data_packet_sealer_seal(
    sealframe_data_packet_sealer* sealer, const uint8_t* packet,
    size_t packet_size, uint8_t* out, size_t out_capacity,
    sealframe_data_packet_header* header, sealframe_frame_result* result) {
  if (!sealframe::ClearStruct(header) || sealer == nullptr ||
      sealframe::StructSize(result) == 0 ||
      !sealframe::IsFrame(packet, packet_size) ||
      !sealframe::IsBuffer(out, out_capacity)) {
    return sealframe::Refuse(result);
  }
  sealframe::DataPacketHeader made;
  const sealframe::FrameResult sealed =
      sealer->sealer.Seal(absl::MakeConstSpan(packet, packet_size),
                          absl::MakeSpan(out, out_capacity), &made);
  sealframe_data_packet_header written = {.key_index = made.key_index};
  std::copy(made.iv.begin(), made.iv.end(), written.iv);
  sealframe::WriteStruct(written, header);
  return sealframe::Finish(sealed, result);
}

sealframe_status sealframe_data_packet_opener_create(
    sealframe_provider* provider, const char* participant,
    sealframe_data_packet_opener** opener, sealframe_error* error) {
  if (opener != nullptr) {
    *opener = nullptr;
  }
  return Call(
      error,
      {{"provider", provider},
       {"participant", participant},
       {"opener", opener}},
      [&] { return sealframe::NewOpener(*provider, participant, opener); });
}

void sealframe_data_packet_opener_destroy(
    sealframe_data_packet_opener* opener) {
  delete opener;
}

sealframe_frame_status sealframe_data_packet_opener_open(
    sealframe_data_packet_opener* opener,
    const sealframe_data_packet_header* header, const uint8_t* sealed,
    size_t sealed_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result) {
  sealframe::DataPacketHeader read;
  if (opener == nullptr || sealframe::StructSize(result) == 0 ||
      !sealframe::ReadHeader(header, &read) ||
      !sealframe::IsFrame(sealed, sealed_size) ||
      !sealframe::IsBuffer(out, out_capacity)) {
    return sealframe::Refuse(result);
  }
  return sealframe::Finish(
      opener->opener.Open(read, absl::MakeConstSpan(sealed, sealed_size),
                          absl::MakeSpan(out, out_capacity)),
      result);
}
