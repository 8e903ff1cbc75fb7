const STEP_S = 5;
const PAGE_S = 60;

/** Where a key moves a seek slider that is at `position`, in seconds; `null`: nowhere. */
export function seekKeyTarget(key: string, position: number, duration: number): number | null {
  const to = (seconds: number) => Math.max(0, Math.min(duration, seconds));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(position + STEP_S);
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(position - STEP_S);
    case 'PageUp':
      return to(position + PAGE_S);
    case 'PageDown':
      return to(position - PAGE_S);
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return null;
  }
}
