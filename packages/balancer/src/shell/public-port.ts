import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { BalancerConfig } from '../config.ts';
import { CertificateWatch, readCertificate, type CertificateFiles } from './certificate.ts';
import { FrontListener } from './front-listener.ts';
import { serveFront, type FrontOptions } from './front.ts';

/** What the runtime keeps for as long as it listens. */
const LISTENER_LIMITS = ['message', 'client_queue', 'http_idle', 'response_timeout'] as const;

/** What the port is opened anew for. */
type ListenerSettings = Pick<FrontOptions, 'certificate' | 'limits'>;

/** The port for clients, with what the configuration says of it: its certificate and the limits of the runtime (BAL-23, BAL-33). */
export class PublicPort {
  readonly listener: FrontListener<ListenerSettings>;
  readonly #timers: Timers;
  readonly #log: Logger;
  #files: CertificateFiles | null;
  #settings: ListenerSettings;
  #watch: CertificateWatch | null = null;

  /** @throws ConfigError when the certificate cannot be used */
  constructor(options: {
    config: BalancerConfig;
    front: Omit<FrontOptions, 'host' | 'port' | 'log' | keyof ListenerSettings>;
    timers: Timers;
    log: Logger;
  }) {
    const { config, front, timers, log } = options;
    this.#timers = timers;
    this.#log = log;
    this.#files = certificateFiles(config);
    this.#settings = {
      certificate: this.#files === null ? null : readCertificate(this.#files),
      limits: config.limits,
    };
    this.listener = new FrontListener(
      (port, settings) => serveFront({ ...front, ...settings, host: config.host, port, log }),
      { port: config.port, settings: this.#settings },
    );
    this.#watchFiles();
  }

  /**
   * @throws ConfigError when there is another certificate that cannot be used
   * @throws Error when the port cannot be opened anew; whatever is thrown, nothing has changed
   */
  reload(config: BalancerConfig): void {
    const files = certificateFiles(config);
    const isElsewhere = !Bun.deepEquals(files, this.#files);
    if (!isElsewhere) this.#watch?.check();
    const { certificate, limits } = this.#settings;
    const isLimitNew = LISTENER_LIMITS.some((limit) => config.limits[limit] !== limits[limit]);
    if (!isElsewhere && !isLimitNew) return;
    this.#reopen({
      certificate: !isElsewhere ? certificate : files === null ? null : readCertificate(files),
      limits: config.limits,
    });
    if (!isElsewhere) return;
    this.#files = files;
    this.#watchFiles();
  }

  /** No new connection, and no new certificate; resolves when the last socket and the last request are done. */
  close(): Promise<void> {
    this.#watch?.stop();
    return this.listener.close();
  }

  /** Ends everything at once. */
  terminate(): Promise<void> {
    this.#watch?.stop();
    return this.listener.terminate();
  }

  #reopen(settings: ListenerSettings): void {
    this.listener.reopen(settings);
    this.#settings = settings;
  }

  #watchFiles(): void {
    this.#watch?.stop();
    this.#watch =
      this.#files === null
        ? null
        : new CertificateWatch(this.#files, {
            timers: this.#timers,
            log: this.#log,
            changed: (certificate) => this.#reopen({ ...this.#settings, certificate }),
          });
  }
}

function certificateFiles({ tls_cert: cert, tls_key: key }: BalancerConfig): CertificateFiles | null {
  return cert === undefined || key === undefined ? null : { cert, key };
}
