import { ConnectorError } from '@causeway/core';
import type { Org } from '../client/org.ts';
import { quote } from '../soql/literal.ts';
import { shaped } from './shaped.ts';
import { z } from 'zod';

/**
 * The data class of each field as an administrator set it: compliance groups and sensitivity, joined by `;`
 * (`PII;GDPR;Confidential`); undefined where none is set.
 */
export interface FieldClasses {
  /** Whether they could be read at all. */
  readonly readable: boolean;
  of(field: string): string | undefined;
}

/** Stands for a class that could not be read, so that rules about classes treat the field with care. */
export const unclassified = 'unclassified';

const shape = z.looseObject({
  records: z.array(
    z.looseObject({
      QualifiedApiName: z.string(),
      SecurityClassification: z.string().nullable().optional(),
      ComplianceGroup: z.string().nullable().optional(),
    }),
  ),
});

/** Reads the classes of an object. A user without rights to setup gets fewer rows or an error. */
export async function readFieldClasses(org: Org, object: string, signal: AbortSignal): Promise<FieldClasses> {
  const q =
    'SELECT QualifiedApiName, SecurityClassification, ComplianceGroup FROM FieldDefinition ' +
    `WHERE EntityDefinition.QualifiedApiName = ${quote(object)}`;
  try {
    const { records } = shaped(shape, await org.request({ segments: ['query'], query: { q } }, signal));
    const classes = new Map(
      records.map((record): [string, string] => [
        record.QualifiedApiName.toLowerCase(),
        [record.ComplianceGroup, record.SecurityClassification].filter(Boolean).join(';'),
      ]),
    );
    return {
      readable: true,
      of(field) {
        const found = classes.get(field.toLowerCase());
        if (found === undefined) return unclassified;
        return found === '' ? undefined : found;
      },
    };
  } catch (thrown) {
    // What passes is not remembered as an answer; a lasting refusal is one.
    if (ConnectorError.is(thrown) && (thrown.retryable || thrown.code === 'canceled' || thrown.code === 'unauthenticated')) throw thrown;
    return { readable: false, of: () => unclassified };
  }
}
