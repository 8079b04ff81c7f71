// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/key_signals.h"

#include <gst/gst.h>

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/polling.h"
#include "sealframe/hooks/gstreamer/sealframe_element.h"

namespace sealframe::gst {
namespace {

// Do runs `action` on the call and participant of an element, and posts a
// warning if it fails.
gboolean Do(SealframeElement* self,
            absl::FunctionRef<absl::Status(Call&, const std::string&)> action) {
  const absl::StatusOr<std::shared_ptr<Call>> call = JoinCall(self);
  absl::Status status = call.status();
  if (status.ok()) status = action(**call, SettingsOf(self).participant);
  if (status.ok()) return TRUE;
  GST_ELEMENT_WARNING(self, LIBRARY, FAILED,
                      ("%s", std::string(status.message()).c_str()), (nullptr));
  return FALSE;
}

gboolean AddKey(SealframeElement* self, KeyText::Kind kind, guint64 key_index,
                GBytes* bytes) {
  return Do(self, [&](Call& call, const std::string& participant) {
    if (bytes == nullptr) {
      return absl::InvalidArgumentError("the key is NULL: pass a GBytes");
    }
    gsize size = 0;
    const gconstpointer data = g_bytes_get_data(bytes, &size);
    return call.AddKey(participant, key_index, KeyText(kind, data, size));
  });
}

gboolean OnAddKey(SealframeElement* self, guint64 key_index, GBytes* key) {
  return AddKey(self, KeyText::Kind::kBytes, key_index, key);
}

gboolean OnAddPassphrase(SealframeElement* self, guint64 key_index,
                         GBytes* passphrase) {
  return AddKey(self, KeyText::Kind::kPassphrase, key_index, passphrase);
}

gboolean OnRetireKey(SealframeElement* self, guint64 key_index,
                     guint64 overlap_ms) {
  return Do(self, [&](Call& call, const std::string& participant) {
    absl::Status status = call.Retire(participant, key_index, overlap_ms);
    Poll(call);  // Removes the key if its overlap is over.
    return status;
  });
}

gboolean OnActivateKey(SealframeElement* self, guint64 key_index) {
  return Do(self, [&](Call& call, const std::string& participant) {
    return call.Activate(participant, key_index);
  });
}

gboolean OnRatchetKey(SealframeElement* self) {
  return Do(self, [](Call& call, const std::string& participant) {
    return call.Ratchet(participant);
  });
}

// Install adds a signal that calls `handler` to a type.
template <typename... Types>
void Install(GType type, const char* name, GCallback handler, Types... types) {
  g_signal_new_class_handler(
      name, type,
      static_cast<GSignalFlags>(G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION), handler,
      nullptr, nullptr, nullptr, G_TYPE_BOOLEAN, sizeof...(types), types...);
}

}  // namespace

void InstallKeySignals(GType type) {
  Install(type, "add-key", G_CALLBACK(OnAddKey), G_TYPE_UINT64, G_TYPE_BYTES);
  Install(type, "add-passphrase", G_CALLBACK(OnAddPassphrase), G_TYPE_UINT64,
          G_TYPE_BYTES);
  Install(type, "retire-key", G_CALLBACK(OnRetireKey), G_TYPE_UINT64,
          G_TYPE_UINT64);
}

void InstallSenderSignals(GType type) {
  Install(type, "activate-key", G_CALLBACK(OnActivateKey), G_TYPE_UINT64);
  Install(type, "ratchet-key", G_CALLBACK(OnRatchetKey));
}

}  // namespace sealframe::gst
