import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { BalancerConfig } from '../config.ts';
import { CertificateWatch, readCertificate, type Certificate, type CertificateFiles } from './certificate.ts';
import { FrontListener } from './front-listener.ts';
import { serveFront, type FrontOptions } from './front.ts';

/** What the runtime keeps for as long as it listens. */
const LISTENER_LIMITS = ['message', 'client_queue', 'http_idle', 'response_timeout'] as const;

/** The port for clients, with what the configuration says of it: its certificate and the limits of the runtime (BAL-23, BAL-33). */
export class PublicPort {
  readonly listener: FrontListener;
  readonly #timers: Timers;
  readonly #log: Logger;
  #config: BalancerConfig;
  #certificate: Certificate | null = null;
  #watch: CertificateWatch | null = null;

  /** @throws ConfigError when the certificate cannot be used */
  constructor(options: {
    config: BalancerConfig;
    front: Pick<
      FrontOptions,
      'sockets' | 'upgrades' | 'ownEndpoints' | 'proxy' | 'isDraining' | 'relay' | 'pinged'
    >;
    timers: Timers;
    log: Logger;
  }) {
    const { config, front, timers, log } = options;
    this.#timers = timers;
    this.#log = log;
    this.#config = config;
    const files = certificateFiles(config);
    if (files !== null) this.#certificate = readCertificate(files);
    this.listener = new FrontListener(
      (port, certificate) =>
        serveFront({
          ...front,
          host: config.host,
          port,
          limits: this.#config.limits,
          certificate,
          log,
        }),
      { port: config.port, certificate: this.#certificate },
    );
    this.#watchFiles(files);
  }

  /** @throws ConfigError when there is another certificate that cannot be used; then nothing has changed */
  reload(config: BalancerConfig): void {
    const files = certificateFiles(config);
    const isElsewhere = !Bun.deepEquals(files, certificateFiles(this.#config));
    const certificate = isElsewhere && files !== null ? readCertificate(files) : null;
    const before = this.#config.limits;
    const isLimitNew = LISTENER_LIMITS.some((limit) => config.limits[limit] !== before[limit]);
    this.#config = config;
    if (!isElsewhere) this.#watch?.check();
    if (isElsewhere) this.#certificate = certificate;
    if (isElsewhere || isLimitNew) this.listener.reopen(this.#certificate);
    if (isElsewhere) this.#watchFiles(files);
  }

  /** No new connection, and no new certificate; resolves when the last socket and the last request are done. */
  close(): Promise<void> {
    this.#watch?.stop();
    return this.listener.close();
  }

  #watchFiles(files: CertificateFiles | null): void {
    this.#watch?.stop();
    this.#watch =
      files === null
        ? null
        : new CertificateWatch(files, {
            timers: this.#timers,
            log: this.#log,
            changed: (certificate) => {
              this.#certificate = certificate;
              this.listener.reopen(certificate);
            },
          });
  }
}

function certificateFiles({ tls_cert: cert, tls_key: key }: BalancerConfig): CertificateFiles | null {
  return cert === undefined || key === undefined ? null : { cert, key };
}
