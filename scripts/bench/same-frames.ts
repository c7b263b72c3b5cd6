import { tableFromIPC } from 'apache-arrow';

/** Names, metadata and values of a frame's columns. */
function contentOf(frame: Uint8Array): unknown {
  const table = tableFromIPC(frame);
  return table.schema.fields.map(({ name, metadata }, i) => {
    const values = Array.from(table.getChildAt(i) ?? [], String);
    const labels = JSON.parse(metadata.get('labels') ?? '{}') as Record<string, string>;
    return { name, labels: Object.entries(labels).sort(), values };
  });
}

/** Throws where two replies do not hold the same columns and values: a comparison of unlike work is none. */
export function assertSameFrames(ours: readonly Uint8Array[], theirs: readonly Uint8Array[]): void {
  if (ours.length === 0 || ours.length !== theirs.length) {
    throw new Error(`one peer answers ${ours.length} frames, the other ${theirs.length}`);
  }
  for (const at of [0, ours.length - 1]) {
    if (JSON.stringify(contentOf(ours[at])) !== JSON.stringify(contentOf(theirs[at]))) {
      throw new Error(`frame ${at} of the two peers differs`);
    }
  }
}
