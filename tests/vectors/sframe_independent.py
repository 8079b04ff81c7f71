#!/usr/bin/python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A second implementation of SFrame (RFC 9605), to check the engine against.

It was written from the RFC and the drafts alone and shares no code with the
engine. It first reproduces every vector from other sources, then writes the
sframe_independent*.txt files beside it. Its output is deterministic and
committed; tests do not run this script.

Needs Debian's python3-cryptography, for AES.
"""

import hashlib
import hmac
import pathlib
import random
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).resolve().parent
MAX = 2**64 - 1


class Suite:
    """A cipher suite's row in the registry."""

    def __init__(self, number, name, sha, aes_size, tag_size):
        self.number = number
        self.name = name
        self.sha = sha
        self.hash_size = hashlib.new(sha).digest_size
        self.aes_size = aes_size
        self.tag_size = tag_size
        self.gcm = 'GCM' in name
        self.key_size = aes_size + (0 if self.gcm else self.hash_size)

    def fields(self):
        return {'suite': self.number, 'suite_name': self.name}


SUITES = {
    s.number: s for s in (
        Suite(1, 'AES_128_CTR_HMAC_SHA256_80', 'sha256', 16, 10),
        Suite(2, 'AES_128_CTR_HMAC_SHA256_64', 'sha256', 16, 8),
        Suite(3, 'AES_128_CTR_HMAC_SHA256_32', 'sha256', 16, 4),
        Suite(4, 'AES_128_GCM_SHA256_128', 'sha256', 16, 16),
        Suite(5, 'AES_256_GCM_SHA512_128', 'sha512', 32, 16),
        Suite(6, 'AES_256_CTR_HMAC_SHA512_80', 'sha512', 32, 10),
        Suite(7, 'AES_256_CTR_HMAC_SHA512_64', 'sha512', 32, 8),
        Suite(8, 'AES_256_CTR_HMAC_SHA512_32', 'sha512', 32, 4),
    )
}

# HKDF (RFC 5869).


def extract(sha, salt, ikm):
    return hmac.new(salt, ikm, sha).digest()


def expand(sha, prk, info, size):
    out, block, i = b'', b'', 0
    while len(out) < size:
        i += 1
        block = hmac.new(prk, block + info + bytes([i]), sha).digest()
        out += block
    return out[:size]


# Keys (RFC 9605, Sections 4.4.2 and 5; draft-ietf-avtcore-rtp-sframe,
# Section 7).


def labels(suite, kid):
    tail = struct.pack('>QH', kid, suite.number)
    return b'SFrame 1.0 Secret key ' + tail, b'SFrame 1.0 Secret salt ' + tail


def derive(suite, base_key, kid):
    secret = extract(suite.sha, b'', base_key)
    key_label, salt_label = labels(suite, kid)
    return (expand(suite.sha, secret, key_label, suite.key_size),
            expand(suite.sha, secret, salt_label, 12))


def ratchet(suite, base_key, steps):
    for _ in range(steps):
        secret = extract(suite.sha, b'', base_key)
        base_key = expand(suite.sha, secret, b'SFrame 1.0 Ratchet',
                          suite.hash_size)
    return base_key


def ssrc_key(suite, base_key, ssrc):
    secret = extract(suite.sha, struct.pack('>I', ssrc), base_key)
    return expand(suite.sha, secret, b'SFrame 1.0 RTP Stream', suite.hash_size)


def sender_kid(generation, step, ratchet_bits):
    return generation << ratchet_bits | step % 2**ratchet_bits


def mls_kid(context, index, epoch, sender_bits, epoch_bits):
    return (context << (sender_bits + epoch_bits) | index << epoch_bits |
            epoch % 2**epoch_bits)


# The header (Section 4.3). An explicit size that exceeds the minimum gives an
# encoding that a receiver must refuse.


def minimal_size(value):
    return 0 if value < 8 else (value.bit_length() + 7) // 8


def header(kid, ctr, kid_size=None, ctr_size=None):
    config, tail = 0, b''
    for value, size in ((kid, kid_size), (ctr, ctr_size)):
        size = minimal_size(value) if size is None else size
        if size == 0:
            config = config << 4 | value
        else:
            config = config << 4 | 8 | size - 1
            tail += value.to_bytes(size, 'big')
    return bytes([config]) + tail


def parse_header(frame):
    """Returns (kid, ctr, size), or the reason for refusing the frame."""
    if not frame:
        return 'header_truncated'
    at, values = 1, []
    for nibble in (frame[0] >> 4, frame[0] & 15):
        size = (nibble & 7) + 1 if nibble & 8 else 0
        if at + size > len(frame):
            return 'header_truncated'
        value = int.from_bytes(frame[at:at + size], 'big') if size else nibble
        if minimal_size(value) != size:
            return 'header_not_minimal'
        at += size
        values.append(value)
    return values[0], values[1], at


# The AEADs (Section 4.5) and the frame (Sections 4.4.3 and 4.4.4).


def ctr_hmac_tag(suite, key, nonce, aad, ciphertext):
    sizes = struct.pack('>QQQ', len(aad), len(ciphertext), suite.tag_size)
    mac = hmac.new(key[suite.aes_size:], sizes + nonce + aad + ciphertext,
                   suite.sha)
    return mac.digest()[:suite.tag_size]


def aes_ctr(suite, key, nonce, data):
    aes = algorithms.AES(key[:suite.aes_size])
    return Cipher(aes, modes.CTR(nonce + bytes(4))).encryptor().update(data)


def aead_seal(suite, key, nonce, aad, plaintext):
    if suite.gcm:
        return AESGCM(key).encrypt(nonce, plaintext, aad)
    ciphertext = aes_ctr(suite, key, nonce, plaintext)
    return ciphertext + ctr_hmac_tag(suite, key, nonce, aad, ciphertext)


def nonce_of(salt, ctr):
    return bytes(a ^ b for a, b in zip(salt, ctr.to_bytes(12, 'big')))


def seal(suite, base_key, kid, ctr, metadata, plaintext, head=None):
    """Returns the frame. `head` replaces its header, to imitate a bad sender."""
    key, salt = derive(suite, base_key, kid)
    head = header(kid, ctr) if head is None else head
    return head + aead_seal(suite, key, nonce_of(salt, ctr), head + metadata,
                            plaintext)


def open_frame(suite, base_key, metadata, frame):
    """Returns the plaintext, or the reason for refusing the frame."""
    parsed = parse_header(frame)
    if isinstance(parsed, str):
        return parsed
    kid, ctr, size = parsed
    if len(frame) < size + suite.tag_size:
        return 'too_short'
    key, salt = derive(suite, base_key, kid)
    split = len(frame) - suite.tag_size
    head, body, tag = frame[:size], frame[size:split], frame[split:]
    nonce, aad = nonce_of(salt, ctr), head + metadata
    if suite.gcm:
        # GCM's keystream for the data starts at block 2.
        aes = algorithms.AES(key)
        mode = modes.CTR(nonce + struct.pack('>I', 2))
        plaintext = Cipher(aes, mode).encryptor().update(body)
        good = AESGCM(key).encrypt(nonce, plaintext, aad)[-16:]
    else:
        plaintext = aes_ctr(suite, key, nonce, body)
        good = ctr_hmac_tag(suite, key, nonce, aad, body)
    return plaintext if hmac.compare_digest(tag, good) else 'not_authentic'


# Vectors from other sources.


def read(name):
    blocks = []
    for part in (HERE / name).read_text().split('\n\n'):
        fields = {}
        for line in part.splitlines():
            if not line.startswith('#'):
                key, _, value = line.partition('=')
                fields[key.strip()] = value.strip()
        if fields:
            blocks.append(fields)
    if not blocks:
        raise SystemExit(name + ': no vectors')
    return blocks


def check(name, got, want):
    if got != want:
        raise SystemExit(f'{name}: got {got}, not {want}')


def as_bytes(block, *names):
    return [bytes.fromhex(block[name]) for name in names]


def as_numbers(block, *names):
    return [int(block[name], 0) for name in names]


def check_headers():
    for b in read('sframe_header.txt'):
        kid, ctr = as_numbers(b, 'kid', 'ctr')
        encoded, = as_bytes(b, 'encoded')
        check('header', header(kid, ctr), encoded)
        check('header', parse_header(encoded), (kid, ctr, len(encoded)))


def check_frames():
    for b in read('sframe_aes_ctr_hmac.txt'):
        key, nonce, aad, pt, ct = as_bytes(b, 'key', 'nonce', 'aad',
                                           'plaintext', 'ciphertext')
        check('aead', aead_seal(SUITES[int(b['suite'])], key, nonce, aad, pt),
              ct)
    for b in read('sframe_frame.txt'):
        suite = SUITES[int(b['suite'])]
        kid, ctr = as_numbers(b, 'kid', 'ctr')
        base, metadata, pt, frame = as_bytes(b, 'base_key', 'metadata',
                                             'plaintext', 'frame')
        key, salt = derive(suite, base, kid)
        check('labels', labels(suite, kid),
              tuple(as_bytes(b, 'sframe_key_label', 'sframe_salt_label')))
        check('secret', [extract(suite.sha, b'', base), key, salt],
              as_bytes(b, 'sframe_secret', 'sframe_key', 'sframe_salt'))
        check('nonce', [nonce_of(salt, ctr), header(kid, ctr) + metadata],
              as_bytes(b, 'nonce', 'aad'))
        check('frame', seal(suite, base, kid, ctr, metadata, pt), frame)
        check('frame', open_frame(suite, base, metadata, frame), pt)


def check_keys():
    for b in read('sframe_ratchet.txt'):
        base, want = as_bytes(b, 'base_key', 'ratcheted_key')
        check('ratchet',
              ratchet(SUITES[int(b['suite'])], base, int(b['steps'])), want)
    for b in read('sframe_per_ssrc.txt') + read('sframe_cameras.txt'):
        suite = SUITES[int(b['suite'])]
        ssrc, bits, generation, steps, kid, ctr = as_numbers(
            b, 'ssrc', 'ratchet_bits', 'key_generation', 'ratchet_step', 'kid',
            'ctr')
        base, metadata, pt, frame = as_bytes(b, 'base_key', 'metadata',
                                             'plaintext', 'frame')
        stream = ssrc_key(suite, base, ssrc)
        for n in range(steps + 1):
            check('ssrc key', ratchet(suite, stream, n).hex(),
                  b[f'ssrc_key_{n}'])
        check('kid', sender_kid(generation, steps, bits), kid)
        check('frame', seal(suite, ratchet(suite, stream, steps), kid, ctr,
                            metadata, pt), frame)


# Our own vectors.

# The smallest and largest KID or CTR of every encoded size.
EDGES = sorted({0, 1, 7, 8} |
               {e for n in range(8, 65, 8) for e in (2**n - 1, 2**n)} - {2**64})
SIZES = (0, 1, 15, 16, 17, 20, 31, 32, 33, 100, 1200, 5000)
METADATA_SIZES = (1, 14, 15, 16, 17, 255, 256, 300)
BASE_KEY_SIZES = (1, 16, 32, 48, 64, 100)


def valid_block(suite, base, kid, ctr, metadata, pt):
    key, salt = derive(suite, base, kid)
    frame = seal(suite, base, kid, ctr, metadata, pt)
    check('own frame', open_frame(suite, base, metadata, frame), pt)
    return {
        **suite.fields(), 'kid': kid, 'ctr': ctr, 'base_key': base,
        'metadata': metadata, 'sframe_key': key, 'sframe_salt': salt,
        'nonce': nonce_of(salt, ctr), 'aad': header(kid, ctr) + metadata,
        'plaintext': pt, 'frame': frame, 'result': 'valid'
    }


def valid_blocks(suite, rng):
    blocks = []
    for i, kid in enumerate(EDGES):
        ctr = EDGES[(7 * i + suite.number) % len(EDGES)]
        blocks.append(valid_block(suite, rng.randbytes(16), kid, ctr, b'',
                                  rng.randbytes(20)))
    for size in SIZES:
        blocks.append(valid_block(suite, rng.randbytes(32), rng.getrandbits(10),
                                  rng.getrandbits(24), rng.randbytes(8),
                                  rng.randbytes(size)))
    for size in METADATA_SIZES:
        blocks.append(valid_block(suite, rng.randbytes(16), rng.getrandbits(3),
                                  rng.getrandbits(16), rng.randbytes(size),
                                  rng.randbytes(40)))
    for size in BASE_KEY_SIZES:
        blocks.append(valid_block(suite, rng.randbytes(size),
                                  rng.getrandbits(64), rng.getrandbits(64),
                                  rng.randbytes(5), rng.randbytes(60)))
    return blocks


def invalid_block(suite, base, kid, metadata, frame, fault, reason):
    check(fault, open_frame(suite, base, metadata, frame), reason)
    key, salt = derive(suite, base, kid)
    return {
        '#': fault, **suite.fields(), 'kid': kid, 'base_key': base,
        'metadata': metadata, 'sframe_key': key, 'sframe_salt': salt,
        'frame': frame, 'result': 'invalid', 'reason': reason
    }


def flip(data, at):
    data = bytearray(data)
    data[at] ^= 1
    return bytes(data)


def invalid_blocks(suite, rng):
    """Returns blocks that each have one fault in an otherwise valid frame."""
    base, meta, pt = rng.randbytes(16), rng.randbytes(10), rng.randbytes(24)
    kid, ctr = 0x123, 0x4567
    head = header(kid, ctr)
    frame = seal(suite, base, kid, ctr, meta, pt)
    tag = len(frame) - suite.tag_size
    blocks = []

    def add(fault, reason, frame, kid=kid, base=base, meta=meta):
        blocks.append(
            invalid_block(suite, base, kid, meta, frame, fault, reason))

    bad = 'not_authentic'
    add('The last bit of the tag is wrong.', bad, flip(frame, -1))
    add('The first byte of the tag is wrong.', bad, flip(frame, tag))
    add('The ciphertext is wrong.', bad, flip(frame, len(head)))
    add('The last byte is missing.', bad, frame[:-1])
    add('One byte is extra.', bad, frame + b'\0')
    add('The tag is all zero.', bad, frame[:tag] + bytes(suite.tag_size))
    add('The header has another counter.', bad, flip(frame, len(head) - 1))
    add('The header has another key id.', bad,
        header(kid + 1, ctr) + frame[len(head):], kid=kid + 1)
    add("The base key is another sender's.", bad, frame, base=flip(base, 0))
    add('The metadata differs.', bad, frame, meta=flip(meta, 0))
    add('The metadata is missing.', bad, frame, meta=b'')
    add('The metadata is longer.', bad, frame, meta=meta + b'\0')
    add('The metadata precedes the header in the additional data.', bad,
        head + aead_seal(suite, derive(suite, base, kid)[0],
                         nonce_of(derive(suite, base, kid)[1], ctr),
                         meta + head, pt))
    other = SUITES[suite.number % len(SUITES) + 1]
    add('The frame was sealed with another suite.', bad, seal(other, base, kid, ctr, meta,
                                                pt))
    add('The frame is too short for a tag.', 'too_short',
        frame[:len(head) + suite.tag_size - 1])
    add('The frame ends after the header.', 'too_short', head)
    for size in range(len(head)):
        add(f'The header is cut to {size} of {len(head)} bytes.',
            'header_truncated', frame[:size])
    for wide, k, c in ((header(7, 5, kid_size=1), 7, 5),
                       (header(0, 5, kid_size=1), 0, 5),
                       (header(5, 7, ctr_size=1), 5, 7),
                       (header(8, 5, kid_size=2), 8, 5),
                       (header(5, 255, ctr_size=8), 5, 255),
                       (header(kid, ctr, 8, 8), kid, ctr)):
        add('The header is longer than necessary.',
            'header_not_minimal', seal(suite, base, k, c, meta, pt, wide),
            kid=k)
    return blocks


def header_blocks():
    pairs = {(a, b) for a in EDGES for b in (0, 7, 8, 2**32, MAX, a)}
    blocks = []
    for kid, ctr in sorted(pairs | {(b, a) for a, b in pairs}):
        encoded = header(kid, ctr)
        check('own header', parse_header(encoded), (kid, ctr, len(encoded)))
        blocks.append({'encoded': encoded, 'result': 'valid', 'kid': kid,
                       'ctr': ctr})
    bad = [(h[:n], 'header_truncated')
           for h in (header(8, 0), header(0, 256), header(2**40, 2**24),
                     header(MAX, MAX)) for n in range(len(h))]
    for size in range(1, 9):
        # The largest value that does not need this size, and zero.
        for value in (0, 7 if size == 1 else 256**(size - 1) - 1):
            bad += [(h, 'header_not_minimal')
                    for h in (header(value, 0, kid_size=size),
                              header(0, value, ctr_size=size),
                              header(value, value, size, size),
                              header(MAX, value, ctr_size=size))]
    for encoded, reason in dict.fromkeys(bad):
        check('own header', parse_header(encoded), reason)
        blocks.append({'encoded': encoded, 'result': 'invalid',
                       'reason': reason})
    return blocks


def ratchet_blocks(rng, per_ssrc):
    blocks = []
    for suite in SUITES.values():
        for i, (bits, generation, steps) in enumerate(
            ((0, 0, 0), (0, 9, 1), (1, 1, 1), (4, 2, 3), (4, 0, 17),
             (8, 2**56 - 1, 255), (16, 3, 300), (63, 1, 2))):
            base = rng.randbytes(BASE_KEY_SIZES[i % len(BASE_KEY_SIZES)])
            kid = sender_kid(generation, steps, bits)
            ctr, metadata = rng.getrandbits(8 * (i + 1)), rng.randbytes(3 * i)
            pt = rng.randbytes(10 * i)
            block = {**suite.fields()}
            start = base
            if per_ssrc:
                ssrc = (0, 1, MAX >> 32, *rng.sample(range(2**32), 5))[i]
                start = ssrc_key(suite, base, ssrc)
                block.update(ssrc=ssrc)
            block.update(base_key=base)
            if per_ssrc:
                block.update(ssrc_key=start)
            key = ratchet(suite, start, steps)
            block.update(ratchet_bits=bits, key_generation=generation,
                         ratchet_step=steps, kid=kid, ratcheted_key=key,
                         ctr=ctr, metadata=metadata, plaintext=pt,
                         frame=seal(suite, key, kid, ctr, metadata, pt))
            blocks.append(block)
    return blocks


def sender_kid_blocks():
    blocks = []
    for generation, step, bits in ((0, 0, 0), (MAX, 0, 0), (MAX, 5, 0),
                                   (0, 7, 3), (0, 8, 3), (1, 7, 3), (1, 9, 3),
                                   (2**60 - 1, 15, 4), (2**60, 0, 4),
                                   (2**32, 2**32 - 1, 32), (1, 0, 63),
                                   (2, 0, 63), (1, MAX, 63)):
        kid = sender_kid(generation, step, bits)
        block = {'generation': generation, 'step': step, 'ratchet_bits': bits}
        block.update({'result': 'valid', 'kid': kid} if kid <= MAX else
                     {'result': 'invalid'})
        blocks.append(block)
    return blocks


# The example in RFC 9605, Section 5.2, with its KIDs.
RFC_MLS_KIDS = (((0, 3, 14), 0x3e), ((0, 7, 14), 0x7e), ((0, 20, 14), 0x14e),
                ((0, 3, 15), 0x3f), ((0, 5, 15), 0x5f), ((2, 2, 16), 0x820),
                ((3, 2, 16), 0xc20), ((0, 33, 17), 0x211), ((0, 51, 17), 0x331))


def mls_kid_blocks():
    for (context, index, epoch), kid in RFC_MLS_KIDS:
        check('RFC MLS KID', mls_kid(context, index, epoch, 6, 4), kid)
    cases = [(*case, 6, 4) for case, _ in RFC_MLS_KIDS] + [
        (0, 63, 15, 6, 4), (0, 64, 0, 6, 4), (2**54 - 1, 63, 15, 6, 4),
        (2**54, 0, 0, 6, 4), (0, 0, MAX, 6, 4), (0, 2**32 - 1, 2**32 - 1, 32,
                                                 32), (1, 0, 0, 32, 32),
        (0, 2**32 - 1, 2**33, 32, 32), (1, 2**16 - 1, 255, 16, 8),
        (2**40 - 1, 0, 256, 16, 8)]
    blocks = []
    for context, index, epoch, sender_bits, epoch_bits in cases:
        fits = (index < 2**sender_bits and
                context < 2**(64 - sender_bits - epoch_bits))
        block = {'context': context, 'index': index, 'epoch': epoch,
                 'sender_bits': sender_bits, 'epoch_bits': epoch_bits}
        block.update({'result': 'valid', 'kid': mls_kid(
            context, index, epoch, sender_bits, epoch_bits)} if fits else
                     {'result': 'invalid'})
        blocks.append(block)
    return blocks


def write(name, about, blocks):
    lines = ['# Copyright 2026 The Sealframe Authors',
             '# SPDX-License-Identifier: Apache-2.0', '#',
             *(f'# {line}' for line in about.splitlines()),
             '# Source: written by sframe_independent.py. Do not edit.']
    for block in blocks:
        lines.append('')
        for key, value in block.items():
            if isinstance(value, bytes):
                value = value.hex()
            elif isinstance(value, int) and value >= 2**32:
                value = f'0x{value:016x}'
            lines.append(f'# {value}' if key == '#' else
                         f'{key} = {value}'.rstrip())
    (HERE / name).write_text('\n'.join(lines) + '\n')


def main():
    check_headers()
    check_frames()
    check_keys()
    rng = random.Random(9605)
    frames = []
    for suite in SUITES.values():
        frames += valid_blocks(suite, rng) + invalid_blocks(suite, rng)
    write('sframe_independent.txt', ABOUT_FRAMES, frames)
    write('sframe_independent_header.txt', ABOUT_HEADERS, header_blocks())
    write('sframe_independent_ratchet.txt', ABOUT_RATCHET,
          ratchet_blocks(rng, per_ssrc=False))
    write('sframe_independent_per_ssrc.txt', ABOUT_PER_SSRC,
          ratchet_blocks(rng, per_ssrc=True))
    write('sframe_independent_sender_kid.txt', ABOUT_SENDER_KID,
          sender_kid_blocks())
    write('sframe_independent_mls_kid.txt', ABOUT_MLS_KID, mls_kid_blocks())


ABOUT_FRAMES = '''\
Valid and invalid SFrame frames (RFC 9605) of every suite. A `valid` block has
every intermediate value. In an `invalid` block, the receiver has `base_key`,
`metadata`, and the key and salt of `kid`, and refuses the frame for `reason`:
header_truncated, header_not_minimal, too_short (for a tag) or not_authentic.'''

ABOUT_HEADERS = '''\
SFrame headers (RFC 9605, Section 4.3) at every size boundary, and invalid
encodings: header_truncated or header_not_minimal.'''

ABOUT_RATCHET = '''\
Frames with ratcheted sender keys (RFC 9605, Section 5.1). `ratchet_step` steps
turn `base_key` into `ratcheted_key`, which replaces it. The KID carries the low
`ratchet_bits` bits of the step.'''

ABOUT_PER_SSRC = '''\
Frames with ratcheted keys per RTP stream (draft-ietf-avtcore-rtp-sframe-02,
Sections 7 and 8). `ssrc_key` is derived from `base_key`, and then ratcheted.'''

ABOUT_SENDER_KID = '''\
The KIDs of sender keys (RFC 9605, Section 5.1). A block is invalid if its KID
exceeds 64 bits.'''

ABOUT_MLS_KID = '''\
The KIDs of MLS members (RFC 9605, Section 5.2). The first nine are the RFC's
own example. A block is invalid if its index or context does not fit.'''

if __name__ == '__main__':
    main()
