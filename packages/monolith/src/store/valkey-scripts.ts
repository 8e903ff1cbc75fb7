import { createHash } from 'node:crypto';

/** A Lua script; the server knows it by its hash once it has run it. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

/**
 * The record of a room outlives the room by this, ms: a name that is taken again goes on with its epochs, and no owner that is
 * alive loses its room.
 */
const RECORD_KEPT_MS = 3_600_000;

/**
 * A room is a hash: `epoch`; `owner`, empty for nobody; `state`; `ttlMs`, empty for ever; `expiresAt`, empty for never;
 * `written`, the number of the write that `state` is from. Each script has one room, and so one slot of a cluster.
 */
const ROOM = `
local room = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function isPast(expiresAt)
  return expiresAt ~= '' and tonumber(expiresAt) <= now
end

local function expiry(ttlMs)
  if ttlMs == '' then return '' end
  return now + ttlMs
end

local function keepRecord(ttlMs)
  if ttlMs == '' then
    redis.call('PERSIST', room)
  else
    redis.call('PEXPIRE', room, ttlMs + ${RECORD_KEPT_MS})
  end
end
`;

/** The time at the server that has the key. */
export const CLOCK = script(`return redis.call('TIME')`);

/** ARGV: an owner whose session is over; state; ttlMs. */
export const CREATE = script(`${ROOM}
local over, state, ttlMs = ARGV[1], ARGV[2], ARGV[3]
local epoch, owner, expiresAt = unpack(redis.call('HMGET', room, 'epoch', 'owner', 'expiresAt'))
if epoch then
  if not isPast(expiresAt) then return {'taken'} end
  if owner ~= '' and owner ~= over then return {'owned', owner} end
end
redis.call('HSET', room, 'epoch', epoch or 0, 'owner', '', 'state', state,
  'ttlMs', ttlMs, 'expiresAt', expiry(ttlMs), 'written', 0)
keepRecord(ttlMs)
return {'created'}
`);

/** ARGV: an owner whose session is over; who claims. */
export const CLAIM = script(`${ROOM}
local over, by = ARGV[1], ARGV[2]
local epoch, owner, state, ttlMs, expiresAt =
  unpack(redis.call('HMGET', room, 'epoch', 'owner', 'state', 'ttlMs', 'expiresAt'))
if not epoch then return {'missing'} end
if owner ~= by then
  if owner ~= '' and owner ~= over then return {'owned', owner} end
  if isPast(expiresAt) then return {'missing'} end
end
epoch = math.max(epoch + 1, tonumber(time[1]))
redis.call('HSET', room, 'epoch', epoch, 'owner', by, 'written', 0)
keepRecord(ttlMs)
return {'claimed', epoch, state}
`);

/**
 * ARGV: epoch; state; the number of this write; what then becomes of the ownership, 'keep' or 'release'. A write that was
 * delayed on its way, past one that came later, changes nothing.
 */
export const WRITE = script(`${ROOM}
local state, number, ownership = ARGV[2], tonumber(ARGV[3]), ARGV[4]
local epoch, owner, ttlMs, written = unpack(redis.call('HMGET', room, 'epoch', 'owner', 'ttlMs', 'written'))
if epoch ~= ARGV[1] or owner == '' then return 0 end
if number < tonumber(written) then return 1 end
redis.call('HSET', room, 'state', state, 'written', number, 'expiresAt', expiry(ttlMs))
if ownership == 'release' then redis.call('HSET', room, 'owner', '') end
keepRecord(ttlMs)
return 1
`);

/** ARGV: epoch. */
export const REMOVE = script(`${ROOM}
local epoch, owner = unpack(redis.call('HMGET', room, 'epoch', 'owner'))
if epoch ~= ARGV[1] or owner == '' then return 0 end
redis.call('HSET', room, 'owner', '', 'state', '', 'expiresAt', 0)
keepRecord(0)
return 1
`);

/**
 * KEYS: a budget. ARGV: points; how many there are in a window; its length, ms. The answer: 1 or 0 for whether they fit; what is spent;
 * what is left of the window, ms.
 */
export const SPEND = script(`
local points, limit, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local before, leftMs = tonumber(redis.call('GET', KEYS[1]) or 0), redis.call('PTTL', KEYS[1])
if leftMs <= 0 then before, leftMs = 0, windowMs end
local after = math.max(0, before + points)
if after > limit and points > 0 then return {0, before, leftMs} end
redis.call('SET', KEYS[1], after, 'PX', leftMs)
return {1, after, leftMs}
`);

function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
