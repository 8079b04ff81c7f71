// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The messages between `sealframe` and its helper `sealframe-av`, which reads
// and writes MP4 and Matroska files. Keys never reach the helper, and its
// parsers never run in the process that has them.
//
// The helper has a file as its standard input and a socket as its standard
// output. With the argument `read` it writes the file's packets to the socket.
// With `write` it also reads each packet's new contents from the socket, before
// it writes the next packet, and writes a file with them to descriptor 3.
// `write other` does this with other times (av_output.h). It exits with 0 if
// all went well, otherwise with 1 and a reason on standard error, or 2 for
// other arguments. All numbers are big-endian.
//
// Thread-safety: these are pure functions, except for the input that they read.
// They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_
#define SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The first bytes from the helper: the version of these messages.
inline constexpr uint8_t kAvForm[] = {'S', 'F', 'A', 2};

// EncodePacket returns the message of a packet as the file holds it, with its
// metadata except `key_frame` and `index`.
std::vector<uint8_t> EncodePacket(const ContainerFrame& packet);

// ReadPacket reads a message of EncodePacket. It returns false at the end of
// `input`, InvalidArgument if the message is cut off or in another form, and an
// error of `input` unchanged.
absl::StatusOr<bool> ReadPacket(ByteInput& input, ContainerFrame* packet);

// EncodePayload returns the message of the new contents of a packet.
std::vector<uint8_t> EncodePayload(absl::Span<const uint8_t> payload);

// ReadPayload reads a message of EncodePayload. InvalidArgument if it is cut
// off or missing.
absl::StatusOr<std::vector<uint8_t>> ReadPayload(ByteInput& input);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_EXCHANGE_H_
