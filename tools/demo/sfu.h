// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's SFU. It forwards packets, keeps copies of them and checks that
// they reveal no media.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_SFU_H_
#define SEALFRAME_TOOLS_DEMO_SFU_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

class Sfu {
 public:
  // Forward records `packet`. `original`, which a real SFU does not have,
  // serves to check that the packet reveals none of it.
  void Forward(const Packet& packet, const ContainerFrame& original);

  // forwarded returns the packets in order.
  const std::vector<Packet>& forwarded() const { return forwarded_; }
  size_t bytes() const { return bytes_; }

  // saw_media returns whether any packet contained 8 consecutive bytes of its
  // frame, at any offset.
  bool saw_media() const { return saw_media_; }

  // View returns a line describing the last packet as the SFU sees it.
  std::string View() const;

 private:
  std::vector<Packet> forwarded_;
  size_t bytes_ = 0;
  bool saw_media_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_SFU_H_
