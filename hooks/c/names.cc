// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The version, and the names of enum values.

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"

uint32_t sealframe_abi_version(void) { return SEALFRAME_ABI_VERSION; }

const char* sealframe_version(void) { return SEALFRAME_VERSION; }

const char* sealframe_status_name(sealframe_status status) {
  switch (status) {
    case SEALFRAME_OK:
      return "ok";
    case SEALFRAME_INVALID_ARGUMENT:
      return "invalid_argument";
    case SEALFRAME_UNSUPPORTED:
      return "unsupported";
    case SEALFRAME_NOT_FOUND:
      return "not_found";
    case SEALFRAME_ALREADY_EXISTS:
      return "already_exists";
    case SEALFRAME_FAILED_PRECONDITION:
      return "failed_precondition";
    case SEALFRAME_RESOURCE_EXHAUSTED:
      return "resource_exhausted";
    case SEALFRAME_UNAVAILABLE:
      return "unavailable";
    case SEALFRAME_BUFFER_TOO_SMALL:
      return "buffer_too_small";
    case SEALFRAME_INTERNAL:
      return "internal";
  }
  return "unknown";
}

// Names are string literals, so `data()` ends with a zero byte.

const char* sealframe_frame_status_name(sealframe_frame_status status) {
  if (status == SEALFRAME_FRAME_INVALID_ARGUMENT) {
    return "invalid_argument";
  }
  for (size_t i = 0; i < sealframe::kFrameStatusCount; ++i) {
    const auto candidate = static_cast<sealframe::FrameStatus>(i);
    if (sealframe::ToC(candidate) == status) {
      return sealframe::FrameStatusName(candidate).data();
    }
  }
  return "unknown";
}

const char* sealframe_stream_state_name(sealframe_stream_state state) {
  for (size_t i = 0; i < sealframe::kStreamStateCount; ++i) {
    const auto candidate = static_cast<sealframe::StreamState>(i);
    if (sealframe::ToC(candidate) == state) {
      return sealframe::StreamStateName(candidate).data();
    }
  }
  return "unknown";
}

const char* sealframe_event_kind_name(sealframe_event_kind kind) {
  using sealframe::EventKind;
  for (const EventKind candidate :
       {EventKind::kStreamState, EventKind::kKeyNearLimit,
        EventKind::kKeyLimitReached, EventKind::kReservationFailed}) {
    if (sealframe::ToC(candidate) == kind) {
      return sealframe::EventKindName(candidate).data();
    }
  }
  return "unknown";
}

sealframe_codec sealframe_codec_from_name(const char* name) {
  const std::optional<sealframe::Codec> codec =
      name == nullptr ? std::nullopt : sealframe::CodecFromName(name);
  return codec.has_value() ? sealframe::ToC(*codec) : SEALFRAME_CODEC_UNKNOWN;
}

const char* sealframe_suite_name(sealframe_suite suite) {
  for (const sealframe::CipherSuiteInfo& info : sealframe::AllCipherSuites()) {
    if (static_cast<int>(info.suite) == suite) {
      return info.name.data();
    }
  }
  return nullptr;
}

sealframe_status sealframe_suite_from_name(const char* name,
                                           sealframe_suite* suite) {
  if (suite == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  *suite = SEALFRAME_SUITE_DEFAULT;
  if (name == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  const std::optional<sealframe::CipherSuite> found =
      sealframe::CipherSuiteFromName(name);
  if (!found.has_value()) {
    return SEALFRAME_NOT_FOUND;
  }
  *suite = static_cast<sealframe_suite>(*found);
  return SEALFRAME_OK;
}
