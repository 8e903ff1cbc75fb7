/** One file of the built site. */
export interface Asset {
  /** Its path on disk, or inside the executable. */
  readonly file: string;
  /** The `Content-Type`. */
  readonly type: string;
  /** Its name has a hash of its content: it may be cached for ever. */
  readonly immutable: boolean;
}

/** The operators' live map: its scripts, styles and fonts are among `assets`. */
export const mapPage: Asset;

/** The built site by URL path, `/index.html` being the page of every route. */
export const assets: ReadonlyMap<string, Asset>;
