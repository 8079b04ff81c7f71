// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "sealframe/frame/rtp/sdp_lines.h"

namespace sealframe {
namespace {

// The encodings that carry packets of other encodings: RFC 4588, 2198, 5109,
// 3009, 8627 (twice: browsers use the name in its draft), 6015 and 6682.
constexpr std::array<absl::string_view, 8> kRepairEncodings = {
    "rtx",
    "red",
    "ulpfec",
    "parityfec",
    "flexfec",
    "flexfec-03",
    "1d-interleaved-parityfec",
    "raptorfec"};

// OpenSection is a section whose lines are still being read.
struct OpenSection {
  SdpMediaSection section;
  bool has_port = false;
  bool is_bundle_only = false;
};

// Parser collects sections and groups while lines are read.
struct Parser {
  std::vector<OpenSection> sections;
  std::vector<std::vector<absl::string_view>> bundles;  // The mids of each.
};

std::optional<size_t> ParseNumber(absl::string_view text, size_t max) {
  uint32_t number;
  if (!std::all_of(text.begin(), text.end(), absl::ascii_isdigit) ||
      !absl::SimpleAtoi(text, &number) || number > max) {
    return std::nullopt;
  }
  return number;
}

// ReadMediaLine parses `m=<media> <port>[/<count>] <protocol> <format> ...`.
bool ReadMediaLine(absl::string_view value, OpenSection* open) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(value, ' ', absl::SkipEmpty());
  if (words.size() < 4) {
    return false;
  }
  const absl::string_view port_word = words[1].substr(0, words[1].find('/'));
  const auto port =
      ParseNumber(port_word, std::numeric_limits<uint16_t>::max());
  if (!port.has_value()) {
    return false;
  }
  open->has_port = *port != 0;
  open->section.is_rtp = absl::StrContains(words[2], "RTP/");
  if (!open->section.is_rtp) {
    return true;
  }
  for (size_t i = 3; i < words.size(); ++i) {
    const auto type = ParseNumber(words[i], kNumPayloadTypes - 1);
    if (!type.has_value()) {
      return false;
    }
    open->section.media_payload_types.set(*type);
  }
  return true;
}

// ReadRtpmap parses `a=rtpmap:<payload type> <encoding>/...`. A payload type
// that the m= line does not list is ignored.
bool ReadRtpmap(absl::string_view value, SdpMediaSection* section) {
  const size_t space = value.find(' ');
  const auto type = ParseNumber(value.substr(0, space), kNumPayloadTypes - 1);
  if (space == absl::string_view::npos || !type.has_value()) {
    return false;
  }
  absl::string_view encoding = value.substr(space + 1);
  encoding = encoding.substr(0, encoding.find('/'));
  const bool is_listed = section->media_payload_types[*type] ||
                         section->repair_payload_types[*type];
  const bool is_repair =
      std::any_of(kRepairEncodings.begin(), kRepairEncodings.end(),
                  [encoding](absl::string_view repair) {
                    return absl::EqualsIgnoreCase(encoding, repair);
                  });
  section->media_payload_types[*type] = is_listed && !is_repair;
  section->repair_payload_types[*type] = is_listed && is_repair;
  return true;
}

bool ReadMediaAttribute(absl::string_view attribute, OpenSection* open) {
  if (attribute == "sframe") {
    open->section.has_sframe = true;
  } else if (attribute == "bundle-only") {
    open->is_bundle_only = true;
  } else if (absl::ConsumePrefix(&attribute, "mid:")) {
    if (attribute.empty() || !open->section.mid.empty()) {
      return false;
    }
    open->section.mid = std::string(attribute);
  } else if (absl::ConsumePrefix(&attribute, "rtpmap:")) {
    return !open->section.is_rtp || ReadRtpmap(attribute, &open->section);
  }
  return true;
}

bool ReadLine(const SdpLine& line, Parser* parser) {
  absl::string_view value = line.text.substr(2);
  if (line.StartsSection()) {
    parser->sections.emplace_back();
    return ReadMediaLine(value, &parser->sections.back());
  }
  if (line.text[0] != 'a') {
    return true;
  }
  if (!parser->sections.empty()) {
    return ReadMediaAttribute(value, &parser->sections.back());
  }
  if (absl::ConsumePrefix(&value, "group:BUNDLE") &&
      (value.empty() || value[0] == ' ')) {
    parser->bundles.push_back(absl::StrSplit(value, ' ', absl::SkipEmpty()));
  }
  return true;
}

// Finish builds the description once all lines are read.
absl::StatusOr<SdpDescription> Finish(const Parser& parser) {
  SdpDescription description;
  std::map<absl::string_view, size_t> index_of_mid;
  for (const OpenSection& open : parser.sections) {
    const std::string& mid = open.section.mid;
    const size_t index = description.sections.size();
    if (!mid.empty() && !index_of_mid.emplace(mid, index).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("SDP media sections ", index_of_mid[mid], " and ", index,
                       " have the same a=mid: give each section its own"));
    }
    description.sections.push_back(open.section);
    description.sections.back().rejected =
        !open.has_port && !open.is_bundle_only;
  }
  for (const std::vector<absl::string_view>& mids : parser.bundles) {
    std::vector<size_t>& bundle = description.bundles.emplace_back();
    for (const absl::string_view mid : mids) {
      const auto index = index_of_mid.find(mid);
      if (index != index_of_mid.end()) {
        bundle.push_back(index->second);
      }
    }
  }
  return description;
}

}  // namespace

absl::StatusOr<SdpDescription> ParseSdp(absl::string_view sdp) {
  const absl::StatusOr<std::vector<SdpLine>> lines = SplitSdpLines(sdp);
  if (!lines.ok()) {
    return lines.status();
  }
  Parser parser;
  for (size_t i = 0; i < lines->size(); ++i) {
    if (!ReadLine((*lines)[i], &parser)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "SDP line ", i + 1, " is a malformed m=, a=mid or a=rtpmap line"));
    }
  }
  return Finish(parser);
}

}  // namespace sealframe
