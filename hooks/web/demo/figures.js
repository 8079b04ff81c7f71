// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The table of what became of the frames of each stream.

const number = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

// dropped lists the frames that did not come out, by reason.
function dropped(framesByStatus) {
  return Object.entries(framesByStatus)
      .filter(([status]) => status !== 'ok' && status !== 'passed_through')
      .map(([status, count]) => `${number.format(count)} ${status}`)
      .join(', ') || '0';
}

// added returns the bytes by which the seal makes a frame longer.
function added({direction, framesIn, framesOut, bytesIn, bytesOut, framesByStatus}) {
  return direction === 'send' && framesByStatus.ok && framesIn === framesOut ?
    number.format((bytesOut - bytesIn) / framesByStatus.ok) : '–';
}

function cells(stream) {
  const {who, direction, kind, track, framesMeasured, framesByStatus} = stream;
  return [
    [who, direction === 'send' ? track : 'from alice', kind].join(' '),
    number.format(stream.framesIn), number.format(stream.framesOut),
    dropped(framesByStatus), added(stream),
    framesMeasured ? number.format(stream.latencyP50Ns / 1000) : '–',
  ];
}

// showFigures fills the table's `body` with a row for each stream that has begun.
export function showFigures(body, streams) {
  body.replaceChildren(...streams.filter(({framesIn}) => framesIn).map((stream) => {
    const row = document.createElement('tr');
    cells(stream).forEach((text, column) => {
      const cell = document.createElement(column ? 'td' : 'th');
      cell.textContent = text;
      row.append(cell);
    });
    row.firstChild.scope = 'row';
    return row;
  }));
}
