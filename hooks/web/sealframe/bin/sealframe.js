#!/usr/bin/env node
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// npx sealframe install-worker [FOLDER]

import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const WORKER = 'sealframe-worker.js';
const USAGE = `usage: npx sealframe install-worker [FOLDER]

Copies the worker of end-to-end encryption to FOLDER/${WORKER}. FOLDER is the one
whose files the application serves as they are; by default "public".`;

function installWorker(folder = 'public', ...rest) {
  if (rest.length) {
    return usageError(`unexpected argument: ${rest[0]}`);
  }
  if (folder === 'public' && !existsSync(folder)) {
    return usageError('there is no folder "public" here: name the folder that ' +
                      'the application serves');
  }
  mkdirSync(folder, {recursive: true});
  const target = path.join(folder, WORKER);
  copyFileSync(fileURLToPath(new URL('../worker.js', import.meta.url)), target);
  console.log(`Copied the worker to ${target}. Next, in the page:

    import {E2eeManager} from 'sealframe/web';

    const e2ee = new E2eeManager({
      worker: new Worker('/${WORKER}'),  // The URL at which it is served.
      profile: 'livekit',
      participant: 'alice',
    });

After an update of the package, install the worker again.`);
  return 0;
}

function usageError(message) {
  console.error(`sealframe: ${message}\n\n${USAGE}`);
  return 2;
}

function main([command, ...rest]) {
  if (command === 'install-worker' && !rest[0]?.startsWith('-')) {
    return installWorker(...rest);
  }
  if (command === '--help' || rest[0] === '--help') {
    console.log(USAGE);
    return 0;
  }
  return usageError(command === undefined ? 'no command' :
                    `unknown command: ${[command, ...rest].join(' ')}`);
}

process.exitCode = main(process.argv.slice(2));
