// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sender of simulcast and a receiver of every layer, without an SFU between
// them: the receiver is offered a video section for each layer, whose mid is the
// layer's rid.

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';

const sections = (sdp) => sdp.split(/^(?=m=)/m);
const without = (text, ...lines) => lines.reduce((rest, line) =>
  rest.replace(new RegExp(`^a=${line}.*\r\n`, 'gm'), ''), text);

// extensionId returns the number of a header extension in a section.
const extensionId = (section, uri) =>
  new RegExp(`^a=extmap:(\\d+)\\S* ${uri}`, 'm').exec(section)[1];

// layersOffer makes the offer of one section with `rids` one of a section each.
export function layersOffer(sdp, rids) {
  const [session, video] = sections(sdp);
  const rid = extensionId(video, RID);
  const layer = without(video, 'mid:', 'msid:', 'ssrc', 'rid:', 'simulcast:',
                        `extmap:\\d+\\S* ${MID}`, `extmap:\\d+\\S* ${RID}`);
  return session.replace(/^a=group:BUNDLE.*/m, 'a=group:BUNDLE ' + rids.join(' ')) +
      rids.map((name) => layer + `a=mid:${name}\r\na=extmap:${rid} ${MID}\r\n` +
                         `a=msid:${name} ${name}\r\n`).join('');
}

// oneAnswer makes the answer to it one to `offer`.
export function oneAnswer(sdp, offer, rids) {
  const [session, video] = sections(sdp);
  const [, offered] = sections(offer);
  const [mid] = /^a=mid:.*\r\n/m.exec(offered);
  return session.replace(/^a=group:BUNDLE.*/m, 'a=group:BUNDLE ' + mid.slice(6).trim()) +
      without(video, 'mid:', `extmap:\\d+\\S* ${MID}`) + mid +
      `a=extmap:${extensionId(offered, MID)} ${MID}\r\n` +
      `a=extmap:${extensionId(offered, RID)} ${RID}\r\n` +
      rids.map((name) => `a=rid:${name} recv\r\n`).join('') +
      `a=simulcast:recv ${rids.join(';')}\r\n`;
}
