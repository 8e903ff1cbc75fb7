/** A script that does not come within this time does not come: something blocks it. */
const SCRIPT_TIMEOUT_MS = 15_000;

const scripts = new Map<string, Promise<void>>();

/** Loads a service's script, once; one that did not come may be asked for again. */
export function loadScript(src: string): Promise<void> {
  const load = scripts.get(src) ?? insertScript(src);
  scripts.set(src, load);
  load.catch(() => scripts.delete(src));
  return load;
}

/** A frame that fills `host`, for a service's own player. */
export function insertFrame(host: HTMLElement, src: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = src;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  // YouTube plays only for those who say where they are.
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.title = host.title;
  frame.className = 'absolute inset-0 size-full border-0';
  host.append(frame);
  return frame;
}

function insertScript(src: string): Promise<void> {
  const script = document.createElement('script');
  script.src = src;
  return new Promise<void>((resolve, reject) => {
    const giveUp = (): void => {
      script.remove();
      reject(new Error(`${src} does not load.`));
    };
    const timer = setTimeout(giveUp, SCRIPT_TIMEOUT_MS);
    script.addEventListener('load', () => {
      clearTimeout(timer);
      resolve();
    });
    script.addEventListener('error', () => {
      clearTimeout(timer);
      giveUp();
    });
    document.head.append(script);
  });
}
