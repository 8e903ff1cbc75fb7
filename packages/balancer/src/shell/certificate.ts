import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError, type Cancel, type Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';

/** Paths of PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** In PEM, as the listener takes it. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Reads the certificate, with its chain, and its key.
 * @throws ConfigError when they cannot be read or used, or do not belong together
 */
export function readCertificate(files: CertificateFiles): Certificate {
  const [cert, key] = [read('tls_cert', files.cert), read('tls_key', files.key)];
  const leaf = parse('tls_cert', 'a certificate in PEM', () => new X509Certificate(cert));
  const privateKey = parse('tls_key', 'a private key in PEM', () => createPrivateKey(key));
  if (!leaf.checkPrivateKey(privateKey))
    throw new ConfigError(`balancer.tls_key: expected the key of ${files.cert}, found another one's`);
  // The rest of the chain, and whatever else TLS may object to: a listener that has closed for this must not fail to open.
  parse('tls_cert', 'a certificate, with its chain, that can be used', () =>
    createSecureContext({ cert, key }),
  );
  return { cert, key };
}

function read(option: string, path: string): string {
  return parse(option, 'a file that can be read', () => readFileSync(path, 'utf8'));
}

function parse<T>(option: string, expected: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new ConfigError(`balancer.${option}: expected ${expected}: ${(error as Error).message}`);
  }
}

/** How often the files are looked at. A watch on a file misses what replaces it by another, as most tools that renew do. */
const CHECK_MS = 2000;

/** Looks after the certificate's files and tells when there is a new one (BAL-23). */
export class CertificateWatch {
  readonly #files: CertificateFiles;
  readonly #timers: Timers;
  readonly #log: Logger;
  readonly #changed: (certificate: Certificate) => void;
  #seen: string;
  #cancel: Cancel = () => undefined;

  constructor(
    files: CertificateFiles,
    options: { timers: Timers; log: Logger; changed: (certificate: Certificate) => void },
  ) {
    this.#files = files;
    this.#timers = options.timers;
    this.#log = options.log;
    this.#changed = options.changed;
    this.#seen = stamp(files);
    this.#wait();
  }

  /** Looks now. Files that are half written, or half replaced, are looked at again next time. */
  check(): void {
    const now = stamp(this.#files);
    if (now === this.#seen) return;
    try {
      this.#changed(readCertificate(this.#files));
      this.#seen = now;
      this.#log.info({ file: this.#files.cert }, 'new connections get the new certificate');
    } catch (error) {
      this.#log.error({ err: error }, 'the new certificate cannot be used; the one before stays');
    }
  }

  stop(): void {
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#timers.after(CHECK_MS, () => {
      this.check();
      this.#wait();
    });
  }
}

/** Changes whenever one of the files does, or what a link leads to. */
function stamp({ cert, key }: CertificateFiles): string {
  return [cert, key]
    .map((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats && `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}`;
    })
    .join(' ');
}
