interface Video {
  currentTime: number;
  playbackRate: number;
  readonly paused: boolean;
  readonly readyState: number;
  play(): Promise<void>;
  pause(): void;
}

interface PageGlobals {
  readonly document: { querySelector(selector: 'video'): Video | null };
  /** Set once the page's own following is switched off. */
  isFollowingByAnchor?: boolean;
}

/**
 * Runs in the page: the rule that OpenTogetherTube's clients follow. A position holds from the moment it is received; four times a second
 * the player is looked at, and seeks when it is more than a second off.
 */
export function anchorAtReceipt(): void {
  const page = globalThis as unknown as PageGlobals;
  const now = performance.now.bind(performance);
  let anchor = { position: 0, at: 0, speed: 1, isPlaying: false };
  const expected = () =>
    anchor.position + (anchor.isPlaying ? ((now() - anchor.at) / 1000) * anchor.speed : 0);

  function hear(text: string): void {
    const message = JSON.parse(text) as Record<string, unknown>;
    if (message['action'] !== 'sync') return;
    const { playbackPosition, playbackSpeed, isPlaying } = message;
    anchor = {
      position: typeof playbackPosition === 'number' ? playbackPosition : expected(),
      at: now(),
      speed: typeof playbackSpeed === 'number' ? playbackSpeed : anchor.speed,
      isPlaying: typeof isPlaying === 'boolean' ? isPlaying : anchor.isPlaying,
    };
    follow();
  }

  function follow(): void {
    const video = page.document.querySelector('video');
    if (page.isFollowingByAnchor !== true || video === null || video.readyState === 0) return;
    if (anchor.isPlaying && video.paused) void video.play();
    if (!anchor.isPlaying && !video.paused) video.pause();
    if (Math.abs(expected() - video.currentTime) > 1) video.currentTime = expected();
  }

  setInterval(follow, 250);
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(String(data)));
    }
  };
}
