// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What an end of the room is asked, on its standard input, and answers, on its
// standard output. A request is a line and a text, and an answer a text:
//
//   publish 0\n              answered by SIZE\n OFFER
//   accept SIZE\n ANSWER     answered by 0\n
//   subscribe NAME COLOUR HERTZ SIZE\n OFFER
//                            answered by SIZE\n ANSWER
//   count NAME 0\n           answered by SIZE\n JSON of what came from it
//   sent 0\n                 answered by SIZE\n JSON of the frames of video
//   that
//                            it sealed, and of others
//   hears NAME 0\n           answered by 1\n1 or 1\n0, within about a second
//   retire NAME 0\n          answered by 0\n: its key, at this end
//   switch-off 0\n           answered by 0\n: sends in the clear (libwebrtc)
//
// NAME is a participant's, whose key consists of the first byte of its name.
// `subscribe` sets it. GStreamer's end is asked for each stream, others for
// both.
//
// Thread-safety: belongs to one thread.

#ifndef SEALFRAME_TESTS_ROOM_COMMANDS_H_
#define SEALFRAME_TESTS_ROOM_COMMANDS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sealframe {

// What came from a participant.
struct Counts {
  int pictures = 0;  // Whole, and new.
  int spoilt = 0;    // Other pictures.
  // Frames of video that opened, and those that did not. At a spy: frames that
  // were not sealed, and sealed ones of each kind.
  uint64_t opened = 0, refused = 0;
  uint64_t replayed = 0;  // Also counted in `refused`.
  // The longest time without a picture, since the first.
  std::chrono::milliseconds longest_gap{};
};
std::string ToJson(const Counts& counts);

// SentToJson is the answer to `sent`.
std::string SentToJson(uint64_t sealed, uint64_t others);

// HearsTone waits for up to a second and a half until half a second of a tone
// has come since it was called. `milliseconds` returns how much has come.
bool HearsTone(const std::function<int()>& milliseconds);

// Serve calls `answer` with the words of each request, and its text, until the
// input ends.
void Serve(const std::function<std::string(const std::vector<std::string>&,
                                           const std::string&)>& answer);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ROOM_COMMANDS_H_
