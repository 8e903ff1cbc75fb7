import type { SkipCategory, VideoSegment } from '@usher/protocol';

export const SEGMENT_WORDS = {
  sponsor: 'segmentSponsor',
  intro: 'segmentIntro',
  outro: 'segmentOutro',
  interaction: 'segmentInteraction',
  selfpromo: 'segmentSelfpromo',
  music_offtopic: 'segmentMusicOfftopic',
  preview: 'segmentPreview',
} as const satisfies Record<SkipCategory, string>;

interface SegmentMarksProps {
  readonly segments: readonly VideoSegment[];
  readonly duration: number;
}

/** Where something begins that some want to skip. What it is stands beside the pointer. */
export function SegmentMarks({ segments, duration }: SegmentMarksProps) {
  return segments.map(({ category, startTime, endTime }) => {
    const start = Math.min(1, startTime / duration);
    const end = Math.min(1, endTime / duration);
    return (
      <span
        key={`${category} ${startTime} ${endTime}`}
        data-category={category}
        className="seek-segment"
        style={{ left: `${start * 100}%`, width: `${Math.max(0.3, (end - start) * 100)}%` }}
      />
    );
  });
}
