import type { Asset } from '@usher/web';

/** What the build has made: the files of both pages, and the live map's page, which only the Balancer's operators are served. */
interface Pages {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly mapPage: Asset;
}

interface ErrorLog {
  error(fields: object, message: string): void;
}

/** The built pages, or `null` when they have not been built: that is said, and the rest of the server goes on. */
export async function loadPages(log: ErrorLog): Promise<Pages | null> {
  try {
    return await import('@usher/web');
  } catch (error) {
    log.error(
      { reason: (error as Error).message },
      'The pages have not been built. Build them with: npm run build:web',
    );
    return null;
  }
}
