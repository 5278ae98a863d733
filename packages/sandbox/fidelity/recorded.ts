import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where recorded vendor material lies, beside the repository. It is not part of it. */
export const recordedFolder = fileURLToPath(new URL('../../../../shared/recorded', import.meta.url));

export const isRecorded = existsSync(recordedFolder);

/** The share of the SOQL corpus that must be judged as Salesforce does. */
export const corpusShare = 0.98;
