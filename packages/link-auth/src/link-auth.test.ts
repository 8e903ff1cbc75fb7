import { describe, expect, it } from 'bun:test';
import { balancerId, monolithId } from '@usher/protocol';
import { decodeJwt, SignJWT } from 'jose';
import { linkConfig } from './config.ts';
import { LinkAuth } from './link-auth.ts';

const [OLD, NEW, OTHER] = ['o', 'n', 'x'].map((letter) => letter.repeat(32)) as [string, string, string];
const signed = (...secrets: string[]) => new LinkAuth({ auth: 'signed', secrets });
const [b, m] = [balancerId('b1'), monolithId('m1')];
const introduction = { balancer: b, nonce: 'n1' };
const bearerOf = async (auth: LinkAuth) => `Bearer ${await auth.bearer(introduction)}`;

describe('signed links', () => {
  it('[LNK-10] the bearer introduces the Balancer, with the claims of the rule', async () => {
    const verdict = await signed(NEW).verifyBearer(await bearerOf(signed(NEW)));
    expect(verdict).toEqual({ ok: true, value: introduction });
    const claims = decodeJwt((await signed(NEW).bearer(introduction)) ?? '');
    expect(claims).toMatchObject({ iss: 'usher/balancer', sub: 'b1', aud: 'usher/monolith', jti: 'n1' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(60);
  });

  it('[LNK-10] anything else does not verify', async () => {
    const auth = signed(NEW);
    const key = new TextEncoder().encode(NEW);
    const forge = (claims: Record<string, unknown>, alg = 'HS256') =>
      new SignJWT({
        iss: 'usher/balancer',
        sub: 'b1',
        aud: 'usher/monolith',
        jti: 'n1',
        iat: now,
        exp: now + 60,
        ...claims,
      })
        .setProtectedHeader({ alg })
        .sign(key);
    const now = Math.floor(Date.now() / 1000);
    expect((await auth.verifyBearer(`Bearer ${await forge({})}`)).ok).toBe(true);
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ iss: 'usher/balancer', sub: 'b1', aud: 'usher/monolith', jti: 'n1' }))}.`;
    const bad = [
      null,
      '',
      'Bearer',
      'Basic abc',
      'Bearer x.y.z',
      `Bearer ${unsigned}`,
      await bearerOf(signed(OTHER)),
      `Bearer ${await auth.initToken(m, introduction)}`,
      `Bearer ${await forge({ exp: now - 31 })}`,
      `Bearer ${await forge({ iat: now - 120, exp: now + 3600 })}`,
      `Bearer ${await forge({ aud: 'usher/balancer' })}`,
      `Bearer ${await forge({ iss: 'usher/monolith' })}`,
      `Bearer ${await forge({ jti: undefined })}`,
      `Bearer ${await forge({}, 'HS512')}`,
    ];
    for (const header of bad) expect(await auth.verifyBearer(header)).toMatchObject({ ok: false });
  });

  it('[LNK-12] the token of init holds for one Monolith, one Balancer and one nonce', async () => {
    const auth = signed(NEW);
    const token = await auth.initToken(m, introduction);
    expect((await auth.verifyInit(token, m, introduction)).ok).toBe(true);
    expect((await auth.verifyInit(token, monolithId('m2'), introduction)).ok).toBe(false);
    expect((await auth.verifyInit(token, m, { balancer: balancerId('b2'), nonce: 'n1' })).ok).toBe(false);
    expect((await auth.verifyInit(token, m, { balancer: b, nonce: 'n2' })).ok).toBe(false);
    expect((await signed(OTHER).verifyInit(token, m, introduction)).ok).toBe(false);
    expect((await auth.verifyInit('', m, introduction)).ok).toBe(false);
  });

  it('[LNK-15] so does the token of hello, which is required', async () => {
    const auth = signed(NEW);
    const token = await auth.helloToken(b, m, 'from-init');
    const expected = { balancer: b, monolith: m, nonce: 'from-init' };
    expect((await auth.verifyHello(token, expected)).ok).toBe(true);
    expect((await auth.verifyHello(token, { ...expected, monolith: monolithId('m2') })).ok).toBe(false);
    expect((await auth.verifyHello(token, { ...expected, nonce: 'another' })).ok).toBe(false);
    expect((await auth.verifyHello(undefined, expected)).ok).toBe(false);
  });

  it('[LNK-13] the first secret signs and all verify, so that a secret can be rotated', async () => {
    const before = signed(OLD);
    const during = signed(NEW, OLD);
    expect((await during.verifyBearer(await bearerOf(before))).ok).toBe(true);
    expect((await before.verifyBearer(await bearerOf(during))).ok).toBe(false);
    expect((await signed(OLD, NEW).verifyBearer(await bearerOf(during))).ok).toBe(true);
  });
});

describe('the other modes', () => {
  it('[LNK-13] static: the token is the secret itself, any of them', async () => {
    const auth = new LinkAuth({ auth: 'static', secrets: [NEW, OLD] });
    expect(await auth.bearer(introduction)).toBeNull();
    expect(await auth.initToken(m, null)).toBe(NEW);
    expect((await auth.verifyBearer(null)).ok).toBe(true);
    for (const [token, ok] of [
      [NEW, true],
      [OLD, true],
      [OTHER, false],
      ['', false],
      [NEW.slice(1), false],
    ] as const) {
      expect((await auth.verifyInit(token, m, introduction)).ok).toBe(ok);
    }
  });

  it('[LNK-13] none: anyone is believed', async () => {
    const auth = new LinkAuth({ auth: 'none', secrets: [] });
    expect((await auth.verifyInit('', m, introduction)).ok).toBe(true);
    expect((await auth.verifyHello(undefined, { balancer: b, monolith: m, nonce: '' })).ok).toBe(true);
  });

  it('[LNK-13] signed and static need a secret of at least 32 characters', () => {
    for (const auth of ['signed', 'static'] as const) {
      expect(linkConfig.safeParse({ auth }).success).toBe(false);
      expect(linkConfig.safeParse({ auth, secrets: ['x'.repeat(31)] }).success).toBe(false);
      expect(linkConfig.safeParse({ auth, secrets: [NEW, 'short'] }).success).toBe(false);
      expect(linkConfig.safeParse({ auth, secrets: [NEW] }).success).toBe(true);
    }
    expect(linkConfig.safeParse({ auth: 'none' }).success).toBe(true);
  });
});
