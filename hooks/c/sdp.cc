// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Session descriptions: reading, deciding on and editing a=sframe.

#include "sealframe/frame/rtp/sdp.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/rtp/sdp_edit.h"
#include "sealframe/frame/rtp/sdp_negotiation.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

absl::StatusOr<sealframe_sdp> Parse(std::string text) {
  absl::StatusOr<SdpDescription> description = ParseSdp(text);
  if (!description.ok()) {
    return description.status();
  }
  return sealframe_sdp{.text = std::move(text),
                       .description = *std::move(description)};
}

absl::Status NewSdp(const char* text, sealframe_sdp** sdp) {
  absl::StatusOr<sealframe_sdp> parsed = Parse(text);
  if (!parsed.ok()) {
    return parsed.status();
  }
  *sdp = new sealframe_sdp(*std::move(parsed));
  return absl::OkStatus();
}

absl::Status CheckSection(const sealframe_sdp& sdp, size_t section) {
  const size_t count = sdp.description.sections.size();
  return section < count
             ? absl::OkStatus()
             : absl::NotFoundError(absl::StrCat("no media section ", section,
                                                ": the description has ", count,
                                                ", counted from 0"));
}

using SectionEdit = absl::StatusOr<std::string> (*)(absl::string_view sdp,
                                                    size_t section);

sealframe_status Edit(sealframe_sdp* sdp, size_t section, SectionEdit edit,
                      sealframe_error* error) {
  return Call(error, {{"sdp", sdp}}, [&] {
    if (absl::Status status = CheckSection(*sdp, section); !status.ok()) {
      return status;
    }
    absl::StatusOr<std::string> text = edit(sdp->text, section);
    if (!text.ok()) {
      return text.status();
    }
    absl::StatusOr<sealframe_sdp> edited = Parse(*std::move(text));
    if (edited.ok()) {
      *sdp = *std::move(edited);
    }
    return edited.status();
  });
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_sdp_create(const char* text, sealframe_sdp** sdp,
                                      sealframe_error* error) {
  if (sdp != nullptr) {
    *sdp = nullptr;
  }
  return sealframe::Call(error, {{"text", text}, {"sdp", sdp}},
                         [&] { return sealframe::NewSdp(text, sdp); });
}

void sealframe_sdp_destroy(sealframe_sdp* sdp) { delete sdp; }

const char* sealframe_sdp_text(const sealframe_sdp* sdp) {
  return sdp == nullptr ? nullptr : sdp->text.c_str();
}

size_t sealframe_sdp_num_sections(const sealframe_sdp* sdp) {
  return sdp == nullptr ? 0 : sdp->description.sections.size();
}

sealframe_status sealframe_sdp_get_section(const sealframe_sdp* sdp,
                                           size_t section,
                                           sealframe_sdp_section* info) {
  if (!sealframe::ClearStruct(info) || sdp == nullptr) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  if (section >= sdp->description.sections.size()) {
    return SEALFRAME_NOT_FOUND;
  }
  const sealframe::SdpMediaSection& from = sdp->description.sections[section];
  sealframe::WriteStruct({.mid = from.mid.c_str(),
                          .is_rtp = from.is_rtp ? 1u : 0u,
                          .is_rejected = from.rejected ? 1u : 0u,
                          .has_sframe = from.has_sframe ? 1u : 0u},
                         info);
  return SEALFRAME_OK;
}

sealframe_status sealframe_sdp_add_sframe(sealframe_sdp* sdp, size_t section,
                                          sealframe_error* error) {
  return sealframe::Edit(sdp, section, &sealframe::AddSFrame, error);
}

sealframe_status sealframe_sdp_remove_sframe(sealframe_sdp* sdp, size_t section,
                                             sealframe_error* error) {
  return sealframe::Edit(sdp, section, &sealframe::RemoveSFrame, error);
}

sealframe_status sealframe_sdp_reject_section(sealframe_sdp* sdp,
                                              size_t section,
                                              sealframe_error* error) {
  return sealframe::Edit(sdp, section, &sealframe::RejectSection, error);
}

sealframe_status sealframe_sdp_check_payload_types(const sealframe_sdp* sdp,
                                                   sealframe_error* error) {
  return sealframe::Call(error, {{"sdp", sdp}}, [&] {
    return sealframe::CheckSharedPayloadTypes(sdp->description);
  });
}

sealframe_sdp_decision sealframe_sdp_decide(uint32_t we_want,
                                            uint32_t peer_has) {
  switch (sealframe::DecideSFrame(we_want != 0, peer_has != 0)) {
    case sealframe::SFrameDecision::kPlain:
      return SEALFRAME_SDP_PLAIN;
    case sealframe::SFrameDecision::kSFrame:
      return SEALFRAME_SDP_SFRAME;
    case sealframe::SFrameDecision::kStop:
      return SEALFRAME_SDP_STOP;
    case sealframe::SFrameDecision::kRefuse:
      return SEALFRAME_SDP_REFUSE;
  }
  return SEALFRAME_SDP_STOP;
}
