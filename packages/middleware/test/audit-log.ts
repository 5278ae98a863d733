import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach } from 'vitest';
import type { AuditRecord } from '@causeway/middleware';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A directory that is gone after the test. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-audit-'));
  made.push(directory);
  return directory;
}

export function logFiles(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => /-\d{12}-/.test(name))
    .sort();
}

export function lines(directory: string): readonly string[] {
  return logFiles(directory).flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').slice(0, -1));
}

export function records(directory: string): readonly AuditRecord[] {
  return lines(directory).map((line) => (JSON.parse(line) as { record: AuditRecord }).record);
}
