// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Shows a frame as the server gets it: its first and last bytes, in the colours
// of its parts.

// The parts in their order, in all profiles, for the codecs of the demo.
const PARTS = {
  header: 'header', clear: 'clear media', ciphertext: 'ciphertext', tag: 'tag',
  nonce: 'nonce', ranges: 'clear ranges', trailer: 'trailer',
};
const FRONT = 160;
const BACK = 96;

const number = new Intl.NumberFormat('en');

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function cell(byte, part) {
  return element('span', {
    className: part, textContent: byte.toString(16).padStart(2, '0'),
  });
}

// show shows `bytes` in `grid`, and the size of each part in the list `legend`.
export function showFrame(grid, legend, {bytes, parts}) {
  const present = Object.keys(PARTS)
      .map((name) => ({name, size: parts[name + 'Size'] ?? 0}))
      .filter(({size}) => size > 0);
  const partAt = present.flatMap(({name, size}) => new Array(size).fill(name));
  const cells = Array.from(bytes, (byte, at) => ({byte, part: partAt[at]}));
  const back = Math.max(FRONT, cells.length - BACK);
  grid.replaceChildren(
      ...cells.slice(0, FRONT).map(({byte, part}) => cell(byte, part)),
      ...back > FRONT ? [element('span', {textContent: '…'})] : [],
      ...cells.slice(back).map(({byte, part}) => cell(byte, part)));
  legend.replaceChildren(...present.map(({name, size}) => {
    const item = element('li', {});
    item.append(element('span', {className: 'swatch ' + name}),
                `${PARTS[name]}: ${number.format(size)} bytes`);
    return item;
  }));
}
