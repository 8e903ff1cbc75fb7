import { dlopen } from 'bun:ffi';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Logger } from './logger.ts';

/** The system takes as many of them as `net.core.somaxconn` says, 4,096 where nobody has changed that. */
const BACKLOG = 4096;
const LISTENING = '0A';
const LIBRARIES = ['libc.so.6', `libc.musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`];

/**
 * Has the system keep more new connections on `port` for this process than the 512 that the runtime asks for. When thousands come back at once,
 * they come faster than an event loop that is busy with them takes them; what is too much is dropped, and tried again by its client's system
 * only after 1, 3 and 7 s (BAL-12).
 * @returns whether that is so now: it is not where the system is not Linux, and then all is as it was
 */
export function deepenBacklog(port: number, log: Pick<Logger, 'debug'>): boolean {
  const isDeep = canListenAnew(port);
  if (!isDeep) log.debug({ port }, 'the system keeps few new connections while this process is busy');
  return isDeep;
}

function canListenAnew(port: number): boolean {
  try {
    const sockets = listeningSockets(port);
    const listen = libraryListen();
    return sockets.length > 0 && sockets.every((socket) => listen(socket, BACKLOG) === 0);
  } catch {
    return false;
  }
}

/** To listen on a socket that listens already changes how many may wait. */
function libraryListen(): (socket: number, backlog: number) => number {
  for (const library of LIBRARIES) {
    try {
      return dlopen(library, { listen: { args: ['int', 'int'], returns: 'int' } }).symbols.listen;
    } catch {
      // It may have the other one.
    }
  }
  throw new Error('there is no library of C');
}

/** File descriptors of this process. */
function listeningSockets(port: number): number[] {
  const links = new Set(listeningInodes(port).map((inode) => `socket:[${inode}]`));
  return readdirSync('/proc/self/fd')
    .filter((fd) => links.has(linkOf(fd)))
    .map(Number);
}

/** Of all listeners of the machine on that port. */
function listeningInodes(port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/self/net/${family}`, 'utf8').split('\n'),
  );
  const sockets = lines.map((line) => line.trim().split(/\s+/));
  return sockets
    .filter(([, address, , state]) => state === LISTENING && address?.endsWith(wanted))
    .map((fields) => fields[9] ?? '');
}

/** Empty for one that has been closed meanwhile. */
function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
