// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The callbacks of sealframe.h. C calls them through pointers, and JavaScript
// has none: these are pointers to functions that JavaScript gives the module.

#include <sealframe.h>

__attribute__((import_module("sealframe"), import_name("event"))) void
sealframe_web_on_event(const sealframe_event* event, void* user_data);

__attribute__((import_module("sealframe"), import_name("reserve_counters")))
sealframe_status
sealframe_web_on_reserve_counters(void* user_data,
                                  const uint8_t fingerprint[16], uint64_t count,
                                  uint64_t* begin);

typedef sealframe_status (*ReserveCounters)(void* user_data,
                                            const uint8_t fingerprint[16],
                                            uint64_t count, uint64_t* begin);

// sealframe_web_event returns the callback of `sealframe_session_poll`.
sealframe_event_callback sealframe_web_event(void) {
  return sealframe_web_on_event;
}

// sealframe_web_reserve_counters returns the callback of a provider.
ReserveCounters sealframe_web_reserve_counters(void) {
  return sealframe_web_on_reserve_counters;
}
