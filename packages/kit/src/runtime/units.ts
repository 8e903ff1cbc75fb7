import { z } from 'zod';

const DURATION_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A duration such as "10s" or "250ms" in the configuration; ms in the program. */
export const duration = () => quantity(DURATION_UNITS, 'a duration such as "10s", "250ms" or "5m"');

/** A size such as "64KiB" in the configuration; bytes in the program. */
export const size = () => quantity(SIZE_UNITS, 'a size such as "64KiB" or "4MiB"');

function quantity(units: Readonly<Record<string, number>>, expected: string) {
  return z.string(`expected ${expected}`).transform((text, context) => {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text) ?? [];
    const factor = units[unit];
    if (amount !== undefined && factor !== undefined) return Number(amount) * factor;
    context.addIssue(`expected ${expected}`);
    return z.NEVER;
  });
}

/** A TCP port; 0 lets the system choose one. */
export const port = () => z.int(EXPECTED_PORT).min(0, EXPECTED_PORT).max(65_535, EXPECTED_PORT);

const EXPECTED_PORT = 'expected a port from 0 to 65535';

/** The path under which a site is served; it begins and ends with a slash. */
export const basePath = () =>
  z
    .string()
    .regex(
      /^\/([A-Za-z0-9._~-]+\/)*$/,
      'expected a path that begins and ends with "/", such as "/" or "/watch/"',
    );
