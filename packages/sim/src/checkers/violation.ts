/** Something happened that must never happen. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly rule: string;
  readonly room: string | null;

  constructor(rule: string, what: string, room: string | null = null) {
    super(`[${rule}] ${what}`);
    this.rule = rule;
    this.room = room;
  }
}
