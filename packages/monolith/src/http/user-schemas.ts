import { z } from '@hono/zod-openapi';

const NAME_MAX = 48;
const EMAIL_MAX = 254;
const PASSWORD_MIN = 8;
const PASSWORD_BYTES_MAX = 1024;

/** Control characters, line breaks, halves of characters, and what turns the direction of the text around it. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const PASSWORD_CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}]/u];

const username = z
  .string()
  .trim()
  .min(1)
  .max(NAME_MAX)
  .refine((name) => !UNFIT.test(name), 'Names are one line, without control characters')
  .refine((name) => VISIBLE.test(name), 'Names need a character that is seen')
  .openapi({ example: 'Ann' });

/** Empty: none. */
const email = z
  .union([z.email().max(EMAIL_MAX), z.literal(''), z.null()])
  .transform((text) => (text === '' ? null : text))
  .openapi({ type: ['string', 'null'], format: 'email' });

const newPassword = z
  .string()
  .min(PASSWORD_MIN)
  .refine(isNotTooLong, `Passwords have at most ${PASSWORD_BYTES_MAX} bytes`)
  .refine(hasTwoClasses, 'Passwords need two of: lower-case letters, upper-case letters, digits, symbols')
  .openapi({ format: 'password' });

/** Whatever was right once. */
const password = z
  .string()
  .min(1)
  .refine(isNotTooLong, `Passwords have at most ${PASSWORD_BYTES_MAX} bytes`)
  .openapi({ format: 'password' });

/** No name has a NUL, and not every database can be asked for one (HOS-2). */
const login = z
  .string()
  .min(1)
  .max(EMAIL_MAX)
  .refine((text) => !text.includes('\0'), 'Names are one line, without control characters');

export const userView = z
  .object({ username: z.string(), loggedIn: z.boolean(), discordLinked: z.literal(false) })
  .openapi('User');

export const usernameBody = z.object({ username });

export const registerBody = z
  .object({ username, password: newPassword, email: email.exactOptional() })
  .openapi('Registration');

/** `user` is either. */
export const loginBody = z
  .union([
    z.object({ user: login, password }),
    z.object({ username: login, password }),
    z.object({ email: login, password }),
  ])
  .openapi('Login');

export const loggedInView = z.object({
  success: z.literal(true),
  user: z.object({ email: z.string().nullable(), username: z.string() }),
});

export const accountView = z
  .object({
    success: z.literal(true),
    username: z.string(),
    email: z.string().nullable(),
    discordLinked: z.literal(false),
    hasPassword: z.boolean(),
  })
  .openapi('Account');

export const accountChange = z
  .object({
    email: email.exactOptional(),
    currentPassword: password.exactOptional(),
    newPassword: newPassword.exactOptional(),
  })
  .openapi('AccountChange');

function isNotTooLong(text: string): boolean {
  return new TextEncoder().encode(text).length <= PASSWORD_BYTES_MAX;
}

function hasTwoClasses(text: string): boolean {
  return PASSWORD_CLASSES.filter((characters) => characters.test(text)).length >= 2;
}
