const KiB = 1024;
const MiB = 1024 * KiB;

/** Every bound of the protocol in one table. Bytes are UTF-8 bytes; names end in their unit. Defaults where configurable. */
export const LIMITS = {
  /** CON-5 */
  clientMessageBytesMax: 64 * KiB,
  clientMessagesPerSecond: 20,
  clientMessagesBurst: 60,
  /** A client that is over its rate for so long is closed. */
  clientFloodMs: 10_000,
  /** Messages that were read when their clients were slowed down, over all clients. */
  heldMessagesBytesMax: 64 * MiB,
  clientsMax: 50_000,
  clientsPerAddressMax: 100,
  unauthenticatedMax: 10_000,
  handshakesPerSecondMax: 2_000,
  /** CON-2 */
  tokenBytesMax: 1024,
  authTimeoutMs: 10_000,
  /** CON-3 */
  pendingBytesMax: 64 * KiB,
  pendingMessagesMax: 100,
  /** CON-4 */
  parkTimeoutMs: 30_000,
  /** CON-6 */
  clientSilenceMs: 35_000,
  clientPingAfterMs: 25_000,
  /** LNK-3 */
  linkErrorsPerMinuteMax: 10,
  /** A frame of the link: a room's whole state fits with room to spare (ROM-26). */
  linkFrameBytesMax: 16 * MiB,
  /** LNK-5 */
  linkPingAfterMs: 5_000,
  linkSilenceMs: 15_000,
  redialMinMs: 100,
  redialMaxMs: 5_000,
  /** LNK-12 */
  linkTokenTtlSeconds: 60,
  clockToleranceSeconds: 30,
  linkSecretLengthMin: 32,
  /** LNK-14 */
  initTimeoutMs: 10_000,
  /** OTT-1 */
  ottInitTimeoutMs: 20_000,
  /** Frames held while a handshake's token is verified. */
  handshakeHeldBytesMax: 4 * MiB,
  /** LNK-30 */
  metadataDescriptionMax: 300,
  /** LNK-31 */
  gossipPartBytesMax: 256 * KiB,
  gossipIntervalMs: 20_000,
  metadataDebounceMs: 1_000,
  /** LNK-34 */
  closeReasonBytesMax: 123,
  closeGraceMs: 5_000,
  /** LNK-35 */
  movedRetryMaxMs: 300,
  roomMovesMax: 5,
  roomMovesWindowMs: 10_000,
  /** BAL-30: a room is sent away from a Monolith that is to be free of rooms at most so often. */
  roomEvictionMs: 2_000,
  /** LNK-37 */
  leavingTimeoutMs: 1_000,
  /** LNK-41 */
  suspendMs: 10_000,
  /** LNK-50 */
  linkQueueHighBytes: 4 * MiB,
  linkQueueLowBytes: MiB,
  linkQueueMaxBytes: 64 * MiB,
  heldJoinsMax: 1_000,
  /** LNK-51 */
  clientQueueBytes: MiB,
  clientQueueMaxBytes: 4 * MiB,
  clientQueueSlowMs: 5_000,
  clientQueuesTotalMaxBytes: 256 * MiB,
  /** HOS-2 */
  httpIdleMs: 120_000,
  /** BAL-1 */
  discoveredAddressesMax: 1_000,
  discoveryTimeoutMs: 5_000,
  discoveryRetryMinMs: 100,
  retireTimeoutMs: 30_000,
  /** BAL-11 */
  placedUnreportedMs: 300_000,
  /** BAL-12 */
  joinsInFlightMax: 500,
  joinInFlightMs: 5_000,
  /** BAL-20 */
  replayableBodyBytesMax: 64 * KiB,
  /** Spec 2.3 and 3 */
  chatLengthMax: 2000,
  chatHistoryMax: 50,
  titleLengthMax: 254,
  descriptionLengthMax: 4000,
  queueLengthMax: 1000,
  itemDescriptionMax: 300,
  roomClientsMax: 1000,
  roomStateBytesMax: 256 * KiB,
  undoRecordsMax: 100,
  /** ROM-34 */
  roomBansMax: 1000,
  /** ROM-35: invitations that are open, and sessions (and as many accounts) that came with one. */
  invitationsMax: 100,
  invitedMax: 2000,
  invitationTtlMs: 30 * 24 * 3_600_000,
  deltaQuietMs: 50,
  deltaMaxMs: 100,
  saveDelayMs: 250,
  unloadAfterMs: 300_000,
  temporaryRoomTtlMs: 7_200_000,
} as const;
