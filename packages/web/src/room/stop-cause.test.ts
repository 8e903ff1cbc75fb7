import { describe, expect, it } from 'bun:test';
import { stopCauseOf } from './stop-cause.ts';

describe('why a room cannot be shown', () => {
  it('[WEB-14] [CON-9] is told by the close code', () => {
    expect(stopCauseOf(4001)).toBe('invalid');
    expect(stopCauseOf(4002)).toBe('not-found');
    expect(stopCauseOf(4003)).toBe('unloaded');
    expect(stopCauseOf(4004)).toBe('unknown-session');
    expect(stopCauseOf(4005)).toBe('kicked');
    expect(stopCauseOf(4000)).toBe('ended');
    expect(stopCauseOf(4999)).toBe('ended');
  });

  it('[WEB-14] [ROM-34] tells a ban from a kick', () => {
    expect(stopCauseOf(4005, 'banned')).toBe('banned');
    expect(stopCauseOf(4005, 'kicked')).toBe('kicked');
    expect(stopCauseOf(4002, 'banned')).toBe('not-found');
  });
});
