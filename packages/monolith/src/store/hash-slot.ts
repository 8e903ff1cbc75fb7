const SLOTS = 16_384;
/** CRC-16/XMODEM, as the cluster's specification has it. */
const POLYNOMIAL = 0x1021;

/** Which of a cluster's slots has `key`. Ours have no braces, so that all of a key counts. */
export function hashSlot(key: string): number {
  let crc = 0;
  for (const byte of Buffer.from(key)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : ((crc << 1) ^ POLYNOMIAL) & 0xffff;
    }
  }
  return crc % SLOTS;
}
