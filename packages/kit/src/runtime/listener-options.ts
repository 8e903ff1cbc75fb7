/**
 * For every listener: the runtime's own error pages would tell strangers about the program, and without them it would let another process listen on
 * the same port.
 */
export const LISTENER_OPTIONS = { development: false, reusePort: false } as const;
