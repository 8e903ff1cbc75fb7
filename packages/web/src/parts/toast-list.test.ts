import { describe, expect, it } from 'bun:test';
import { addToast, shownMs, type Toast } from './toast-list.ts';

const toast = (id: number, text = `number ${id}`): Toast => ({ id, text, kind: 'info', action: null });
const idsOf = (toasts: readonly Toast[]) => toasts.map(({ id }) => id);

describe('toasts', () => {
  it('are at most four, the oldest giving way', () => {
    const toasts = [1, 2, 3, 4, 5].reduce<readonly Toast[]>((shown, id) => addToast(shown, toast(id)), []);
    expect(idsOf(toasts)).toEqual([2, 3, 4, 5]);
  });

  it('do not say the same twice', () => {
    expect(idsOf(addToast([toast(1, 'a'), toast(2, 'b')], toast(3, 'a')))).toEqual([2, 3]);
  });

  it('stay longer when there is more to read or to decide, but not for ever', () => {
    const brief = shownMs(toast(1, 'Saved'));
    expect(shownMs(toast(1, 'x'.repeat(100)))).toBeGreaterThan(brief);
    expect(shownMs({ ...toast(1, 'Saved'), action: { label: 'Undo', onPress: () => {} } })).toBeGreaterThan(
      brief,
    );
    expect(shownMs(toast(1, 'x'.repeat(9_999)))).toBe(20_000);
  });
});
