import { allowedOrigins, clientLimits } from '@usher/client-gate';
import { basePath, duration, port } from '@usher/kit/runtime';
import { z } from 'zod';
import { readMediaHost } from './media/host-guard.ts';

/** A file of the data directory, or a server that Monoliths of several machines share (OWN-5). */
function store(protocols: readonly string[], expected: string) {
  const isServer = (text: string) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
  return z.string().refine((text) => text === 'sqlite' || isServer(text), expected);
}

const isHost = (text: string) => readMediaHost(text) === text;

/** The `[monolith]` section of the configuration (spec 5.6, CFG-1). */
export const monolithConfig = z.strictObject({
  /** Where both ports listen. */
  host: z.string().min(1).default('::').describe('Where both ports listen; `::` is IPv4 and IPv6'),
  port: port().default(3000).describe('The HTTP port, for Balancers and for clients without one'),
  /** `false`: clients connect directly, no Balancer is needed. */
  link_enabled: z.boolean().default(true).describe('`false`: no Balancers, clients connect to `port`'),
  link_port: port().default(3002).describe('The port that Balancers dial'),
  dialect: z
    .enum(['seed', 'ott'])
    .default('seed')
    .describe(
      'What is spoken on the link: `seed`, or `ott` behind balancers of OpenTogetherTube (no authentication)',
    ),
  data_dir: z
    .string()
    .min(1)
    .default('./data')
    .describe('Where rooms and users are kept; shared by all Monoliths of a machine'),
  live_state: store(['redis:', 'rediss:'], 'expected "sqlite", or a URL such as "redis://host:6379"')
    .default('sqlite')
    .describe('Who owns which room, and rooms’ snapshots'),
  database: store(
    ['postgres:', 'postgresql:'],
    'expected "sqlite", or a URL such as "postgres://user@host/usher"',
  )
    .default('sqlite')
    .describe('Users, sessions and permanent rooms'),
  /** For administrators; empty: nobody is one. */
  api_key: z.string().default('').describe('Opens what is for administrators; empty: nobody is one'),
  trusted_proxies: z
    .array(z.string())
    .default([])
    .describe(
      'Proxies besides the linked Balancers whose `X-Forwarded-*` headers are believed; those in front of Balancers too',
    ),
  rate_limit: z
    .int()
    .min(0)
    .default(1000)
    .describe('Points that each client’s address may spend on HTTP requests in an hour; `0`: no limit'),
  allowed_origins: allowedOrigins(),
  base_url: basePath().default('/').describe('Path under which the site is served'),
  unload_after: duration().prefault('5m').describe('How long an empty room stays loaded'),
  shutdown: duration()
    .prefault('10s')
    .describe('How long a Monolith that is told to stop may take to move its rooms away'),
  sponsorblock_url: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })], 'expected an http(s) URL, or nothing')
    .default('https://sponsor.ajay.app')
    .describe('Who knows which parts of YouTube videos to skip (SponsorBlock); empty: nobody is asked'),
  media_allow_hosts: z
    .array(
      z
        .string()
        .refine((text) => readMediaHost(text) !== null, 'expected "host" or "host:port", without "http://"'),
    )
    .default([])
    .describe(
      'Hosts that media may be fetched from though they are not on the public Internet: `host` or `host:port`',
    ),
  youtube_api_key: z
    .string()
    .default('')
    .describe('Of YouTube’s Data API; empty: no lengths of its videos, no playlists, no search'),
  peertube_instances: z
    .array(z.string().refine(isHost, 'expected a host such as "video.example.org"'))
    .default([])
    .describe('PeerTube sites whose videos can be played'),
  limits: clientLimits.prefault({}).describe('For direct clients: see below'),
});

export type MonolithConfig = z.output<typeof monolithConfig>;
