/** What is used of the library, which comes without types. */
declare module 'm3u8-parser' {
  export class Parser {
    readonly manifest: {
      readonly segments?: readonly { readonly duration?: number; readonly uri: string }[];
      readonly playlists?: readonly {
        readonly uri?: string;
        readonly attributes?: { readonly BANDWIDTH?: number };
      }[];
      readonly endList?: boolean;
    };
    push(text: string): void;
    end(): void;
  }
}
