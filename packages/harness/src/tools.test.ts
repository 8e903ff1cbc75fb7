import { afterEach, expect, it } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from './temp-dir.ts';
import { missingTools, requireTool } from './tools.ts';

const { PATH, CI } = process.env;
afterEach(() => Object.assign(process.env, { PATH, CI: CI ?? '' }));

it('finds a tool in PATH', () => {
  using directory = tempDir();
  writeFileSync(join(directory.path, 'ffmpeg'), '', { mode: 0o755 });
  process.env['PATH'] = directory.path;
  expect(requireTool('ffmpeg')).toEqual({ available: true, path: join(directory.path, 'ffmpeg') });
});

it('lets tests be skipped when a tool is missing, and says which package has it', () => {
  Object.assign(process.env, { PATH: '', CI: '' });
  expect(requireTool('ffmpeg').available).toBeFalse();
  expect(missingTools()).toContainEqual({ name: 'ffmpeg', debianPackage: 'ffmpeg' });
});

it('fails in CI when a tool is missing', () => {
  Object.assign(process.env, { PATH: '', CI: 'true' });
  expect(() => requireTool('ffmpeg')).toThrow('apt-get install ffmpeg');
});
