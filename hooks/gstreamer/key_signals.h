// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The action signals through which an application manages keys:
//
//   gboolean add-key(guint64 key_index, GBytes* key)
//   gboolean add-passphrase(guint64 key_index, GBytes* passphrase)
//   gboolean retire-key(guint64 key_index, guint64 overlap_ms)
//
// and, for senders only:
//
//   gboolean activate-key(guint64 key_index)
//   gboolean ratchet-key()
//
// They return TRUE on success; otherwise they post a warning with the reason
// and return FALSE. An added key does not seal until it is activated, so that
// all receivers can add it first.
//
// Thread-safety: signals may be emitted from any thread except a streaming
// thread.

#ifndef SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_
#define SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_

#include <gst/gst.h>

namespace sealframe::gst {

// InstallKeySignals adds the signals of all elements to a SealframeElement
// type.
void InstallKeySignals(GType type);

// InstallSenderSignals adds the signals of senders to it.
void InstallSenderSignals(GType type);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_KEY_SIGNALS_H_
