import { describe, expect, it } from 'bun:test';
import { stopCauseOf } from './stop-cause.ts';

describe('why a room cannot be shown', () => {
  it('[WEB-14] [CON-9] is told by the close code', () => {
    expect(stopCauseOf('cinema', 4001)).toBe('invalid');
    expect(stopCauseOf('cinema', 4002)).toBe('not-found');
    expect(stopCauseOf('cinema', 4003)).toBe('unloaded');
    expect(stopCauseOf('cinema', 4004)).toBe('unknown-session');
    expect(stopCauseOf('cinema', 4005)).toBe('kicked');
    expect(stopCauseOf('cinema', 4000)).toBe('ended');
    expect(stopCauseOf('cinema', 4999)).toBe('ended');
  });

  it('[WEB-14] [ROM-34] tells a ban from a kick', () => {
    expect(stopCauseOf('cinema', 4005, 'banned')).toBe('banned');
    expect(stopCauseOf('cinema', 4005, 'kicked')).toBe('kicked');
    expect(stopCauseOf('cinema', 4002, 'banned')).toBe('not-found');
  });

  it('[WEB-14] [ROM-1] tells a room that can be created from one that cannot', () => {
    expect(stopCauseOf('not-there', 4002)).toBe('not-found');
    expect(stopCauseOf('3f2504e0-4f89-41d3-9a0c-0305e82c3301', 4002)).toBe('over');
    for (const name of ['list', 'ab', 'x'.repeat(40)]) expect(stopCauseOf(name, 4002)).toBe('uncreatable');
    expect(stopCauseOf('ab', 4003)).toBe('unloaded');
  });
});
