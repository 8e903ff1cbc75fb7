/** RFC 6455, section 5.2. */
export const Opcode = { Continuation: 0, Text: 1, Binary: 2, Close: 8, Ping: 9, Pong: 10 } as const;

/** RFC 6455, section 5.5. */
export const CONTROL_BYTES_MAX = 125;

/** A payload's length in the second byte says that it follows in 2 or 8 bytes. */
export const [LENGTH_IN_2, LENGTH_IN_8] = [126, 127];
