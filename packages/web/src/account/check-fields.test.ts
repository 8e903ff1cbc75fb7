import { describe, expect, it } from 'bun:test';
import { emailFault, nameFault, passwordFault } from './check-fields.ts';

describe('a name', () => {
  it('[WEB-18] is one line of 1 to 48 characters that can be seen', () => {
    expect(nameFault('Ann')).toBeNull();
    expect(nameFault('渡辺 🦊')).toBeNull();
    expect(nameFault('x'.repeat(48))).toBeNull();
    expect(nameFault('  ')).toBe('nameEmpty');
    expect(nameFault('x'.repeat(49))).toBe('nameTooLong');
    expect(nameFault('a\u202eb')).toBe('nameUnfit');
    expect(nameFault('a\u0007b')).toBe('nameUnfit');
    expect(nameFault('\u200b')).toBe('nameUnfit');
  });
});

describe('a password', () => {
  it('[WEB-18] has at least 8 characters of two kinds', () => {
    expect(passwordFault('correct-horse')).toBeNull();
    expect(passwordFault('abcdefg1')).toBeNull();
    expect(passwordFault('abcdef1')).toBe('passwordTooShort');
    expect(passwordFault('abcdefgh')).toBe('passwordTooUniform');
    expect(passwordFault('12345678')).toBe('passwordTooUniform');
    expect(passwordFault('aA'.repeat(600))).toBe('passwordTooLong');
  });
});

describe('an e-mail address', () => {
  it('[WEB-18] may be left out, and looks like one if it is not', () => {
    expect(emailFault('')).toBeNull();
    expect(emailFault(' ann@example.com ')).toBeNull();
    for (const wrong of ['ann', 'ann@', '@example.com', 'ann@example', 'a b@example.com', 'a@b..c'])
      expect(emailFault(wrong)).toBe('emailWrong');
  });
});
