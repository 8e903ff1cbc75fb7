import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { CLOSE_CODES, isKickCode, reactionTo, reconnectDelayMs } from './close-codes.ts';
import {
  ALL_PERMISSIONS,
  DEFAULT_GRANTS,
  effectiveMask,
  grantableMask,
  mayDo,
  mergeGrants,
  PERMISSIONS,
} from './permissions.ts';
import { rankOf, Role, ROLES_BY_RANK } from './room.ts';
import { truncateUtf8, utf8Length } from './utf8.ts';

describe('close codes', () => {
  it('[CON-9] failures of ours never make a client give up', () => {
    const ours = [1001, 1011, 1012, 1013, 1005, 1006];
    for (const code of ours) expect(reactionTo(code)).not.toBe('stop');
  });

  it('[CON-9] codes that are not in the table retry below 4000 and stop from there', () => {
    expect(reactionTo(1006)).toBe('backoff');
    expect(reactionTo(3999)).toBe('backoff');
    expect(reactionTo(4006)).toBe('stop');
    expect(reactionTo(4004)).toBe('new-token');
    expect(Object.keys(CLOSE_CODES)).toHaveLength(16);
  });

  it('[CON-9] the reconnect delay grows, is jittered and is at most 30 s', () => {
    expect(reconnectDelayMs(0, 0)).toBe(500);
    expect(reconnectDelayMs(0, 0.999999)).toBeCloseTo(1500, 0);
    expect(reconnectDelayMs(2, 0.5)).toBe(5000);
    expect(reconnectDelayMs(100, 0.9)).toBe(30_000);
  });

  it('[LNK-34] only 1000 and 4000 to 4999 may be used by a kick', () => {
    expect([1000, 4000, 4999].every(isKickCode)).toBe(true);
    expect([999, 1001, 3999, 5000, 4000.5, NaN].some(isKickCode)).toBe(false);
  });
});

describe('permissions', () => {
  it('[ROM-30] the default masks are what the permissions add up to', () => {
    const all = Object.values(PERMISSIONS).reduce((mask, { bit }) => mask | (1 << bit), 0);
    expect(all).toBe(ALL_PERMISSIONS);
    expect(grantableMask(Role.UnregisteredUser)).toBe(113_250_303);
    expect(effectiveMask(DEFAULT_GRANTS, Role.Moderator)).toBe(133_173_247);
    expect(effectiveMask(DEFAULT_GRANTS, Role.Owner)).toBe(ALL_PERMISSIONS);
  });

  it('[ROM-30] whatever is granted, a higher role may do at least what a lower one may', () => {
    const masks = fc.array(fc.integer({ min: 0, max: ALL_PERMISSIONS }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(masks, (values) => {
        const grants = mergeGrants(
          DEFAULT_GRANTS,
          ROLES_BY_RANK.map((role, index) => [role, values[index] ?? 0]),
        );
        for (const low of ROLES_BY_RANK) {
          for (const high of ROLES_BY_RANK.filter((role) => rankOf(role) > rankOf(low))) {
            const missing = effectiveMask(grants, low) & ~effectiveMask(grants, high);
            expect(missing).toBe(0);
          }
        }
      }),
    );
  });

  it('[ROM-30] nobody holds a permission below its lowest role', () => {
    const grants = mergeGrants(DEFAULT_GRANTS, [[Role.UnregisteredUser, ALL_PERMISSIONS]]);
    expect(mayDo(grants, Role.UnregisteredUser, 'manage-users.kick')).toBe(false);
    expect(mayDo(grants, Role.RegisteredUser, 'manage-users.kick')).toBe(false);
    expect(mayDo(DEFAULT_GRANTS, Role.Moderator, 'manage-users.kick')).toBe(true);
  });
});

describe('UTF-8 without TextEncoder', () => {
  it('[LNK-34] counts as TextEncoder does, and cuts at character boundaries', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 50 }), (text, max) => {
        expect(utf8Length(text)).toBe(encoder.encode(text).length);
        const cut = truncateUtf8(text, max);
        expect(text.startsWith(cut)).toBe(true);
        expect(utf8Length(cut)).toBeLessThanOrEqual(max);
        const next = String.fromCodePoint(...[text.codePointAt(cut.length) ?? []].flat());
        expect(cut === text || utf8Length(cut + next) > max).toBe(true);
      }),
    );
  });
});
