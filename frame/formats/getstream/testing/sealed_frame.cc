// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/testing/sealed_frame.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/frame/formats/getstream/getstream_format.h"
#include "sealframe/frame/formats/getstream/getstream_nonces.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {

FrameResult SealAsGetStream(const GetStreamSender& sender,
                            const FrameInfo& info,
                            absl::Span<const uint8_t> frame,
                            absl::Span<uint8_t> out) {
  SealingKey key(
      sender.key_index, *NewAesGcm(sender.key, kGetStreamTagSize),
      std::make_unique<GetStreamNonces>(
          sender.prefix, std::make_shared<GetStreamCounter>(sender.counter)),
      NewTestCounter(), GcmKeyLimits(kGetStreamTagSize),
      FingerprintKey(sender.key, {}));
  return GetStreamFormat(/*accepts_plain=*/false).Seal(info, key, frame, out);
}

std::vector<uint8_t> GetStreamFrame(const GetStreamSender& sender,
                                    const FrameInfo& info,
                                    absl::Span<const uint8_t> frame) {
  std::vector<uint8_t> sealed(
      GetStreamFormat(/*accepts_plain=*/false).MaxSealedSize(frame.size()));
  const FrameResult result =
      SealAsGetStream(sender, info, frame, absl::MakeSpan(sealed));
  if (result.status != FrameStatus::kOk) {
    MustBeOk(absl::InternalError(std::string(FrameStatusName(result.status))));
  }
  sealed.resize(result.size);
  return sealed;
}

}  // namespace sealframe
