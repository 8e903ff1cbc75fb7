/** A numbered chat message. A voice is one client from one opening of its socket to its end, within one step. */
export interface Word {
  readonly room: string;
  readonly voice: string;
  /** From 1. */
  readonly number: number;
}

export const wordText = ({ room, voice, number }: Word): string => `${room} ${voice} ${number}`;

/** `null` for what no client of ours has said. */
export function readWord(text: string): Word | null {
  const [, room = '', voice = '', digits = ''] = /^(\S+) (\S+) (\d+)$/.exec(text) ?? [];
  const number = Number(digits);
  return number > 0 ? { room, voice, number } : null;
}
