import { describe, expect } from 'bun:test';
import { call, expectRefusal } from './http.ts';
import { it } from './it.ts';
import { DEMO, DEMO_SECONDS } from './room.ts';
import type { Target } from './target.ts';

const preview = (site: Target, input: string) =>
  call(site, 'GET', `/data/previewAdd?input=${encodeURIComponent(input)}`);

/** What people see before they add something. */
export function previews(site: Target): void {
  describe('previews', () => {
    it('[API-20] [API-2] tell anyone what a link stands for, and may be cached', async () => {
      const { status, headers, body } = await preview(site, DEMO.id);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          success: true,
          result: [{ ...DEMO, title: 'usher-demo.mp4', mime: 'video/mp4', length: DEMO_SECONDS }],
        },
      });
      expect(headers.get('Cache-Control')).toBe('public, max-age=3600');
    });

    const refusals: [name: string, inputs: readonly string[]][] = [
      ['InvalidAddPreviewInputException', ['', ' ', 'x', 'x'.repeat(2049)]],
      ['LocalFileException', ['file:///home/me/film.mp4', String.raw`C:\film.mp4`]],
      [
        'UnsupportedServiceException',
        [
          'https://www.reddit.com/r/videos',
          'http://127.0.0.1/film.mp4',
          'http://169.254.169.254/latest/meta-data.mp4',
          'ftp://example.org/film.mp4',
          '/etc/passwd',
        ],
      ],
    ];
    for (const [name, inputs] of refusals) {
      it(`[API-20] [API-10] refuse with ${name}`, async () => {
        for (const input of inputs) {
          const refused = await preview(site, input);
          expectRefusal(refused, 400, name);
          expect(refused.headers.get('Cache-Control') ?? '').not.toContain('public');
        }
      });
    }

    it('[API-20] [API-10] refuse no input at all', async () => {
      const refused = await call(site, 'GET', '/data/previewAdd');
      expectRefusal(refused, 400, 'InvalidAddPreviewInputException');
    });
  });
}
