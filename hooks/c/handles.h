// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The objects behind the C interface's handles. They share ownership of the key
// provider, so that handles can be destroyed in any order.
//
// Thread-safety: as the objects inside.

#ifndef SEALFRAME_HOOKS_C_HANDLES_H_
#define SEALFRAME_HOOKS_C_HANDLES_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sealframe/frame/formats/detect_profile.h"
#include "sealframe/frame/formats/ring/livekit_data_packet.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/rtp/sdp.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/hooks/c/profiles.h"
#include "sealframe/keyring/key_provider.h"

struct sealframe_provider {
  sealframe::ProfileHandles made;
  std::shared_ptr<sealframe::KeyProvider> keys;
};

struct sealframe_session {
  std::shared_ptr<sealframe::KeyProvider> keys;
  std::unique_ptr<sealframe::Session> session;
};

// A stream's sealing keys may use the provider's counter reservations, so the
// transform keeps the provider alive.
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

struct sealframe_profile_detector {
  std::vector<std::shared_ptr<sealframe::KeyProvider>> keys;
  sealframe::ProfileDetector detector;
  sealframe::MediaKind media;
};

struct sealframe_data_packet_sealer {
  std::shared_ptr<sealframe::KeyProvider> keys;
  sealframe::DataPacketSealer sealer;
};

struct sealframe_data_packet_opener {
  std::shared_ptr<sealframe::KeyProvider> keys;
  sealframe::DataPacketOpener opener;
};

struct sealframe_packetizer {
  size_t max_payload_size;
  std::optional<sealframe::SFramePacketizer> frame;
};

struct sealframe_depacketizer {
  sealframe::SFrameDepacketizer depacketizer;
};

struct sealframe_sdp {
  std::string text;
  sealframe::SdpDescription description;  // Parsed from `text`.
};

#endif  // SEALFRAME_HOOKS_C_HANDLES_H_
