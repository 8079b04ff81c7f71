// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_edit.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/rtp/sdp.h"
#include "sealframe/frame/rtp/sdp_lines.h"

namespace sealframe {
namespace {

constexpr absl::string_view kSFrame = "a=sframe";
constexpr absl::string_view kBundleOnly = "a=bundle-only";
constexpr absl::string_view kBundle = "a=group:BUNDLE";

// Editor is a description split around the section to edit.
struct Editor {
  SdpMediaSection section;
  std::vector<SdpLine> session;  // The lines before the first section.
  std::vector<SdpLine> before;   // The lines of earlier sections.
  std::vector<SdpLine> lines;    // The section's lines, its m= line first.
  std::vector<SdpLine> after;    // The lines of later sections.
};

absl::StatusOr<Editor> Open(absl::string_view sdp, size_t section) {
  const absl::StatusOr<SdpDescription> description = ParseSdp(sdp);
  if (!description.ok()) {
    return description.status();
  }
  if (section >= description->sections.size()) {
    return absl::OutOfRangeError(
        absl::StrCat("no SDP media section ", section, ": the description has ",
                     description->sections.size(), ", numbered from 0"));
  }
  absl::StatusOr<std::vector<SdpLine>> lines = SplitSdpLines(sdp);
  if (lines->back().end.empty()) {
    lines->back().end =
        lines->front().end.empty() ? "\r\n" : lines->front().end;
  }
  Editor editor;
  editor.section = description->sections[section];
  size_t num_sections = 0;
  for (const SdpLine& line : *lines) {
    num_sections += line.StartsSection() ? 1 : 0;
    if (num_sections == 0) {
      editor.session.push_back(line);
    } else if (num_sections <= section) {
      editor.before.push_back(line);
    } else if (num_sections == section + 1) {
      editor.lines.push_back(line);
    } else {
      editor.after.push_back(line);
    }
  }
  return editor;
}

std::string Close(const Editor& editor) {
  std::string sdp;
  for (const std::vector<SdpLine>* part :
       {&editor.session, &editor.before, &editor.lines, &editor.after}) {
    for (const SdpLine& line : *part) {
      absl::StrAppend(&sdp, line.text, line.end);
    }
  }
  return sdp;
}

void RemoveLines(absl::string_view text, std::vector<SdpLine>* lines) {
  lines->erase(
      std::remove_if(lines->begin(), lines->end(),
                     [text](const SdpLine& line) { return line.text == text; }),
      lines->end());
}

std::vector<absl::string_view> Words(absl::string_view text) {
  return absl::StrSplit(text, ' ', absl::SkipEmpty());
}

}  // namespace

absl::StatusOr<std::string> AddSFrame(absl::string_view sdp, size_t section) {
  absl::StatusOr<Editor> editor = Open(sdp, section);
  if (!editor.ok()) {
    return editor.status();
  }
  if (!editor->section.is_rtp || editor->section.rejected) {
    return absl::FailedPreconditionError(
        absl::StrCat("SDP media section ", section,
                     " cannot have SFrame: it must be RTP and not rejected"));
  }
  if (!editor->section.has_sframe) {
    std::vector<SdpLine>& lines = editor->lines;
    const auto attributes =
        std::find_if(lines.begin(), lines.end(),
                     [](const SdpLine& line) { return line.text[0] == 'a'; });
    lines.insert(attributes, {kSFrame, lines.front().end});
  }
  return Close(*editor);
}

absl::StatusOr<std::string> RemoveSFrame(absl::string_view sdp,
                                         size_t section) {
  absl::StatusOr<Editor> editor = Open(sdp, section);
  if (!editor.ok()) {
    return editor.status();
  }
  RemoveLines(kSFrame, &editor->lines);
  return Close(*editor);
}

absl::StatusOr<std::string> RejectSection(absl::string_view sdp,
                                          size_t section) {
  absl::StatusOr<Editor> editor = Open(sdp, section);
  if (!editor.ok()) {
    return editor.status();
  }
  std::vector<absl::string_view> media =
      Words(editor->lines.front().text.substr(2));
  media[1] = "0";
  const std::string media_line = absl::StrCat("m=", absl::StrJoin(media, " "));
  editor->lines.front().text = media_line;
  RemoveLines(kBundleOnly, &editor->lines);

  const std::string& mid = editor->section.mid;
  std::vector<std::string> bundles;
  bundles.reserve(editor->session.size());  // Lines refer to its elements.
  for (SdpLine& line : editor->session) {
    std::vector<absl::string_view> words = Words(line.text);
    if (words[0] == kBundle && !mid.empty()) {
      words.erase(std::remove(words.begin() + 1, words.end(), mid),
                  words.end());
      bundles.push_back(absl::StrJoin(words, " "));
      line.text = bundles.back();
    }
  }
  return Close(*editor);
}

}  // namespace sealframe
