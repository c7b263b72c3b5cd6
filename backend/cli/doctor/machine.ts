import type { Check } from './check.ts';

/** The Node version the package pins. */
const NODE_MAJOR = 24;

export function nodeCheck(version = process.versions.node): Check {
  const major = Number(version.split('.')[0]);
  return major >= NODE_MAJOR
    ? { name: 'Node', state: 'ok', detail: `${version}, ${process.platform} ${process.arch}` }
    : {
        name: 'Node',
        state: 'missing',
        detail: `${version}; Nightjar needs ${NODE_MAJOR} or later: start it through npm, which brings it along`,
      };
}

/** Version of the C library this process runs on, or null where it is not glibc (Alpine's musl, macOS, Windows). */
function glibcVersion(): string | null {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime ?? null;
}

export function glibcCheck(version = glibcVersion(), platform: string = process.platform): Check {
  const name = 'C library';
  if (platform !== 'linux') {
    return { name, state: 'ok', detail: `that of ${platform}` };
  }
  return version === null
    ? {
        name,
        state: 'missing',
        detail: "not glibc, which ONNX Runtime's library needs: use a Debian or Ubuntu image, not Alpine",
      }
    : { name, state: 'ok', detail: `glibc ${version}` };
}
