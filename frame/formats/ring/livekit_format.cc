// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_format.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/formats/ring/livekit_packet_trailer.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

LiveKitFormat::LiveKitFormat(const LiveKitFormatOptions& options)
    : strip_packet_trailer_(options.strip_packet_trailer),
      failure_tolerance_(options.failure_tolerance),
      sealed_(
          {.rules = options.allow_av1 ? ClearRuleSet::kLiveKitAv1
                                      : ClearRuleSet::kLiveKit,
           .ratchet_window = options.ratchet_window,
           .opens_codec_unaware = options.opens_codec_unaware,
           .is_given_up =
               options.failure_tolerance.has_value()
                   ? [this](uint8_t key_index) { return IsGivenUp(key_index); }
                   : std::function<bool(uint8_t)>()}),
      failures_(options.failure_tolerance.has_value()
                    ? std::make_unique<std::array<uint32_t, 256>>()
                    : nullptr) {
  if (options.injected != nullptr) {
    injected_.emplace(*options.injected);
  }
}

FrameResult LiveKitFormat::Seal(const FrameInfo& info, SealingKey& key,
                                absl::Span<const uint8_t> frame,
                                absl::Span<uint8_t> out) {
  return sealed_.Seal(info, key, frame, out);
}

FrameResult LiveKitFormat::Open(const FrameInfo& info, StreamKeys& keys,
                                absl::Span<const uint8_t> frame,
                                absl::Span<uint8_t> out) {
  if (strip_packet_trailer_ && frame.data() == out.data()) {
    sealed_.Reserve(frame.size());
  }
  frame = Stripped(info, frame);
  if (injected_.has_value()) {
    const ServerInjectedFrames::Judged judged = injected_->Judge(frame);
    switch (judged.verdict) {
      case ServerInjectedFrames::Verdict::kNotInjected:
        break;
      case ServerInjectedFrames::Verdict::kKnown:
        return PassThrough(frame.first(judged.size), out);
      case ServerInjectedFrames::Verdict::kUnknown:
        return {.status = FrameStatus::kNotAuthentic};
    }
  }
  return failure_tolerance_.has_value() ? OpenSealed(info, keys, frame, out)
                                        : sealed_.Open(info, keys, frame, out);
}

absl::Span<const uint8_t> LiveKitFormat::Stripped(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  const bool may_have_one =
      strip_packet_trailer_ && info.kind == MediaKind::kVideo;
  return frame.first(frame.size() -
                     (may_have_one ? LiveKitPacketTrailerSize(frame) : 0));
}

// OpenSealed opens a sealed frame and counts failures of its key index.
FrameResult LiveKitFormat::OpenSealed(const FrameInfo& info, StreamKeys& keys,
                                      absl::Span<const uint8_t> frame,
                                      absl::Span<uint8_t> out) {
  if (const uint64_t version = keys.KeyringVersion();
      version != keyring_version_) {
    keyring_version_ = version;
    failures_->fill(0);
  }
  const FrameResult result = sealed_.Open(info, keys, frame, out);
  const auto index = static_cast<uint8_t>(result.kid);
  if (result.status == FrameStatus::kOk) {
    (*failures_)[index] = 0;
  } else if (result.status == FrameStatus::kNotAuthentic && !IsGivenUp(index)) {
    ++(*failures_)[index];
  }
  return result;
}

bool LiveKitFormat::IsGivenUp(uint8_t key_index) const {
  return (*failures_)[key_index] > *failure_tolerance_;
}

std::optional<uint64_t> LiveKitFormat::KidOf(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  return sealed_.KidOf(info, Stripped(info, frame));
}

bool LiveKitFormat::HasKey(StreamKeys& keys, uint64_t kid,
                           uint32_t ssrc) const {
  return sealed_.HasKey(keys, kid, ssrc);
}

size_t LiveKitFormat::MaxSealedSize(size_t frame_size) const {
  return sealed_.MaxSealedSize(frame_size);
}

size_t LiveKitFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_.MaxOpenedSize(sealed_size);
}

}  // namespace sealframe
