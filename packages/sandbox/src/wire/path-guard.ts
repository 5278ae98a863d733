/**
 * Whether a raw path is written to be read as another one: `..` or `.` segments, plain or encoded, empty segments, backslashes,
 * control characters, escapes that are not UTF-8. A single `/` at the end is not (one HubSpot client sends it).
 */
export function isPathTrick(path: string): boolean {
  const segments = path.slice(1).split('/');
  return segments.some((segment, index) => (segment === '' ? index < segments.length - 1 : isTrickySegment(segment)));
}

function isTrickySegment(segment: string): boolean {
  const decoded = decode(segment);
  return decoded === undefined || /[\p{Cc}\\]/u.test(decoded) || decoded.split('/').some((part) => part === '.' || part === '..');
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
