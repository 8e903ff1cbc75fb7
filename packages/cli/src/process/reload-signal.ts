/**
 * Calls `reload` at every SIGHUP (BAL-33). Configuration that cannot be used is the operator's mistake: the process goes on with what it had,
 * and says so.
 */
export function onReloadSignal(reload: () => void, failed: (error: unknown) => void): void {
  process.on('SIGHUP', () => {
    try {
      reload();
    } catch (error) {
      failed(error);
    }
  });
}
