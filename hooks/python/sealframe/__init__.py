# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""End-to-end encryption of encoded media frames.

A KeyProvider holds keys, a Session is a call over it, and a SendTransform or
ReceiveTransform is one stream of it. `Session.poll` reports what changed. Calls that set
keys and options raise errors; calls that process a frame return its outcome.

The terms are those of sealframe.h.
"""

from sealframe._data_packets import (DataPacketHeader, DataPacketOpener,
                                     DataPacketSealer)
from sealframe._diagnosis import Diagnosis, DiagnosisKey, diagnose
from sealframe._frame import Frame, FrameInfo, FrameResult, HeldFrame
from sealframe._inspection import Inspection, inspect
from sealframe._interface import (Codec, Direction, DropReason, EventKind,
                                  FailureReason, FrameStatus, InsertResult,
                                  KeyKind, KeyMode, Media, PayloadOrigin,
                                  SdpDecision, Status, StreamState, Suite)
from sealframe._library import Error, library
from sealframe._profile_detector import ProfileDetector
from sealframe._provider import CurrentKey, KeyProvider, ProviderOptions
from sealframe._rtp import (DepacketizedFrame, Depacketizer, DepacketizerStats,
                            Packetizer, Payload, RtpPacket)
from sealframe._sdp import Sdp, SdpSection, sdp_decide
from sealframe._session import Event, Session
from sealframe._statistics import KeyStats, StreamStats
from sealframe._transforms import ReceiveTransform, SendTransform

__version__: str = library.sealframe_version().decode()

__all__ = [
    "Codec", "CurrentKey", "DataPacketHeader", "DataPacketOpener",
    "DataPacketSealer", "DepacketizedFrame", "Depacketizer", "DepacketizerStats",
    "Diagnosis", "DiagnosisKey", "Direction", "DropReason", "Error", "Event",
    "EventKind", "FailureReason", "Frame", "FrameInfo", "FrameResult",
    "FrameStatus", "HeldFrame", "InsertResult", "Inspection", "KeyKind", "KeyMode",
    "KeyProvider", "KeyStats", "Media", "Packetizer", "Payload", "PayloadOrigin",
    "ProfileDetector", "ProviderOptions", "ReceiveTransform", "RtpPacket", "Sdp",
    "SdpDecision", "SdpSection", "SendTransform", "Session", "Status",
    "StreamState", "StreamStats", "Suite", "diagnose", "inspect", "sdp_decide",
]
