#!/usr/bin/env node
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// npx sealframe install-worker [--livekit] [FOLDER]

import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const WORKER = {
  source: 'worker.js',
  name: 'sealframe-worker.js',
  next: `    import {E2eeManager} from 'sealframe/web';

    const e2ee = new E2eeManager({
      worker: new Worker('/sealframe-worker.js'),  // The URL at which it is served.
      profile: 'livekit',
      participant: 'alice',
    });`,
};
const LIVEKIT_WORKER = {
  source: 'livekit-worker.js',
  name: 'sealframe-livekit-worker.js',
  next: `    const room = new Room({
      encryption: {
        keyProvider,
        worker: new Worker('/sealframe-livekit-worker.js'),  // Its URL.
      },
    });`,
};
const USAGE = `usage: npx sealframe install-worker [--livekit] [FOLDER]

Copies the worker of end-to-end encryption to FOLDER/${WORKER.name}, or, with
--livekit, the worker for applications with livekit-client to
FOLDER/${LIVEKIT_WORKER.name}. FOLDER is the one whose files the application
serves as they are; by default "public".`;

function installWorker({source, name, next}, folder) {
  if (folder === undefined && !existsSync('public')) {
    return usageError('there is no folder "public" here: name the folder that ' +
                      'the application serves');
  }
  const target = path.join(folder ?? 'public', name);
  try {
    mkdirSync(path.dirname(target), {recursive: true});
    copyFileSync(fileURLToPath(new URL(`../${source}`, import.meta.url)), target);
  } catch ({message}) {
    console.error(`sealframe: cannot write ${target}: ${message}`);
    return 1;
  }
  console.log(`Copied the worker to ${target}. Next, in the page:

${next}

After an update of the package, install the worker again.`);
  return 0;
}

function usageError(message) {
  console.error(`sealframe: ${message}\n\n${USAGE}`);
  return 2;
}

function main(args) {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const forLiveKit = args.includes('--livekit');
  const [command, folder, ...rest] = args.filter((argument) => argument !== '--livekit');
  if (command !== 'install-worker') {
    return usageError(command === undefined ? 'no command' : `unknown command: ${command}`);
  }
  const unexpected = folder?.startsWith('-') ? folder : rest[0];
  if (unexpected !== undefined) {
    return usageError(`unexpected argument: ${unexpected}`);
  }
  return installWorker(forLiveKit ? LIVEKIT_WORKER : WORKER, folder);
}

process.exitCode = main(process.argv.slice(2));
