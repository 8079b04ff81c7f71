// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/to_status.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

absl::Status ToStatus(sealframe_status status, const sealframe_error& error) {
  if (status == SEALFRAME_OK) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat(error.message, " (", sealframe_status_name(status), ")"));
}

}  // namespace sealframe::gst
