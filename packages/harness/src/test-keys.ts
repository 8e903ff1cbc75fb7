/** The secrets of processes under test, for tests that play the other side. */
export const TEST_KEYS = {
  link: 'a-secret-of-links-that-is-for-tests-only',
  operator: 'an-operator-key-that-is-for-tests-only',
  api: 'an-api-key-that-is-for-tests-only',
} as const;
