// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{c_string, call, call_for_status, owned_text, Error};
use crate::owned::Owned;
use crate::SdpDecision;

/// A session description with its media sections, in which the attribute a=sframe
/// negotiates SFrame. Sections count from 0.
pub struct Sdp {
    owned: Owned<sys::sealframe_sdp>,
}

// SAFETY: the header lets any thread use a description, one at a time.
unsafe impl Send for Sdp {}

/// `sealframe_sdp_section`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SdpSection {
    pub mid: String,
    /// Only RTP sections can have SFrame.
    pub is_rtp: bool,
    /// Whether its port is zero, without a=bundle-only.
    pub is_rejected: bool,
    pub has_sframe: bool,
}

impl Sdp {
    /// Parses an offer or answer, which may be hostile, of up to 4 MiB.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = c_string(text)?;
        let owned = Owned::create(sys::sealframe_sdp_destroy, |out, error| unsafe {
            sys::sealframe_sdp_create(text.as_ptr(), out, error)
        })?;
        Ok(Self { owned })
    }

    /// Returns the description with all edits.
    pub fn text(&self) -> String {
        // SAFETY: the text is valid until the next edit.
        unsafe { owned_text(sys::sealframe_sdp_text(self.owned.get())) }
    }

    /// Returns the number of media sections.
    pub fn num_sections(&self) -> usize {
        unsafe { sys::sealframe_sdp_num_sections(self.owned.get()) }
    }

    /// Describes a media section.
    pub fn section(&self, section: usize) -> Result<SdpSection, Error> {
        let mut raw = sys::sealframe_sdp_section::default();
        call_for_status(|| unsafe {
            sys::sealframe_sdp_get_section(self.owned.get(), section, &mut raw)
        })?;
        Ok(SdpSection {
            // SAFETY: the mid is valid until the next edit.
            mid: unsafe { owned_text(raw.mid) },
            is_rtp: raw.is_rtp != 0,
            is_rejected: raw.is_rejected != 0,
            has_sframe: raw.has_sframe != 0,
        })
    }

    /// Adds a=sframe to a section that does not have it.
    pub fn add_sframe(&mut self, section: usize) -> Result<(), Error> {
        call(|error| unsafe { sys::sealframe_sdp_add_sframe(self.owned.get(), section, error) })
    }

    /// Removes a=sframe from a section.
    pub fn remove_sframe(&mut self, section: usize) -> Result<(), Error> {
        call(|error| unsafe { sys::sealframe_sdp_remove_sframe(self.owned.get(), section, error) })
    }

    /// Sets the port of a section to zero and removes it from its BUNDLE groups.
    pub fn reject_section(&mut self, section: usize) -> Result<(), Error> {
        call(|error| unsafe { sys::sealframe_sdp_reject_section(self.owned.get(), section, error) })
    }

    /// Fails if sections of one BUNDLE group, with and without SFrame, share the
    /// payload type of a media encoding.
    pub fn check_payload_types(&self) -> Result<(), Error> {
        call(|error| unsafe { sys::sealframe_sdp_check_payload_types(self.owned.get(), error) })
    }
}

/// Returns the decision for a section from whether we want SFrame and whether the
/// section in the peer's description has it.
pub fn sdp_decide(we_want: bool, peer_has: bool) -> SdpDecision {
    SdpDecision::from_c(unsafe { sys::sealframe_sdp_decide(we_want.into(), peer_has.into()) })
}
