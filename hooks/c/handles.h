// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What is behind the C interface's handles.
//
// Thread-safety: as the objects inside.

#ifndef SEALFRAME_HOOKS_C_HANDLES_H_
#define SEALFRAME_HOOKS_C_HANDLES_H_

#include <cstddef>
#include <memory>

#include "absl/types/optional.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/hooks/c/profiles.h"
#include "sealframe/keyring/key_provider.h"

// With all that it reads or writes, for as long as anybody uses it.
struct sealframe_provider {
  sealframe::ProfileHandles made;
  std::shared_ptr<sealframe::KeyProvider> keys;
};

struct sealframe_session {
  std::shared_ptr<sealframe::KeyProvider> keys;
  std::unique_ptr<sealframe::Session> session;
};

// A stream's sealing keys may use what the provider keeps, so it stays.
struct sealframe_send_transform {
  std::shared_ptr<sealframe::KeyProvider> keys;
  std::unique_ptr<sealframe::SendTransform> transform;
  sealframe::MediaKind media;
};

struct sealframe_receive_transform {
  std::shared_ptr<sealframe::KeyProvider> keys;
  std::unique_ptr<sealframe::ReceiveTransform> transform;
  sealframe::MediaKind media;
};

struct sealframe_packetizer {
  size_t max_payload_size;
  absl::optional<sealframe::SFramePacketizer> frame;
};

struct sealframe_depacketizer {
  sealframe::SFrameDepacketizer depacketizer;
};

#endif  // SEALFRAME_HOOKS_C_HANDLES_H_
