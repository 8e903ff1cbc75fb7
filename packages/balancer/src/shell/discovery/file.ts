import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DiscoveryMethod } from './address-source.ts';
import { linkAddressSchema, type LinkAddress } from './link-address.ts';

const list = z.array(linkAddressSchema);
/** TOML has no bare lists. */
const table = z.object({ monoliths: list }).transform(({ monoliths }) => monoliths);

/**
 * A list in a file: JSON if its name ends in `.json`, else TOML. It is read again and again rather than watched: that sees every way of
 * changing it (in place, by renaming, through the links of a ConfigMap) on every file system.
 */
export class FileMethod implements DiscoveryMethod {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async lookUp(signal: AbortSignal): Promise<readonly LinkAddress[]> {
    const text = await readFile(this.#path, { encoding: 'utf8', signal });
    const content: unknown = this.#path.endsWith('.json') ? JSON.parse(text) : Bun.TOML.parse(text);
    const result = (Array.isArray(content) ? list : table).safeParse(content);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
}
