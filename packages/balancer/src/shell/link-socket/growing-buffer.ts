const FIRST_BYTES = 4096;

/** Bytes that come in pieces, however small. */
export class GrowingBuffer {
  #bytes = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * this.#bytes.length, length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  /** All of it; it is kept. */
  peek(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** All of it, which is the caller's from now on. */
  take(): Buffer {
    const all = this.peek();
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return all;
  }
}
