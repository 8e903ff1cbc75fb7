const FIRST_BYTES = 4096;
/** Beyond it, what is there is not copied again: with many mebibytes all clients would have to wait for that (HOS-2). */
const PART_BYTES_MAX = 1024 * 1024;

/** Bytes that come in pieces, however small. */
export class GrowingBuffer {
  /** What came first, where it is much. */
  #parts: Buffer[] = [];
  #partsLength = 0;
  #bytes = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#partsLength + this.#length;
  }

  append(piece: Uint8Array): void {
    if (this.#length + piece.length > PART_BYTES_MAX && this.#length > 0) this.#endPart();
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
    const last = this.#bytes.subarray(0, this.#length);
    return this.#parts.length === 0 ? last : Buffer.concat([...this.#parts, last]);
  }

  /** All of it, which is the caller's from now on. */
  take(): Buffer {
    const all = this.peek();
    this.#parts = [];
    this.#partsLength = 0;
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return all;
  }

  #endPart(): void {
    this.#parts.push(this.#bytes.subarray(0, this.#length));
    this.#partsLength += this.#length;
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
  }
}
