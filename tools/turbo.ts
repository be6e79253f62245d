// Runs turbo for this repository on every platform: without telemetry and, with `--quiet` as first argument, without a word unless it fails.
//
//   node tools/turbo.ts --quiet run build --filter=tutorial...
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const quiet = process.argv[2] === '--quiet';
const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const result = spawnSync(process.execPath, [turbo, ...process.argv.slice(quiet ? 3 : 2)], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  maxBuffer: Number.POSITIVE_INFINITY,
  stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
});
if (result.error) throw result.error;
if (quiet && result.status !== 0) process.stderr.write(`${result.stdout}${result.stderr}`);
process.exitCode = result.status ?? 1;
