import type { SiteConfigInput } from '@usher/cli/site-schema';
import type { Role } from '@usher/cli/readiness';
import { startRole, type RoleProcess } from '../../src/role-process.ts';

/** The place of a process: whoever takes it has the same configuration and the same ports. */
export class Seat<R extends Role> implements AsyncDisposable {
  readonly role: R;
  /** For people: "monolith 2". */
  readonly name: string;
  readonly #config: SiteConfigInput;
  #process: RoleProcess<R>;
  #earlierLogs = '';

  private constructor(role: R, name: string, config: SiteConfigInput, process: RoleProcess<R>) {
    this.role = role;
    this.name = name;
    this.#config = config;
    this.#process = process;
  }

  /** @param config with its ports */
  static async take<R extends Role>(role: R, name: string, config: SiteConfigInput): Promise<Seat<R>> {
    return new Seat(role, name, config, await startRole(role, config));
  }

  /** The one that runs there now, or ran last. */
  get process(): RoleProcess<R> {
    return this.#process;
  }

  /** Of all that have had it. */
  get logs(): string {
    return this.#earlierLogs + this.#process.logs;
  }

  /** After its process has ended. */
  async startAgain(): Promise<void> {
    this.#earlierLogs += this.#process.logs;
    await this.#process[Symbol.asyncDispose]();
    this.#process = await startRole(this.role, this.#config);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#process[Symbol.asyncDispose]();
  }
}
