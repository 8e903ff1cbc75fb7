import { describe, expect, it } from 'bun:test';
import { emailKey, nameKey } from './account-keys.ts';

describe('the keys of accounts', () => {
  const alike = ['Ann Lee', 'ANN LEE', ' ann  lee ', 'Ａｎｎ Lee', 'An\u200Bn Lee', 'Ann\u00A0Lee'];
  for (const name of alike) {
    it(`[WEB-18] take ${JSON.stringify(name)} for the same name as others that look so`, () => {
      expect(nameKey(name)).toBe('ann lee');
    });
  }

  it('[WEB-18] tell apart what people tell apart', () => {
    expect(nameKey('Änn')).not.toBe(nameKey('Ann'));
    expect(nameKey('A\u0308nn')).toBe(nameKey('Änn'));
  });

  it('[API-20] take addresses without their letter case', () => {
    expect(emailKey(' Ann@Example.org ')).toBe('ann@example.org');
  });
});
