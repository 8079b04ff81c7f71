// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFU's video room. Requests and answers pass through two pipes to the test
// that started the SFU.
//
//   publish CODEC SIZE\n SDP      answered by SIZE\n SDP
//   subscribe 0\n                 answered by SIZE\n SDP
//   choose LAYER 0\n              answered by 0\n
//   start SIZE\n SDP              answered by 0\n
//
// Thread-safety: belongs to the test's thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SFU_ROOM_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SFU_ROOM_H_

#include <cstdio>
#include <string>

#include "sealframe/hooks/libwebrtc/testing/peer.h"

namespace sealframe {

class Room {
 public:
  // Room writes requests to one file descriptor and reads answers from another.
  Room(int ask, int answered);
  ~Room();

  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // Publish connects `peer` as the room's publisher, with that video codec.
  void Publish(const std::string& codec, Peer& peer);

  // Subscribe connects `peer` to the latest publisher.
  void Subscribe(Peer& peer);

  // Choose makes the room forward this layer of a simulcast, 0 the smallest, to
  // the latest subscriber.
  void Choose(int layer);

 private:
  std::string Ask(const std::string& request, const std::string& sdp);

  std::FILE* const ask_;
  std::FILE* const answered_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SFU_ROOM_H_
