import { join } from 'node:path';
import type { PublicPackage } from './public-packages.ts';
import { run } from './run.ts';

/** What `npm publish` would send. */
export interface Tarball extends PublicPackage {
  readonly path: string;
  /** Paths inside the package. */
  readonly files: readonly string[];
  /** In bytes, as it stands on a user's disk. */
  readonly unpackedSize: number;
}

/** Packs one package into `folder`. */
export function pack(source: PublicPackage, folder: string): Tarball {
  const output = run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source.folder });
  const packed = firstPacked(JSON.parse(output.slice(output.search(/^[[{]/m))) as Packed[] | Record<string, Packed>);
  return {
    ...source,
    path: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
    unpackedSize: packed.unpackedSize,
  };
}

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** npm prints a list; later versions may key it by package name. */
function firstPacked(output: Packed[] | Record<string, Packed>): Packed {
  const [packed] = Object.values(output);
  if (!packed) throw new Error('npm pack printed no package. Run it by hand in the package to see why.');
  return packed;
}
