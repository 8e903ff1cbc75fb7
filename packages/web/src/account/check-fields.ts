import type { WordKey } from '../i18n/catalogues.ts';

/** As the API has them (API-20); checked here so that nobody waits for a server to say so. */
const NAME_MAX = 48;
const PASSWORD_MIN = 8;
const PASSWORD_BYTES_MAX = 1024;
const PASSWORD_CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}]/u];

/** What is wrong with a field, by the key of the words that say it; `null`: nothing. */
type Fault = WordKey<'account'> | null;

export function nameFault(name: string): Fault {
  const trimmed = name.trim();
  if (trimmed === '') return 'nameEmpty';
  if (trimmed.length > NAME_MAX) return 'nameTooLong';
  return /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(trimmed) ||
    !/[\p{L}\p{N}\p{P}\p{S}]/u.test(trimmed)
    ? 'nameUnfit'
    : null;
}

export function passwordFault(password: string): Fault {
  if (password.length < PASSWORD_MIN) return 'passwordTooShort';
  if (new TextEncoder().encode(password).length > PASSWORD_BYTES_MAX) return 'passwordTooLong';
  const classes = PASSWORD_CLASSES.filter((characters) => characters.test(password));
  return classes.length < 2 ? 'passwordTooUniform' : null;
}

/** Empty is none. Whether somebody reads it, only a letter could tell. */
export function emailFault(email: string): Fault {
  const trimmed = email.trim();
  return trimmed === '' || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed) ? null : 'emailWrong';
}
