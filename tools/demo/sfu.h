// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's SFU: it forwards packets, keeps what it forwarded, and notes what
// it can see of them, which is no media.
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
  // Forward takes a packet in. `original`, which no SFU has, is for checking
  // that the packet shows nothing of it.
  void Forward(const Packet& packet, const ContainerFrame& original);

  // forwarded returns the packets in order.
  const std::vector<Packet>& forwarded() const { return forwarded_; }
  size_t bytes() const { return bytes_; }

  // saw_media returns whether any piece of 8 bytes of a frame stood where it
  // belongs, or anywhere else, in its packet.
  bool saw_media() const { return saw_media_; }

  // View returns a line with what the SFU reads in the last packet.
  std::string View() const;

 private:
  std::vector<Packet> forwarded_;
  size_t bytes_ = 0;
  bool saw_media_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_SFU_H_
