import { RESERVED_ROOM_NAMES, roomKey } from '@usher/protocol';

const NAME_MAX = 32;
const NAME_MIN = 3;
const RANDOM_LENGTH = 12;
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Whether a room may be created with this name (ROM-1). */
export function isRoomName(name: string): boolean {
  const hasFit = /^[A-Za-z0-9_-]+$/.test(name) && name.length >= NAME_MIN && name.length <= NAME_MAX;
  return hasFit && !RESERVED_ROOM_NAMES.has(name.toLowerCase());
}

/** A name for a room of this title that nobody guesses. `randomBytes` are at least 12. */
export function roomNameFor(title: string, randomBytes: Uint8Array): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_MAX - RANDOM_LENGTH - 1)
    .replaceAll(/^-+|-+$/g, '');
  const random = [...randomBytes.slice(0, RANDOM_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return [slug || 'room', random.join('')].join('-');
}

/** The room that somebody means who writes its name or pastes its link, else `null`. */
export function roomMeant(text: string): string | null {
  const trimmed = text.trim();
  const name = /\/room\/([^/?#\s]+)/.exec(trimmed)?.[1] ?? trimmed;
  return roomKey(name) === null ? null : name;
}

/** What a pasted link carries beside the room's name: an invitation, for example. */
export function searchOf(text: string): string {
  return /\/room\/[^?#\s]+(\?[^#\s]*)/.exec(text.trim())?.[1] ?? '';
}
