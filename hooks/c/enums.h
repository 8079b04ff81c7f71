// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Conversions between the engine's enums and those of the C interface, whose
// values never change.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_HOOKS_C_ENUMS_H_
#define SEALFRAME_HOOKS_C_ENUMS_H_

#include <optional>

#include "absl/status/status.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"

namespace sealframe {

// ToC returns the C value of an engine value.
sealframe_status ToC(absl::StatusCode code);
sealframe_frame_status ToC(FrameStatus status);
sealframe_stream_state ToC(StreamState state);
sealframe_event_kind ToC(EventKind kind);
sealframe_media ToC(MediaKind media);
sealframe_direction ToC(Direction direction);
sealframe_codec ToC(Codec codec);
sealframe_key_kind ToC(KeyKind kind);
sealframe_payload_origin ToC(PayloadOrigin origin);
sealframe_insert_result ToC(InsertResult result);
sealframe_frame_status ToC(NextFrameResult result);
sealframe_drop_reason ToC(DepacketizerDrop reason);

// FromC returns the engine value of a C value, or nothing if it is unknown.
std::optional<MediaKind> FromC(sealframe_media media);
std::optional<Codec> FromC(sealframe_codec codec);
std::optional<KeyMode> FromC(sealframe_key_mode mode);
std::optional<PayloadOrigin> FromC(sealframe_payload_origin origin);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_ENUMS_H_
