// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What bob sees and hears of alice in the demo, in each profile in turn:
//
//   node bad_network.mjs BROWSER MINUTES

import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {DEMO_HEADERS} from '../../demo/files.mjs';
import {Pages} from './harness/pages.mjs';

const PROFILES = ['livekit', 'videosdk', 'jframe', 'dave', 'getstream', 'sframe'];
// The longest time that bob may be without a picture. On a busy machine, a browser may
// get no time for half of it.
const DARK_S = 60;
// The least share of the pictures sent that he must see: on an idle machine, it is over
// 99 %.
const LEAST_SHARE = 0.5;
const STEP_S = 30;  // A page must answer within two minutes.

const [browser, minutes] = process.argv.slice(2);
const place = (name) => fileURLToPath(new URL(name, import.meta.url));
const pages = new Pages({
  page: place('page'), demo: place('../../demo'),
  sealframe: path.resolve(process.env.SEALFRAME_PACKAGE),
}, {demo: DEMO_HEADERS, sealframe: DEMO_HEADERS});

// openDemo opens the demo in a frame of the page.
async function openDemo() {
  const frame = Object.assign(document.createElement('iframe'),
                              {src: '/demo/index.html', width: 1280, height: 1800});
  document.body.append(frame);
  await new Promise((resolve) => frame.onload = resolve);
}

// choose begins a call, and waits until bob sees alice.
async function choose(kit, profile) {
  const demo = document.querySelector('iframe').contentDocument;
  const text = () => demo.querySelector('main').innerText;
  const select = demo.getElementById('profile');
  demo.getElementById('log').replaceChildren();
  select.value = profile;
  select.dispatchEvent(new Event('change'));
  await kit.until(() => text().includes('alice calls with ' + profile), text);
  const video = demo.querySelector('#bob video');
  window.pictures = () => video.getVideoPlaybackQuality().totalVideoFrames;
  window.state = (who) => demo.getElementById(who).dataset.state;
  await kit.until(() => state('alice') === 'ok' && state('bob') === 'ok' && pictures() > 0,
                  text);
  window.seen = {pictures: 0, gap: 0, samples: 0, heard: 0, serverSees: 0,
                 last: pictures(), at: performance.now()};
}

// watch watches the call for some seconds, and returns all that was seen.
async function watch(kit, seconds) {
  const demo = document.querySelector('iframe').contentDocument;
  for (const end = performance.now() + 1000 * seconds; performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [count, now] = [pictures(), performance.now()];
    ++seen.samples;
    seen.gap = Math.max(seen.gap, (now - seen.at) / 1000);
    if (count !== seen.last) {
      seen.pictures += Math.max(count - seen.last, 0);
      [seen.last, seen.at] = [count, now];
    }
    seen.heard += demo.querySelector('#bob meter').value > 0.01;
    seen.serverSees += state('server') === 'clear';
  }
  const rows = [...demo.querySelectorAll('#figures tr')].map((row) => {
    const [name, ...cells] = [...row.children].map(({textContent}) => textContent);
    return [name, {in: cells[0], out: cells[1], dropped: cells[2]}];
  });
  return {...seen, rows: Object.fromEntries(rows),
          errors: demo.getElementById('log').textContent.match(/error: [^:]*/g) ?? []};
}

const number = (text) => Number(text.replace(/,/g, ''));

// problemsOf returns what is wrong with a call. Browsers repeat frames, which do not
// open again.
function problemsOf({pictures, gap, samples, serverSees, rows, errors}) {
  const bob = rows['bob from alice video'];
  return [
    ...gap > DARK_S ? [`no picture for ${gap.toFixed(1)} s`] : [],
    ...pictures === 0 || pictures < LEAST_SHARE * number(rows['alice to bob video'].out) ?
      [`only ${pictures} pictures`] : [],
    ...serverSees > samples / 2 ? ['the server sees pictures'] : [],
    ...Object.entries(rows)
        .filter(([name, {out}]) => name.startsWith('eve') && number(out) > 0)
        .map(([name]) => `frames came out: ${name}`),
    ...Object.entries(rows)
        .filter(([name, {dropped}]) =>
          !name.startsWith('eve') && !/^(0|[\d,]+ replayed)$/.test(dropped))
        .map(([name, {dropped}]) => `${name}: ${dropped}`),
    ...number(bob.out) > number(rows['alice to bob video'].out) ?
      ['more frames opened than were sealed'] : [],
    ...errors,
  ];
}

await pages.listen();
const page = pages.open(browser);
await page.run(openDemo);
let failed = false;
console.log('profile       sent opened   seen  longest gap  heard  bob\'s other frames');
for (const profile of PROFILES) {
  await page.run(choose, profile);
  let seen;
  for (let left = 60 * minutes / PROFILES.length; left > 0; left -= STEP_S) {
    seen = await page.run(watch, Math.min(left, STEP_S));
  }
  const bob = seen.rows['bob from alice video'];
  console.log([
    profile.padEnd(10), seen.rows['alice to bob video'].out.padStart(7),
    bob.out.padStart(6), String(seen.pictures).padStart(6),
    `${seen.gap.toFixed(1)} s`.padStart(12),
    `${Math.round(100 * seen.heard / seen.samples)} %`.padStart(6), '', bob.dropped,
  ].join(' '));
  for (const problem of problemsOf(seen)) {
    failed = true;
    console.log(`  ${problem}`);
  }
}
await pages.close();
process.exit(failed ? 1 : 0);
