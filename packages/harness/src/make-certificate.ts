import { join } from 'node:path';
import type { Tool } from './tools.ts';

/** A certificate for this machine, signed by itself: `<name>.crt` and `<name>.key`. */
export function makeCertificate(openssl: Tool, directory: string, name: string): void {
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1'];
  const files = ['-keyout', join(directory, `${name}.key`), '-out', join(directory, `${name}.crt`)];
  const { exitCode, stderr } = Bun.spawnSync([openssl.path, 'req', '-x509', ...options, ...names, ...files]);
  if (exitCode !== 0) throw new Error(stderr.toString());
}
