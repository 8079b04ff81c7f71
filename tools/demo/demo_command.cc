// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/demo_command.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "fmt/format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/demo/call.h"
#include "sealframe/tools/demo/claims.h"
#include "sealframe/tools/demo/demo_media.h"
#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/demo/story.h"

namespace sealframe {
namespace {

std::string MediaName(MediaKind media) {
  return media == MediaKind::kAudio ? "audio" : "video";
}

// StateOf returns the name of a stream's state, with the reason of a stall.
std::string StateOf(const StreamReport& report) {
  std::string state(StreamStateName(report.state));
  return report.state == StreamState::kStalled
             ? state + ": " + std::string(FrameStatusName(report.reason))
             : state;
}

uint64_t Dropped(const StreamStats& stats) {
  return stats.frames_in - stats.frames_out;
}

void PrintReports(const Call& call) {
  Print(fmt::format(
      "\n{:<4} {:<8} {:<5} {:<6} {:<22} {:>6} {:>9} {:>6} {:>7} {:>8}\n", "end",
      "", "from", "media", "state", "frames", "bytes", "out", "dropped",
      "p99 ns"));
  for (const auto& [name, end] : call.ends()) {
    for (const StreamReport& report : end->Reports()) {
      Print(fmt::format(
          "{:<4} {:<8} {:<5} {:<6} {:<22} {:>6} {:>9} {:>6} {:>7} {:>8}\n",
          name, report.direction == Direction::kSend ? "sends" : "receives",
          report.participant, MediaName(report.media), StateOf(report),
          report.stats.frames_in, report.stats.bytes_in,
          report.stats.frames_out, Dropped(report.stats),
          report.stats.LatencyPercentile(99)));
    }
  }
}

void AppendReport(const std::string& end, const StreamReport& report,
                  JsonWriter* json) {
  json->BeginObject();
  json->String("end", end);
  json->String("direction",
               report.direction == Direction::kSend ? "send" : "receive");
  json->String("participant", report.participant);
  json->String("media", MediaName(report.media));
  json->String("state", StreamStateName(report.state));
  if (report.state == StreamState::kStalled) {
    json->String("reason", FrameStatusName(report.reason));
  }
  json->Number64("frames_in", report.stats.frames_in);
  json->Number64("bytes_in", report.stats.bytes_in);
  json->Number64("frames_out", report.stats.frames_out);
  json->BeginObject("dropped");
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto status = static_cast<FrameStatus>(i);
    if (!CameOut(status) && report.stats.frames(status) != 0) {
      json->Number64(FrameStatusName(status), report.stats.frames(status));
    }
  }
  json->EndObject();
  json->Number64("latency_p50_ns", report.stats.LatencyPercentile(50));
  json->Number64("latency_p99_ns", report.stats.LatencyPercentile(99));
  json->EndObject();
}

void PrintJson(const Call& call, const Claims& claims) {
  JsonWriter json;
  json.BeginObject();
  json.Bool("success", claims.all_hold());
  json.BeginArray("claims");
  for (const Claim& claim : claims.list()) {
    json.BeginObject();
    json.String("claim", claim.text);
    json.Bool("holds", claim.holds);
    json.EndObject();
  }
  json.EndArray();
  json.BeginArray("streams");
  for (const auto& [name, end] : call.ends()) {
    for (const StreamReport& report : end->Reports()) {
      AppendReport(name, report, &json);
    }
  }
  json.EndArray();
  json.EndObject();
  Print(absl::StrCat(json.text(), "\n"));
}

absl::Status Run(const Flags& flags) {
  absl::StatusOr<DemoMedia> media = LoadDemoMedia();
  if (!media.ok()) {
    return media.status();
  }
  const bool is_json = flags.Has("json");
  const KeyMode mode =
      flags.Has("shared-key") ? KeyMode::kShared : KeyMode::kPerParticipant;
  Claims claims(is_json);
  Call call(mode, *std::move(media));
  if (absl::Status status = TellStory(call, claims); !status.ok()) {
    return absl::DataLossError(
        fmt::format("the demo failed: {}", std::string(status.message())));
  }
  if (is_json) {
    PrintJson(call, claims);
  } else {
    PrintReports(call);
    Print(claims.all_hold() ? "\nAll claims above were checked and hold.\n"
                            : "\nSome claims above do not hold.\n");
  }
  return claims.all_hold() ? absl::OkStatus()
                           : absl::DataLossError("a claim does not hold");
}

}  // namespace

Command DemoCommand() {
  return {
      .name = "demo",
      .summary = "a call with an SFU that sees only ciphertext",
      .help =
          "Runs a call of three participants who send real video and audio "
          "through an SFU\nthat sees only ciphertext, with an outsider, "
          "replayed and tampered packets, a\nparticipant who joins and one "
          "who leaves. Each claim is checked; the exit code is 0\nonly if all "
          "of them hold.",
      .flags = {{.name = "shared-key",
                 .value = "",
                 .help = "use one key for the call instead of one per "
                         "participant"},
                JsonFlag()},
      .run = Run};
}

}  // namespace sealframe
