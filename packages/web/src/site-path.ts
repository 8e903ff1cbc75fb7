/** Paths are of the site, wherever it is served: without their slash they are below `<base>`, and so below the site's base path. */
export const belowBase = (url: string): string => url.replace(/^\/(?!\/)/, '');
