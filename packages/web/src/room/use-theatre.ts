import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let isOn = false;

/** Whether the video has the whole width of the page, and how to change that. Of this page alone. */
export function useTheatre(): readonly [isOn: boolean, set: (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, () => isOn), setTheatre];
}

function setTheatre(on: boolean): void {
  isOn = on;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
