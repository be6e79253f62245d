import { findProgram } from './find-program.ts';
import { runProgram } from './server-process.ts';
import type { ServerUser } from './server-user.ts';
import type { WorkDirectory } from './work-directory.ts';

/** The files of a certificate for 127.0.0.1 and localhost, and of the authority that signed it. */
export interface ServerCertificate {
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Makes a certificate authority and a server certificate signed by it; null where there is no `openssl` to do it with. */
export async function makeCertificate(directory: WorkDirectory, user: ServerUser | null): Promise<ServerCertificate | null> {
  const openssl = findProgram('openssl');
  if (openssl === null) return null;
  const run = (...args: string[]) => runProgram({ program: openssl, args, user, cwd: directory.path });
  directory.write('server.ext', serverExtensions);
  await run('req', '-x509', ...newKey('ca.key'), '-out', 'ca.crt', '-days', '30', '-subj', '/CN=Aludel test authority');
  await run('req', ...newKey('server.key'), '-out', 'server.csr', '-subj', '/CN=localhost');
  await run(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.crt',
    '-days',
    '30',
    '-sha256',
    '-extfile',
    'server.ext',
  );
  return {
    caFile: directory.join('ca.crt'),
    certificateFile: directory.join('server.crt'),
    keyFile: directory.join('server.key'),
  };
}

const serverExtensions = 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n';

// Elliptic curves: an RSA key takes up to a second to make. SHA-256 is what SCRAM channel binding hashes with.
function newKey(file: string): string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-sha256', '-keyout', file];
}
