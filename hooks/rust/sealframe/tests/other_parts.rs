// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! RTP payloads, data packets, detection, inspection, diagnosis, key ids and SDP.

mod common;

use common::*;
use sealframe::*;

#[test]
fn a_frame_travels_in_rtp_payloads() {
    let frame: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let mut packetizer = Packetizer::new(1200).unwrap();
    let mut depacketizer = Depacketizer::new(Default::default()).unwrap();
    let mut payloads = packetizer.start(&frame, PayloadOrigin::RAW, true);
    assert_eq!(payloads.count(), 3);
    let mut out = [0; 1200];
    let mut result = InsertResult::HELD;
    for sequence_number in 65_535.. {
        let Payload { bytes: payload, marker, .. } = match payloads.next(&mut out).unwrap() {
            Some(payload) => payload,
            None => break,
        };
        result = depacketizer.insert(&RtpPacket {
            payload,
            sequence_number: sequence_number as u16,
            marker,
            ..Default::default()
        });
    }
    assert_eq!(result, InsertResult::FRAME_READY);
    let mut whole = vec![0; depacketizer.next_size()];
    let taken = depacketizer.next(&mut whole).unwrap().unwrap();
    assert_eq!((taken.bytes, taken.marker), (&*frame, true));
    assert_eq!(depacketizer.next(&mut whole).unwrap(), None);
    assert_eq!(depacketizer.stats().unwrap().packets_delivered, 3);
}

#[test]
fn a_data_packet_is_opened() {
    let alice = provider("livekit").unwrap();
    give_alice_key(&alice).unwrap();
    let bob = provider("livekit").unwrap();
    bob.set_key(ALICE, 0, 0, &KEY).unwrap();
    let mut sealer = DataPacketSealer::new(&alice, ALICE).unwrap();
    let mut opener = DataPacketOpener::new(&bob, ALICE).unwrap();
    let mut sealed = vec![0; data_packet_sealed_size(FRAME.len())];
    let (packet, mut header) = sealer.seal(FRAME, &mut sealed).unwrap();
    let mut out = vec![0; packet.bytes.len()];
    assert_eq!(opener.open(&header, packet.bytes, &mut out).unwrap().bytes, FRAME);
    header.iv[0] ^= 1;
    assert!(opener.open(&header, packet.bytes, &mut out).is_err());
}

#[test]
fn the_profile_of_a_stream_is_detected() {
    let sessions = ["dave", "livekit", "sframe"].map(receiver_session);
    let sessions: Vec<&Session> = sessions.iter().collect();
    let mut detector = ProfileDetector::new(&sessions, &STREAM).unwrap();
    assert_eq!(detector.detected(), None);
    let sealed = sealed(&mut sender("livekit"));
    let mut out = vec![0; detector.max_opened_size(sealed.len())];
    assert_eq!(detector.open(&opus(), &sealed, &mut out).unwrap().bytes, FRAME);
    assert_eq!(detector.detected(), Some(1));
    assert_eq!(detector.stats(1).unwrap().frames_out, 1);
}

#[test]
fn a_frame_is_inspected_and_diagnosed() {
    let mut frame = sealed(&mut sender("sframe"));
    let parts = inspect(Some("sframe"), Media::AUDIO, &opus(), &frame).unwrap();
    assert_eq!((&*parts.profile, parts.kid, parts.counter), ("sframe", 0, 0));
    assert!(inspect(Some("nothing"), Media::AUDIO, &opus(), &frame).is_err());

    frame.push(0);
    let options = ProviderOptions { profile: "sframe", ..Default::default() };
    let key = DiagnosisKey {
        participant: ALICE,
        key_index: 0,
        step: 0,
        key: Key::from(&KEY),
        any_key_index: false,
    };
    let found = diagnose(&options, &[key], Media::AUDIO, &opus(), &frame).unwrap();
    assert_eq!(found.reason, FailureReason::PADDING);
    assert_eq!(found.reasons, [FailureReason::PADDING]);
    assert!(!found.explanation.is_empty());
}

#[test]
fn key_ids_are_composed_and_split() {
    let sender = SenderKeyId { generation: 3, step: 5 };
    let kid = encode_sender_key_id(sender, 8).unwrap();
    assert_eq!((kid, decode_sender_key_id(kid, 8).unwrap()), (0x305, sender));
    let member = MlsKeyId { context: 1, index: 2, epoch: 3 };
    let kid = encode_mls_key_id(member, 8, 4).unwrap();
    assert_eq!(decode_mls_key_id(kid, 8, 4).unwrap(), member);
    assert!(encode_sender_key_id(sender, 65).is_err());
}

#[test]
fn sdp_negotiates_sframe() {
    let mut sdp = Sdp::parse(
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n\
         m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n",
    )
    .unwrap();
    sdp.add_sframe(0).unwrap();
    let section = sdp.section(0).unwrap();
    assert_eq!((sdp.num_sections(), &*section.mid, section.has_sframe), (1, "0", true));
    assert!(sdp.text().contains("a=sframe"));
    assert!(sdp.add_sframe(1).is_err() && sdp.section(1).is_err());
    assert_eq!(sdp_decide(true, section.has_sframe), SdpDecision::SFRAME);
    assert!(Sdp::parse("nonsense").is_err());
}

#[test]
fn names_are_those_of_the_library() {
    let suite = Suite::from_name("AES_256_GCM_SHA512_128").unwrap();
    assert_eq!(suite, Suite::AES_256_GCM_SHA512_128);
    assert_eq!(suite.to_string(), "AES_256_GCM_SHA512_128");
    assert_eq!(Codec::from_name("opus"), Codec::OPUS);
    assert_eq!(Codec::from_name("theora"), Codec::UNKNOWN);
    let dave = ProfileInfo::of("dave").unwrap();
    assert!(!dave.allows_shared_key && !dave.takes(KeyKind::PASSPHRASE));
    assert!(dave.takes(KeyKind::BYTES));
    assert!(!version().is_empty());
}
